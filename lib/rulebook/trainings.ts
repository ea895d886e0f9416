import type { Row } from './cells';
import type { RowsField, Step } from './schema';
import { normalized } from './words';

/** What makes a training the same training. */
export type Activity = { name: string; provider: string; start: string };

/** The identity of an activity: name and provider normalized, and start day, joined by `|`. */
export const activityIdentity = ({ name, provider, start }: Activity): string =>
  `${normalized(name)}|${normalized(provider)}|${start}`;

const textOf = (row: Row, column: string) => (typeof row[column] === 'string' ? row[column] : '');

/** The activity a row tells of, as far as it is filled. */
export const activityOf = (field: RowsField, row: Row): Activity | null =>
  field.activity
    ? {
        name: textOf(row, field.activity.name),
        provider: textOf(row, field.activity.provider),
        start: textOf(row, field.activity.start),
      }
    : null;

/** Whether each list of rows can give a training of its own, no training used twice. */
export function differentTrainings(step: Step, key: string, holding: readonly (readonly { row: Row }[])[]): boolean {
  const field = step.fields.find((f) => f.key === key);
  const identity = (row: Row): string => {
    const activity = field?.kind === 'rows' ? activityOf(field, row) : null;
    return activity ? activityIdentity(activity) : row.id;
  };
  // As many candidates as there are lists are enough for each list, so the search stays small however long the log is.
  const candidates = holding.map((rows) => {
    const some = new Set<string>();
    for (const { row } of rows) {
      some.add(identity(row));
      if (some.size >= holding.length) break;
    }
    return [...some];
  });
  const pick = (at: number, used: readonly string[]): boolean =>
    at === candidates.length || candidates[at]!.some((one) => !used.includes(one) && pick(at + 1, [...used, one]));
  return pick(0, []);
}
