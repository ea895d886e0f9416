'use client';

import { unstable_isUnrecognizedActionError as isStale } from 'next/navigation';
import { useActionState, useEffect, useMemo, useRef } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Notice } from '@/components/ui/notice';
import { tooMuchPosted } from '@/lib/posted-limits';
import { formState, sentOf, type Answer, type FormCommand, type FormState, type Sent } from './form-state';
import { forgetText, keepText, keptText } from './kept-text';
import { restore } from './restore';

type Props<T> = {
  action: FormCommand<T>;
  /** Fields; as a function (from a client component) they read errors and typed values from the state. */
  children: React.ReactNode | ((state: FormState<T>) => React.ReactNode);
  /** Put before a field's name to make its id, where several forms share a page. */
  prefix?: string;
  /** Said when the command succeeded and the page stays. */
  done?: React.ReactNode;
  /** For forms people write at length in: what is typed survives a reload and signing in again. Names person, form and place. */
  keep?: string;
  className?: string;
  id?: string;
  'aria-label'?: string;
};

const refusal = (message: string, form: FormData): Answer<never> => ({
  ok: false,
  code: 'broken',
  reasons: [{ code: 'unreachable', message }],
  sent: sentOf(form),
});

const updated =
  'Town Green was updated since this page was opened, so this was not sent. What you typed is still here: copy what is long, reload the page, then send it again.';

/** The command, with the failures that never reach the server said in the form instead of replacing the page. */
function guarded<T>(action: FormCommand<T>): FormCommand<T> {
  return async (previous, form) => {
    try {
      return await action(previous, form);
    } catch (error) {
      if (isStale(error)) return refusal(updated, form);
      if (error instanceof Error && error.message === tooMuchPosted) return refusal(tooMuchPosted, form);
      if (error instanceof TypeError && !navigator.onLine)
        return refusal('You are offline. What you typed is still here: send it again when you are back online.', form);
      throw error;
    }
  };
}

/** Without JavaScript the form posts straight to the command, so only the browser may wrap it. */
function useCommand<T>(action: FormCommand<T>): FormCommand<T> {
  return useMemo(() => (typeof window === 'undefined' ? action : guarded(action)), [action]);
}

const titles: Record<string, string> = {
  invalid: '',
  conflict: 'Look again before you go on',
  broken: 'Nothing was changed',
  'not-ready': 'Not yet',
};

/**
 * A form that sends one command: errors first and focused, each a link to its field; what was typed is kept; works as a
 * plain post without JavaScript.
 */
export function ActionForm<T>({ action, children, prefix = '', done, keep, ...form }: Props<T>) {
  const [answer, send] = useActionState<Answer<T> | null, FormData>(useCommand(action), null);
  const element = useRef<HTMLFormElement>(null);
  const state = useMemo(() => formState(answer), [answer]);
  const errors = useMemo(
    () =>
      answer && !answer.ok
        ? answer.reasons.map(({ message, at }) =>
            at?.startsWith('/') ? { message, href: at } : { message, fieldId: at ? prefix + at : undefined },
          )
        : [],
    [answer, prefix],
  );
  const sent: Sent | undefined = answer && !answer.ok ? answer.sent : undefined;

  useEffect(() => {
    if (sent && element.current) restore(element.current, sent);
  }, [sent]);

  useEffect(() => {
    const kept = keep && keptText(keep);
    if (kept && element.current) restore(element.current, kept);
  }, [keep]);
  useEffect(() => {
    if (!keep || !answer) return;
    if (answer.ok) forgetText(keep);
    else if (sent) keepText(keep, sent);
  }, [keep, answer, sent]);
  const onInput = keep
    ? ({ currentTarget }: React.InputEvent<HTMLFormElement>) => keepText(keep, sentOf(new FormData(currentTarget)))
    : undefined;
  // On success a form may be left for another page without an answer: what is on its way counts as sent until it is refused.
  const onSubmit = keep ? () => forgetText(keep) : undefined;

  const title = answer && !answer.ok ? titles[answer.code] : '';
  return (
    <form {...form} ref={element} action={send} onInput={onInput} onSubmit={onSubmit} noValidate>
      <ErrorSummary errors={errors} title={title || undefined} />
      {answer?.ok && done && <Notice kind="good" live title={done} />}
      {typeof children === 'function' ? children(state) : children}
    </form>
  );
}
