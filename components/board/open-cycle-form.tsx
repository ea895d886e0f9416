'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { DeadlineFields, ReviewByField } from './round-form';

const prefix = 'open-';

/** Opens a certification year with its rulebook and first round. */
export function OpenCycleForm({
  action,
  year,
  rulebooks,
}: {
  action: FormCommand<{ cycle: string }>;
  /** The year offered: the one after the latest cycle. */
  year: number;
  rulebooks: { value: string; label: string }[];
}) {
  return (
    <ActionForm action={action} prefix={prefix}>
      {(form) => (
        <>
          <div className="two">
            <TextInput
              id={`${prefix}year`}
              name="year"
              label="Certification year"
              inputMode="numeric"
              error={form.error('year')}
              defaultValue={form.value('year', String(year))}
            />
            <TextInput
              id={`${prefix}name`}
              name="name"
              label="Name, as towns read it"
              error={form.error('name')}
              defaultValue={form.value('name', `${year} certification`)}
            />
            <Select
              id={`${prefix}rulebook`}
              name="rulebook"
              label="Rulebook"
              hint="Applications keep the version they start with."
              error={form.error('rulebook')}
              options={rulebooks}
              defaultValue={form.value('rulebook', rulebooks[0]?.value ?? '')}
              className="wide"
            />
          </div>
          <h3 className="mt-6">Round 1</h3>
          <div className="two">
            <DeadlineFields form={form} prefix={prefix} />
            <ReviewByField form={form} prefix={prefix} />
          </div>
          <div className="acts mt-4">
            <SubmitButton pendingWord="Opening">Open the cycle</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
