'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { DateInput } from '@/components/ui/date-input';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';

const prefix = 'give-';

/** Chooses who rules on an appeal and by when; again, for somebody else. */
export function GiveAppealForm<T>({
  action,
  appeal,
  reviewers,
  due,
  again,
}: {
  action: FormCommand<T>;
  appeal: string;
  /** Those who had no part in the step, no conflict, and do not belong to the town. */
  reviewers: { id: string; name: string }[];
  /** The day suggested, an ISO date. */
  due: string;
  again: boolean;
}) {
  return (
    <ActionForm action={action} prefix={prefix}>
      {(form) => (
        <>
          <input type="hidden" name="appeal" value={appeal} />
          <Select
            id={`${prefix}reviewer`}
            name="reviewer"
            label="Who rules on it"
            hint="Whoever ruled on the step or read it a second time is not in the list, nor anybody with a conflict."
            error={form.error('reviewer')}
            placeholder="Choose a reviewer"
            options={reviewers.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={form.value('reviewer')}
          />
          <DateInput
            id={`${prefix}deadline`}
            name="deadline"
            label="By when"
            hint="5 pm Eastern."
            error={form.error('deadline')}
            defaultValue={form.date('deadline', due)}
          />
          <div className="acts mt-4">
            <SubmitButton look={again ? 'second' : 'primary'} pendingWord="Giving it">
              {again ? 'Give it to somebody else' : 'Give the appeal to this reviewer'}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
