'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import type { RowChoice } from './evidence-words';
import { PlaceFields, RowSelect, type EvidencePlace } from './upload-form';

/** Adds a link to the library, and to a step when one is named. */
export function LinkForm({
  action,
  at,
  id,
  rows,
}: {
  action: FormCommand<unknown>;
  at: EvidencePlace;
  id: string;
  rows?: readonly RowChoice[];
}) {
  const prefix = `${id}-link-`;
  return (
    <ActionForm action={action} prefix={prefix} done="The link is added.">
      {(f) => (
        <>
          <PlaceFields at={at} />
          <TextInput
            id={`${prefix}url`}
            name="url"
            type="url"
            inputMode="url"
            label="Address"
            hint="The whole address, beginning with https://."
            error={f.error('url')}
            defaultValue={f.value('url')}
          />
          <TextInput
            id={`${prefix}title`}
            name="title"
            label="What it is"
            hint="Such as Minutes of June 6."
            error={f.error('title')}
            defaultValue={f.value('title')}
          />
          {at.step && (
            <TextInput
              id={`${prefix}pinpoint`}
              name="pinpoint"
              label="Where to look in it (optional)"
              error={f.error('pinpoint')}
              defaultValue={f.value('pinpoint')}
            />
          )}
          <RowSelect id={`${prefix}row`} rows={rows} />
          <div className="acts mt-3">
            <SubmitButton look="second" pendingWord="Adding">
              Add the link
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
