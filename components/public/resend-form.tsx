'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { InvitedNotice, type Invited } from '@/components/public/invited-notice';
import { SubmitButton } from '@/components/ui/submit-button';

type Props = { action: FormCommand<Invited>; invitation: string; email: string };

/** Sends an invitation again, with a new link. */
export function ResendForm({ action, invitation, email }: Props) {
  return (
    <ActionForm action={action}>
      {(form) => (
        <>
          {form.answer?.ok && <InvitedNotice {...form.answer.value} />}
          <input type="hidden" name="invitation" value={invitation} />
          <SubmitButton look="link" pendingWord="Sending it again">
            Send it again<span className="vh">: {email}</span>
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
