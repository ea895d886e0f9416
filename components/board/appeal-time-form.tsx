'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';

const prefix = 'appeal-time-';

/** Sets for how many days after a decision towns can appeal rulings. */
export function AppealTimeForm({
  action,
  cycle,
  days,
}: {
  action: FormCommand<{ cycle: string }>;
  cycle: string;
  days: number;
}) {
  return (
    <ActionForm action={action} prefix={prefix} done="The time to appeal is saved.">
      {(form) => (
        <>
          <input type="hidden" name="cycle" value={cycle} />
          <TextInput
            id={`${prefix}days`}
            name="days"
            type="number"
            min={1}
            max={365}
            inputMode="numeric"
            label="Days to appeal"
            hint="Counted from the day after the decision, to the end of the last day. Never shorter once a town was told."
            error={form.error('days')}
            defaultValue={form.value('days', String(days))}
          />
          <div className="acts mt-3">
            <SubmitButton look="second" small pendingWord="Saving">
              Save the time to appeal
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
