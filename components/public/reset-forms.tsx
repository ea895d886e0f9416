'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';

/** Asks for a link to a new password. */
export function RequestResetForm<T>({ action }: { action: FormCommand<T> }) {
  return (
    <ActionForm action={action} aria-label="Ask for a link">
      {(form) => (
        <>
          <TextInput
            id="email"
            name="email"
            type="email"
            label="Email"
            hint="The one you sign in with."
            autoComplete="username"
            spellCheck={false}
            error={form.error('email')}
            defaultValue={form.value('email')}
          />
          <div className="acts mt-6">
            <SubmitButton pendingWord="Sending">Send me a link</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

type Props<T> = { action: FormCommand<T>; token: string; email: string };

/** Sets the new password of the account the link is for. */
export function ResetPasswordForm<T>({ action, token, email }: Props<T>) {
  return (
    <ActionForm action={action} aria-label="Choose a new password">
      {(form) => (
        <>
          <input type="hidden" name="token" value={token} />
          <input type="email" value={email} autoComplete="username" readOnly hidden />
          <TextInput
            id="password"
            name="password"
            type="password"
            label="New password"
            hint="15 to 128 characters of any kind. Four or five words in a row are easy to keep in mind."
            autoComplete="new-password"
            error={form.error('password')}
          />
          <div className="acts mt-6">
            <SubmitButton pendingWord="Setting it">Set the new password</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
