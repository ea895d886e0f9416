'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';

type Props<T> = { action: FormCommand<T>; token: string; email: string | null; hasAccount: boolean };

/** What an invitation asks: name and a new password, or the password of the account there is. */
export function JoinForm<T>({ action, token, email, hasAccount }: Props<T>) {
  return (
    <ActionForm action={action} aria-label="Join">
      {(form) => (
        <>
          <input type="hidden" name="token" value={token} />
          {email ? (
            <input type="email" value={email} autoComplete="username" readOnly hidden />
          ) : (
            <TextInput
              id="email"
              name="email"
              type="email"
              label="Email"
              hint="You will sign in with it."
              autoComplete="username"
              spellCheck={false}
              error={form.error('email')}
              defaultValue={form.value('email')}
            />
          )}
          {!hasAccount && (
            <TextInput
              id="name"
              name="name"
              label="Your name"
              hint="As the town, reviewers and coordinators should see it. The public never sees it."
              autoComplete="name"
              error={form.error('name')}
              defaultValue={form.value('name')}
            />
          )}
          <TextInput
            id="password"
            name="password"
            type="password"
            label={hasAccount ? 'Your password here' : 'Choose a password'}
            hint={
              hasAccount
                ? 'The one you sign in with now.'
                : '15 to 128 characters of any kind. Four or five words in a row are easy to keep in mind.'
            }
            autoComplete={hasAccount ? 'current-password' : 'new-password'}
            error={form.error('password')}
          />
          <div className="acts mt-6">
            <SubmitButton pendingWord="Joining">Join and sign in</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
