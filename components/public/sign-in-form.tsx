'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';

/** Email and password. `next`: the path to go on to. */
export function SignInForm<T>({ action, next }: { action: FormCommand<T>; next: string }) {
  return (
    <ActionForm action={action} aria-label="Sign in">
      {(form) => (
        <>
          <input type="hidden" name="next" value={next} />
          <TextInput
            id="email"
            name="email"
            type="email"
            label="Email"
            autoComplete="username"
            spellCheck={false}
            error={form.error('email')}
            defaultValue={form.value('email')}
          />
          <TextInput
            id="password"
            name="password"
            type="password"
            label="Password"
            autoComplete="current-password"
            error={form.error('password')}
          />
          <div className="acts mt-6">
            <SubmitButton pendingWord="Signing in">Sign in</SubmitButton>
            <a href="/reset">Forgot your password?</a>
          </div>
        </>
      )}
    </ActionForm>
  );
}
