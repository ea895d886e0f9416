'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { CopyLink } from '@/components/public/copy-link';
import { Notice } from '@/components/ui/notice';
import { Choices } from '@/components/ui/choices';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';

type Invited = { link: string; email: string };
type Props = {
  action: FormCommand<Invited>;
  /** Slug of the town; absent for the program's own people. */
  town?: string;
  roles: { value: string; label: string; hint: string }[];
};

/** Invites somebody; answers with the link to hand over, shown this once. */
export function InviteForm({ action, town, roles }: Props) {
  return (
    <ActionForm action={action} prefix="invite-" aria-label="Invite somebody">
      {(form) => (
        <>
          {form.answer?.ok && (
            <Notice kind="good" live title={`Hand this link to ${form.answer.value.email}`}>
              <CopyLink link={form.answer.value.link} />
              <p className="small mt-2">
                It works once, for 14 days, and is not shown again. Whoever holds it can join, so send it to nobody
                else.
              </p>
            </Notice>
          )}
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
            <SubmitButton pendingWord="Making the link">Make an invitation link</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
