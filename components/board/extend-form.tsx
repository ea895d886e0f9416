'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';
import { DeadlineFields } from './round-form';

const prefix = 'extend-';

/** Gives one town more time in one round, with the reason on the record. */
export function ExtendForm({
  action,
  user,
  cycle,
  rounds,
  towns,
  town,
}: {
  action: FormCommand<{ cycle: string }>;
  /** Id of the reader, for what is kept of their typing. */
  user: string;
  cycle: string;
  rounds: { value: string; label: string }[];
  towns: { id: string; name: string }[];
  /** The town chosen to begin with. */
  town: string;
}) {
  return (
    <ActionForm action={action} prefix={prefix} keep={`${user} extension ${cycle}`} done="The town has more time.">
      {(form) => (
        <>
          <input type="hidden" name="cycle" value={cycle} />
          <div className="two">
            <Select
              id={`${prefix}town`}
              name="town"
              label="Town"
              error={form.error('town')}
              placeholder="Choose a town"
              options={towns.map(({ id, name }) => ({ value: id, label: name }))}
              defaultValue={form.value('town', town)}
            />
            <Select
              id={`${prefix}number`}
              name="number"
              label="Round"
              error={form.error('number')}
              options={rounds}
              defaultValue={form.value('number', rounds.at(-1)?.value ?? '')}
            />
            <DeadlineFields form={form} prefix={prefix} />
            <TextArea
              id={`${prefix}reason`}
              name="reason"
              label="Reason, which stays on the record"
              hint="The town’s contacts read it in a letter, with the new deadline."
              rows={3}
              className="wide"
              error={form.error('reason')}
              defaultValue={form.value('reason')}
            />
          </div>
          <div className="acts mt-4">
            <SubmitButton small pendingWord="Saving">
              Extend the deadline
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
