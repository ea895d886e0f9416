import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Say } from '@/components/ui/say';
import { SubmitButton } from '@/components/ui/submit-button';
import { linkWords, readsDifferently, type KeptPageView, type LinkView } from '@/lib/workflow/link-words';
import type { EvidenceView } from '@/lib/workflow/views';
import { instant } from '@/lib/words';
import { HeldPage } from './held-page';

const fingerprint = (hash: string | null) =>
  hash && (
    <p className="soft mt-1">
      Fingerprint of its text: <span className="num">{hash.slice(0, 12)}</span>
    </p>
  );

/** What the page held when it was submitted, and whether it reads differently now. */
function Kept({ link, kept, of, first }: { link: LinkView; kept: KeptPageView; of: React.ReactNode; first: boolean }) {
  if (!kept.takenAt)
    return <p className="soft">The portal could not read what it held when round {kept.round} was submitted.</p>;
  const read = `Read for round ${kept.round} on ${instant(kept.takenAt)}.`;
  if (kept.text === null && kept.title === null)
    return <p className="soft">{read} It held no text that the portal keeps.</p>;
  return (
    <>
      {readsDifferently(link, kept) && (
        <p>
          <Say kind="look">Reads differently now</Say> than when it was submitted.
        </p>
      )}
      <HeldPage summary={<>What it held when it was submitted{of}</>} title={kept.title} text={kept.text} first={first}>
        <p className="soft mt-1">{read}</p>
        {fingerprint(kept.hash)}
      </HeldPage>
    </>
  );
}

/**
 * What the portal found when it last looked at a link, what the page held then and, on the desk, when it was submitted; and
 * a way to have it looked at again.
 */
export function LinkState({
  evidence,
  again,
  kept,
  first = false,
}: {
  evidence: EvidenceView;
  again?: FormCommand<unknown>;
  /** What it held when it was submitted. */
  kept?: KeptPageView;
  /** It opens by itself where there is room. */
  first?: boolean;
}) {
  const { link } = evidence;
  if (!link) return null;
  const of = <span className="vh"> {evidence.title}</span>;
  const held = link.title ?? link.extract;
  return (
    <div className="small mt-1">
      <p>
        {linkWords(link)}
        {link.state === 'alive' && link.status && <> It answered with status {link.status}.</>}
        {link.address && link.address !== evidence.url && (
          <>
            {' '}
            It leads to <span className="break-all">{link.address}</span>.
          </>
        )}
      </p>
      {kept && <Kept link={link} kept={kept} of={of} first={first} />}
      {(held || again) && (
        <div className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
          {held && (
            <HeldPage
              summary={
                <>
                  {kept ? 'What it held at the last check' : 'What the page held'}
                  {of}
                </>
              }
              title={link.title}
              text={link.extract}
              first={first && !kept?.text}
            >
              {fingerprint(link.hash)}
            </HeldPage>
          )}
          {again && (
            <ActionForm action={again} done="It is checked within the next minutes.">
              <input type="hidden" name="evidence" value={evidence.id} />
              <SubmitButton look="link" pendingWord="Asking">
                Check again{of}
              </SubmitButton>
            </ActionForm>
          )}
        </div>
      )}
    </div>
  );
}
