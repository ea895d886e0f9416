import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { linkWords } from '@/lib/workflow/link-words';
import type { EvidenceView } from '@/lib/workflow/views';

/** What the portal found when it last looked at a link, what the page held then, and a way to have it looked at again. */
export function LinkState({ evidence, again }: { evidence: EvidenceView; again?: FormCommand<unknown> }) {
  const { link } = evidence;
  if (!link) return null;
  const of = <span className="vh"> {evidence.title}</span>;
  const held = link.title ?? link.extract;
  return (
    <div className="small mt-1">
      <p>
        {linkWords(link)}
        {link.address && link.address !== evidence.url && (
          <>
            {' '}
            It leads to <span className="break-all">{link.address}</span>.
          </>
        )}
      </p>
      {(held || again) && (
        <div className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
          {held && (
            <details className="open:basis-full">
              <summary className="linkish list-none">What the page held{of}</summary>
              {link.title && <p className="mt-1 font-semibold break-words">{link.title}</p>}
              {link.extract && <p className="prose mt-1 break-words">{link.extract}</p>}
              {link.hash && (
                <p className="soft mt-1">
                  Fingerprint of its text: <span className="num">{link.hash.slice(0, 12)}</span>
                </p>
              )}
            </details>
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
