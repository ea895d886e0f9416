'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';
import { TextInput } from '@/components/ui/text-input';
import type { ReturnPoint } from '@/lib/workflow/views';

type Props<T> = {
  action: FormCommand<T>;
  /** Id of the reader, for what is kept of their typing. */
  user: string;
  ruling: string;
  points: ReturnPoint[];
};

/** The town's answer to each point of a returned step: what was changed, and where. */
export function AnswerPoints<T>({ action, user, ruling, points }: Props<T>) {
  return (
    <ActionForm
      action={action}
      prefix="points-"
      keep={`${user} points ${ruling}`}
      done="Answers saved. They go along when you submit."
    >
      {(form) => (
        <>
          <input type="hidden" name="ruling" value={ruling} />
          <ol className="points-asked" id="points-text" tabIndex={-1}>
            {points.map((point, index) => (
              <li key={index}>
                <p className="doc">{point.text}</p>
                <TextArea
                  id={`points-text-${index}`}
                  name="text[]"
                  rows={2}
                  label={`What you changed for point ${index + 1}`}
                  defaultValue={form.values('text')[index] ?? point.answer?.text}
                />
                <TextInput
                  id={`points-place-${index}`}
                  name="place[]"
                  label={`Where, for point ${index + 1}`}
                  hint="A question, a row, or a page of the evidence."
                  defaultValue={form.values('place')[index] ?? point.answer?.place}
                />
              </li>
            ))}
          </ol>
          <div className="acts mt-4">
            <SubmitButton pendingWord="Saving">Save the answers to the reviewer</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
