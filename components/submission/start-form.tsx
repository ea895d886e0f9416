'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Choices } from '@/components/ui/choices';
import { SubmitButton } from '@/components/ui/submit-button';

const levels = [
  { value: 'bronze', label: 'Bronze' },
  { value: 'silver', label: 'Silver' },
  { value: 'gold', label: 'Gold' },
];

/** Cycle and level of a new application. */
export function StartForm<T>({
  town,
  cycles,
  start,
}: {
  town: string;
  cycles: { id: string; name: string; until: string }[];
  start: FormCommand<T>;
}) {
  return (
    <ActionForm action={start}>
      {(form) => (
        <>
          <input type="hidden" name="town" value={town} />
          <Choices
            id="cycle"
            type="radio"
            name="cycle"
            label="Cycle"
            options={cycles.map(({ id, name, until }) => ({ value: id, label: name, hint: until }))}
            defaultValue={[form.value('cycle', cycles.length === 1 ? cycles[0]!.id : '')]}
            error={form.error('cycle') ?? form.error('town')}
          />
          <Choices
            id="aim"
            type="radio"
            name="aim"
            label="Level you aim for"
            hint="It decides nothing and can be changed: the level follows from awarded points."
            options={levels}
            defaultValue={[form.value('aim', 'bronze')]}
            error={form.error('aim')}
          />
          <div className="acts mt-6">
            <SubmitButton pendingWord="Starting">Start the application</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
