'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { LinkButton } from '@/components/ui/link-button';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { RecoveryCodes } from './recovery-codes';

type SetUp = { secret: string; qr: { size: number; path: string }; replaces: boolean };

const quiet = 4;

/** What the app scans: drawn as a picture of paths, so that it needs nothing from elsewhere. */
function QrCode({ size, path }: SetUp['qr']) {
  const side = size + 2 * quiet;
  return (
    <svg className="qr" viewBox={`${-quiet} ${-quiet} ${side} ${side}`} role="img" aria-label="QR code of your key">
      <rect x={-quiet} y={-quiet} width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

/** Setting up an authenticator app in two steps, then its recovery codes. `setUp`: null once there is nothing to set up. */
export function SetUpForm({
  action,
  setUp,
  next,
}: {
  action: FormCommand<{ codes: string[] }>;
  setUp: SetUp | null;
  next: string;
}) {
  return (
    <ActionForm action={action} done="Your second step is set up." aria-label="Set up the second step">
      {(form) => {
        if (form.answer?.ok)
          return (
            <>
              <RecoveryCodes codes={form.answer.value.codes} />
              <div className="acts mt-6">
                <LinkButton href={next}>I have kept the codes: go on</LinkButton>
              </div>
            </>
          );
        if (!setUp)
          return (
            <>
              <p>Your second step is set up.</p>
              <div className="acts mt-4">
                <LinkButton href={next}>Go on</LinkButton>
              </div>
            </>
          );
        return (
          <>
            <h2>1. Add Town Green to an authenticator app</h2>
            <p className="small soft max-w-prose">
              Any such app on your phone or computer will do. Scan the picture with it, or type the key.
            </p>
            <QrCode {...setUp.qr} />
            <p>
              Key: <b className="app-key">{setUp.secret}</b>
            </p>
            <h2 className="mt-6">2. Enter the code it shows</h2>
            {setUp.replaces && (
              <TextInput
                id="currentCode"
                name="currentCode"
                label="Code of the app you have used so far"
                hint="Or one of your recovery codes."
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                error={form.error('currentCode')}
              />
            )}
            <TextInput
              id="code"
              name="code"
              label={setUp.replaces ? 'Code of the new app' : 'Six-digit code'}
              inputMode="numeric"
              autoComplete="one-time-code"
              spellCheck={false}
              error={form.error('code')}
            />
            <div className="acts mt-4">
              <SubmitButton pendingWord="Checking">Set up the second step</SubmitButton>
            </div>
          </>
        );
      }}
    </ActionForm>
  );
}
