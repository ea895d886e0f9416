'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Seg } from '@/components/ui/seg';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';
import { PointsFields, type PointsGiven } from './points-fields';

const prefix = 'correct-';

/** Proposes to correct the points of one step after the decision; another coordinator confirms it. */
export function CorrectPointsForm<T>({
  action,
  user,
  submission,
  step,
  town,
  given,
}: {
  action: FormCommand<T>;
  user: string;
  submission: string;
  step: string;
  town: string;
  given: PointsGiven;
}) {
  return (
    <ActionForm
      action={action}
      prefix={prefix}
      keep={`${user} points ${submission} ${step}`}
      done="Proposed. Another coordinator confirms it on the application’s page."
    >
      {(form) => (
        <>
          <input type="hidden" name="submission" value={submission} />
          <input type="hidden" name="step" value={step} />
          <div id={`${prefix}outcome`} tabIndex={-1}>
            <Seg
              legend={`What step ${step} becomes`}
              name="outcome"
              defaultValue={form.value('outcome', 'approved')}
              options={[
                { value: 'approved', label: 'Approve it', shape: 'tick' },
                { value: 'not-approved', label: 'Do not approve it', shape: 'cross' },
              ]}
            />
          </div>
          <PointsFields form={form} prefix={prefix} given={given} />
          <TextArea
            doc
            id={`${prefix}reason`}
            name="reason"
            rows={4}
            label="Reason"
            hint={`${town} reads it in the letter.`}
            error={form.error('reason')}
            defaultValue={form.value('reason')}
          />
          <div className="acts mt-4">
            <SubmitButton small pendingWord="Proposing">
              Propose the correction
            </SubmitButton>
            <span className="why-not">Nothing changes until another coordinator confirms it.</span>
          </div>
        </>
      )}
    </ActionForm>
  );
}
