'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import type { CitationView } from '@/lib/workflow/views';

/** What the town may do with a citation: say anew where to look, or detach it. */
export function CitationActions({
  citation,
  changePinpoint,
  uncite,
}: {
  citation: CitationView;
  changePinpoint: FormCommand<unknown>;
  uncite: FormCommand<unknown>;
}) {
  const prefix = `${citation.id}-`;
  const of = <span className="vh"> {citation.evidence.title}</span>;
  return (
    <>
      <details className="open:basis-full">
        <summary className="linkish list-none">
          {citation.pinpoint ? 'Change the place' : 'Say where to look'}
          {of}
        </summary>
        <ActionForm action={changePinpoint} prefix={prefix} done="Saved.">
          {(f) => (
            <>
              <input type="hidden" name="citation" value={citation.id} />
              <TextInput
                id={`${prefix}pinpoint`}
                name="pinpoint"
                label="Where to look in it"
                hint="A page, section or time, such as page 4."
                error={f.error('pinpoint')}
                defaultValue={f.value('pinpoint', citation.pinpoint ?? '')}
                maxLength={120}
              />
              <div className="acts mt-2">
                <SubmitButton look="second" small pendingWord="Saving">
                  Save the place
                </SubmitButton>
              </div>
            </>
          )}
        </ActionForm>
      </details>
      <ActionForm action={uncite}>
        <input type="hidden" name="citation" value={citation.id} />
        <SubmitButton look="link-danger" pendingWord="Detaching">
          Detach{of}
        </SubmitButton>
      </ActionForm>
    </>
  );
}
