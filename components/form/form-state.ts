import { joinDate } from '@/lib/date-parts';
import type { Reason } from '@/lib/verdict';

export type Sent = Record<string, string | string[]>;

/** What a command answers, as forms read it (the shape of `Result` in lib/command.ts, without its server). */
export type Answer<T> = { ok: true; value: T } | { ok: false; code: Code; reasons: Reason[]; sent?: Sent };

type Code = 'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'not-ready' | 'busy' | 'broken';

/** A command as it reaches a form: as a prop. A method's type, so that a form that reads no value takes any command. */
export type FormCommand<T> = {
  command(previous: Answer<T> | null, form: FormData): Promise<Answer<T>>;
}['command'];

/** What a form's fields ask of its state: the error of a field and what was typed into it last. */
export type FormState<T> = {
  answer: Answer<T> | null;
  /** What to do about a field, or undefined. */
  error: (name: string) => string | undefined;
  /** What was typed last, else the fallback. */
  value: (name: string, fallback?: string) => string;
  /** All values of a `name[]` field. */
  values: (name: string, fallback?: string[]) => string[];
  /** A date sent in three fields. */
  date: (name: string, fallback?: string) => string;
};

const secret = /password|secret|code$/i;

/** The state of a form after an answer; passwords and codes are never given back. */
export function formState<T>(answer: Answer<T> | null): FormState<T> {
  const sent = answer && !answer.ok ? answer.sent : undefined;
  const first = (name: string) => {
    const value = sent?.[name];
    return Array.isArray(value) ? value[0] : value;
  };
  return {
    answer,
    error: (name) => (answer && !answer.ok ? answer.reasons.find((r) => r.at === name)?.message : undefined),
    value: (name, fallback = '') => (sent && !secret.test(name) ? (first(name) ?? '') : fallback),
    values: (name, fallback = []) => (sent ? [sent[name] ?? []].flat() : fallback),
    date: (name, fallback = '') => {
      if (!sent) return fallback;
      const [month, day, year] = ['month', 'day', 'year'].map((part) => first(`${name}.${part}`) ?? '');
      return joinDate({ month: month!, day: day!, year: year! });
    },
  };
}

/** A posted form as an object, as commands read it; files and Next's own fields are left out. */
export function sentOf(form: FormData): Sent {
  const sent: Sent = {};
  for (const [name, value] of form.entries()) {
    if (name.startsWith('$ACTION') || typeof value !== 'string') continue;
    if (name.endsWith('[]')) sent[name.slice(0, -2)] = [sent[name.slice(0, -2)] ?? [], value].flat();
    else sent[name] = value;
  }
  return sent;
}
