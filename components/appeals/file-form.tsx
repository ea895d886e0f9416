'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Choices } from '@/components/ui/choices';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';

const prefix = 'appeal-';

/** Appeals the ruling on one step, with the reason and evidence of the library. */
export function FileAppealForm<T>({
  action,
  user,
  submission,
  step,
  library,
}: {
  action: FormCommand<T>;
  /** Id of the reader, for what is kept of their typing. */
  user: string;
  submission: string;
  step: string;
  library: { id: string; title: string; note: string }[];
}) {
  return (
    <ActionForm action={action} prefix={prefix} keep={`${user} appeal ${submission} ${step}`}>
      {(form) => (
        <>
          <input type="hidden" name="submission" value={submission} />
          <input type="hidden" name="step" value={step} />
          <TextArea
            doc
            id={`${prefix}reason`}
            name="reason"
            rows={6}
            label="What is wrong with the ruling, and why"
            hint="Name the place in the answers or the evidence that shows it. Whoever rules on the appeal reads this."
            error={form.error('reason')}
            defaultValue={form.value('reason')}
          />
          {library.length > 0 && (
            <details className="mt-3">
              <summary>Point to evidence of the library</summary>
              <Choices
                id={`${prefix}evidence`}
                type="checkbox"
                name="evidence[]"
                label="Evidence"
                hint="The newest of the library. What this step cites already is read anyway."
                error={form.error('evidence')}
                options={library.map(({ id, title, note }) => ({ value: id, label: title, hint: note }))}
                defaultValue={form.values('evidence', [])}
              />
            </details>
          )}
          <div className="acts mt-4">
            <SubmitButton pendingWord="Sending">Appeal the ruling on this step</SubmitButton>
            <span className="why-not">Each step can be appealed once.</span>
          </div>
        </>
      )}
    </ActionForm>
  );
}
