import type { FormState } from '@/components/form/form-state';
import { TextInput } from '@/components/ui/text-input';

type Props = {
  /** What errors are read from; never what was typed: passwords and codes are not given back. */
  form: Pick<FormState<unknown>, 'error'>;
  /** Put before the field's name to make its id, where several forms share a page. */
  prefix?: string;
  label: string;
  hint?: React.ReactNode;
};

/** The present password; with `email`, for password managers to know whose it is. */
export function PasswordField({ form, prefix = '', email, ...text }: Props & { email: string }) {
  return (
    <>
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <TextInput
        {...text}
        id={`${prefix}currentPassword`}
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        error={form.error('currentPassword')}
      />
    </>
  );
}

/** Six digits of somebody's app; a recovery code is typed with letters. */
export function CodeField({ form, prefix = '', recovery, ...text }: Props & { recovery?: boolean }) {
  return (
    <TextInput
      {...text}
      id={`${prefix}code`}
      name="code"
      inputMode={recovery ? 'text' : 'numeric'}
      autoComplete={recovery ? 'off' : 'one-time-code'}
      autoCapitalize="none"
      spellCheck={false}
      error={form.error('code')}
    />
  );
}
