'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { ReasonPart } from '@/components/form/reason-part';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { CodeField, PasswordField } from './proof-fields';

/** A person's own name. */
export function NameForm<T>({ action, name }: { action: FormCommand<T>; name: string }) {
  return (
    <ActionForm action={action} done="Your name is changed." aria-label="Name">
      {(form) => (
        <>
          <TextInput
            id="name"
            name="name"
            label="Name"
            hint="Stands beside what you write, rule or decide."
            autoComplete="name"
            error={form.error('name')}
            defaultValue={form.value('name', name)}
          />
          <div className="acts mt-4">
            <SubmitButton look="second" pendingWord="Saving">
              Save the name
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

type EmailProps<T> = { action: FormCommand<T>; email: string; minutes: number; secondStep: boolean };

/** Another address to sign in with, against the password and, where there is one, the second step. */
export function EmailForm<T>({ action, email, minutes, secondStep }: EmailProps<T>) {
  const done = `A link is on its way to the new address. It works once, for ${minutes} minutes; nothing changes until it is used.`;
  return (
    <ActionForm action={action} prefix="email-" done={done} aria-label="Email address">
      {(form) => (
        <>
          <TextInput
            id="email-email"
            name="email"
            type="email"
            label="New address"
            hint="We send a link there, and tell the present address."
            autoComplete="email"
            spellCheck={false}
            error={form.error('email')}
            defaultValue={form.value('email')}
          />
          <PasswordField form={form} prefix="email-" email={email} label="Password" />
          {secondStep && <CodeField form={form} prefix="email-" label="Code of your app" />}
          <div className="acts mt-4">
            <SubmitButton look="second" pendingWord="Sending">
              Send the link
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Takes the address its link was sent to; the token is all it needs. */
export function ConfirmEmailForm<T>({ action, token }: { action: FormCommand<T>; token: string }) {
  return (
    <ActionForm action={action} aria-label="Use this address">
      <input type="hidden" name="token" value={token} />
      <div className="acts mt-6">
        <SubmitButton pendingWord="Changing">Use this address</SubmitButton>
      </div>
    </ActionForm>
  );
}

/** Another password, against the present one. */
export function PasswordForm<T>({ action, email }: { action: FormCommand<T>; email: string }) {
  return (
    <ActionForm action={action} done="Your password is changed. Your other sessions have ended." aria-label="Password">
      {(form) => (
        <>
          <PasswordField form={form} email={email} label="Present password" />
          <TextInput
            id="password"
            name="password"
            type="password"
            label="New password"
            hint="At least 15 characters. Four or five words in a row are easy to keep in mind."
            autoComplete="new-password"
            error={form.error('password')}
          />
          <div className="acts mt-4">
            <SubmitButton look="second" pendingWord="Changing">
              Change the password
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** What a coordinator does to somebody's account, with the reason that stays on the record. */
export function KeepForm<T>({
  action,
  person,
  prefix,
  button,
  done,
  danger = false,
}: {
  action: FormCommand<T>;
  person: string;
  prefix: string;
  button: string;
  done: string;
  danger?: boolean;
}) {
  return (
    <ActionForm action={action} prefix={prefix} done={done} aria-label={button}>
      {(form) => (
        <>
          <input type="hidden" name="person" value={person} />
          <ReasonPart
            {...{ form, prefix, button }}
            rows={2}
            label="Reason, which stays on the record"
            look={danger ? 'danger' : 'second'}
            pendingWord="Recording"
          />
        </>
      )}
    </ActionForm>
  );
}
