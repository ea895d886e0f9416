'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { count } from '@/lib/words';

const prefix = 'sample-';

/** Draws a share of the steps under review for a second reading. */
export function SampleForm({
  action,
  seed,
}: {
  action: FormCommand<{ asked: number; left: number }>;
  /** Offered to begin with. */
  seed: string;
}) {
  return (
    <ActionForm action={action} prefix={prefix} className="mt-4">
      {(form) => (
        <>
          {form.answer?.ok && (
            <p role="status">
              <b>{count(form.answer.value.asked, 'second reading')} asked for.</b>{' '}
              {form.answer.value.left > 0 &&
                `For ${count(form.answer.value.left, 'step')} nobody was found: each reviewer reads it first or has a conflict.`}
            </p>
          )}
          <TextInput
            id={`${prefix}percent`}
            name="percent"
            inputMode="numeric"
            label="Share of the steps under review, in percent"
            error={form.error('percent')}
            defaultValue={form.value('percent', '10')}
          />
          <TextInput
            id={`${prefix}seed`}
            name="seed"
            label="Seed"
            hint="Kept with each reading. Letters, digits and dashes."
            error={form.error('seed')}
            defaultValue={form.value('seed', seed)}
          />
          <div className="acts mt-3">
            <SubmitButton small pendingWord="Drawing">
              Draw and ask for second readings
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
