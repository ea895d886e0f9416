import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { linkWords } from '@/lib/workflow/link-words';
import type { EvidenceView } from '@/lib/workflow/views';
import { HeldPage } from './held-page';

/** Tells a reader whether two texts are the same one. */
export const fingerprint = (hash: string | null) =>
  hash && (
    <p className="soft mt-1">
      Fingerprint of its text: <span className="num">{hash.slice(0, 12)}</span>
    </p>
  );

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
  /** What it held when it was submitted, on the desk. */
  kept?: React.ReactNode;
  /** What it held at the last check opens by itself where there is room. */
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
      {kept}
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
              first={first}
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
