'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { CodeField, PasswordField } from './proof-fields';

type Props<T> = {
  action: FormCommand<T>;
  /** What shows again who somebody is, before a session is ended. */
  proof: 'code' | 'password' | null;
  email: string;
  /** The sessions, each with a button that sends its handle. */
  children: React.ReactNode;
};

/** Ends sessions, against the password or a code: all others at once, or one by the button beside it. */
export function SessionsForm<T>({ action, proof, email, children }: Props<T>) {
  return (
    <ActionForm action={action} prefix="end-" aria-label="Where you are signed in">
      {(form) => (
        <>
          {proof === 'password' && (
            <PasswordField form={form} prefix="end-" email={email} label="Password, to end a session" />
          )}
          {proof === 'code' && <CodeField form={form} prefix="end-" label="Code of your app, to end a session" />}
          <div className="acts mt-4">
            <SubmitButton look="second" pendingWord="Ending" name="session" value="">
              End all the others
            </SubmitButton>
          </div>
          <div className="mt-6">{children}</div>
        </>
      )}
    </ActionForm>
  );
}
