'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { InvitedNotice, type Invited } from '@/components/public/invited-notice';
import { Choices } from '@/components/ui/choices';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';

type Props = {
  action: FormCommand<Invited>;
  /** Slug of the town; absent for the program's own people. */
  town?: string;
  roles: { value: string; label: string; hint: string }[];
};

/** Invites somebody by mail, or with a link to hand over where no mail is sent. */
export function InviteForm({ action, town, roles }: Props) {
  return (
    <ActionForm action={action} prefix="invite-" aria-label="Invite somebody">
      {(form) => (
        <>
          {form.answer?.ok && <InvitedNotice {...form.answer.value} />}
          {town && <input type="hidden" name="town" value={town} />}
          <TextInput
            id="invite-email"
            name="email"
            type="email"
            label="Email"
            autoComplete="off"
            spellCheck={false}
            error={form.error('email')}
            defaultValue={form.value('email')}
          />
          <Choices
            type="radio"
            id="invite-role"
            name="role"
            label="Role"
            options={roles}
            error={form.error('role')}
            defaultValue={form.values('role', [roles[0]!.value])}
          />
          <div className="acts mt-4">
            <SubmitButton pendingWord="Inviting">Invite</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
