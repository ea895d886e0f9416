'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { CodeField } from './proof-fields';
import { RecoveryCodes } from './recovery-codes';

type Props<T> = {
  action: FormCommand<T>;
  label: string;
  hint?: React.ReactNode;
  button: string;
  pendingWord: string;
  /** Put before the field's name to make its id, where several forms share a page. */
  prefix?: string;
  /** A recovery code is typed with letters; the others are digits. */
  recovery?: boolean;
  look?: 'primary' | 'second' | 'danger';
  next?: string;
  done?: React.ReactNode;
};

const codesOf = (value: unknown): string[] | undefined =>
  typeof value === 'object' && value !== null && 'codes' in value && Array.isArray(value.codes)
    ? (value.codes as string[])
    : undefined;

/** One code and a button; shows new recovery codes if the answer brings some. */
export function CodeForm<T>(props: Props<T>) {
  const { action, label, hint, button, pendingWord, prefix = '', recovery, look, next, done } = props;
  return (
    <ActionForm action={action} prefix={prefix} done={done} aria-label={button}>
      {(form) => {
        const codes = form.answer?.ok ? codesOf(form.answer.value) : undefined;
        if (codes) return <RecoveryCodes codes={codes} />;
        return (
          <>
            {next !== undefined && <input type="hidden" name="next" value={next} />}
            <CodeField {...{ form, prefix, label, hint, recovery }} />
            <div className="acts mt-4">
              <SubmitButton look={look} pendingWord={pendingWord}>
                {button}
              </SubmitButton>
            </div>
          </>
        );
      }}
    </ActionForm>
  );
}
