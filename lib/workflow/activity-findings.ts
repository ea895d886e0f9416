import type { Row } from '@/lib/rulebook/cells';
import { dateInWords, isRealDate } from '@/lib/rulebook/dates';
import { actionName, findAction } from '@/lib/rulebook/published';
import type { RowsField, Rulebook } from '@/lib/rulebook/schema';
import { activityOf } from '@/lib/rulebook/trainings';
import { normalized } from '@/lib/rulebook/words';
import { activityUses, nearMatches, nearly, usedElsewhere, type ActivityUse } from '@/lib/scoring/duplicates';
import type { ApplicationFile } from '@/lib/scoring/facts';
import { rowsOf } from '@/lib/workflow/changes';

/** An activity that another application of the town claims. */
export type ActivityClaim = { identity: string; action: string; year: number };

/** An activity that counts twice, or may: in which row of which step. */
export type ActivityFinding = {
  kind: 'double-counted' | 'nearly-double-counted' | 'attended-twice';
  severity: 'settle' | 'look';
  action: string;
  step: string;
  message: string;
};

/** Rows of one person compared with each other; a log longer than this is not one person's. */
const most = 300;

/** The column that says who took part: the first text that is not what the activity is known by. */
function personOf(field: RowsField, row: Row): string {
  const { activity } = field;
  const column = field.columns.find(
    (one) => one.kind === 'text' && activity && ![activity.name, activity.provider].includes(one.key),
  );
  const value = column && row[column.key];
  return typeof value === 'string' ? normalized(value) : '';
}

/** Rows of one log that name the same person on the same day at what is called the same, or nearly. */
function attendedTwice(field: RowsField, rows: readonly Row[]): { number: number; first: number; same: boolean }[] {
  const seen = new Map<string, { number: number; name: string }[]>();
  return rows.flatMap((row, index) => {
    const activity = activityOf(field, row);
    const person = personOf(field, row);
    if (!activity || !person || !isRealDate(activity.start)) return [];
    const name = normalized(activity.name);
    const key = `${person}|${activity.start}`;
    const before = seen.get(key) ?? [];
    if (before.length < most) seen.set(key, [...before, { number: index + 1, name }]);
    const twin = before.find((one) => nearly(one.name, name));
    return twin ? [{ number: index + 1, first: twin.number, same: twin.name === name }] : [];
  });
}

function twicePresent(rulebook: Rulebook, file: ApplicationFile): ActivityFinding[] {
  return file.submissions.flatMap((submission) => {
    const action = submission.leftOut ? undefined : findAction(rulebook, submission.action);
    return (action?.steps ?? []).flatMap((step) =>
      step.fields.flatMap((field) => {
        if (field.kind !== 'rows' || !field.activity) return [];
        const rows = rowsOf(submission.answers[step.key] ?? {}, field.key);
        return attendedTwice(field, rows).map(({ number, first, same }): ActivityFinding => ({
          kind: 'attended-twice',
          severity: same ? 'settle' : 'look',
          action: submission.action,
          step: step.key,
          message: `Rows ${first} and ${number} name the same person on the same day at ${same ? 'the same' : 'nearly the same'} training.`,
        }));
      }),
    );
  });
}

/**
 * Activities that count twice, or may: across the actions of the application, on the town's ledger of other years, in its
 * other applications, and one person twice in one log.
 */
export function activityFindings(
  rulebook: Rulebook,
  file: ApplicationFile,
  claims: readonly ActivityClaim[],
): ActivityFinding[] {
  const claimed = claims.map(({ identity, action, year }) => ({ action, step: '', item: identity, year }));
  const uses = activityUses(rulebook, { ...file, priorCredits: [...file.priorCredits, ...claimed] });
  const where = (action: string, year?: number) => {
    const found = findAction(rulebook, action);
    return `${found ? actionName(found) : action}${year ? ` in ${year}` : ''}`;
  };
  const at = ({ action, step }: ActivityUse) => ({ action, step });
  const doubled = uses.all.flatMap((use): ActivityFinding[] => {
    const other = usedElsewhere(uses, use.identity, use.action);
    return other
      ? [
          {
            kind: 'double-counted',
            severity: 'settle',
            ...at(use),
            message: `Row ${use.number}: this training counts in ${where(other.action, other.year)} as well.`,
          },
        ]
      : [];
  });
  const near = nearMatches(uses).matches.map(({ use, other }): ActivityFinding => {
    const [name = '', , start = ''] = other.identity.split('|');
    return {
      kind: 'nearly-double-counted',
      severity: 'look',
      ...at(use),
      message: `Row ${use.number} may be the training “${name}” of ${dateInWords(start)} in ${where(other.action, other.year)}: same provider, a few days apart, nearly the same name.`,
    };
  });
  return [...doubled, ...near, ...twicePresent(rulebook, file)];
}
