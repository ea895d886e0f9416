'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';

/** Gives a piece of the library another title. */
export function RenameForm({
  action,
  evidence,
  title,
}: {
  action: FormCommand<unknown>;
  evidence: string;
  title: string;
}) {
  const prefix = `${evidence}-`;
  return (
    <ActionForm action={action} prefix={prefix} done="Renamed.">
      {(f) => (
        <>
          <input type="hidden" name="evidence" value={evidence} />
          <TextInput
            id={`${prefix}title`}
            name="title"
            label="Title"
            error={f.error('title')}
            defaultValue={f.value('title', title)}
            maxLength={200}
          />
          <div className="acts mt-2">
            <SubmitButton look="second" small pendingWord="Saving">
              Save the title
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
