import { distance } from 'fastest-levenshtein';
import type { Row } from '@/lib/rulebook/cells';
import { dayNumber, isRealDate } from '@/lib/rulebook/dates';
import { findAction } from '@/lib/rulebook/find';
import type { RowsField, Rulebook } from '@/lib/rulebook/schema';
import { activityIdentity, activityOf } from '@/lib/rulebook/trainings';
import type { ApplicationFile } from './facts';

export { activityIdentity };

/** One row that is an activity, complete enough to be told from others. */
export type ActivityUse = {
  action: string;
  step: string;
  field: string;
  row: string;
  number: number;
  identity: string;
};

/** The identity of a row's activity, or undefined while name, provider or a real first day is missing. */
export function rowIdentity(field: RowsField, row: Row): string | undefined {
  const activity = activityOf(field, row);
  if (!activity || activity.name === '' || activity.provider === '' || !isRealDate(activity.start)) return undefined;
  const identity = activityIdentity(activity);
  return identity.startsWith('|') || identity.includes('||') ? undefined : identity;
}

type Visit = (use: ActivityUse, row: Row) => void;

function eachActivity(rulebook: Rulebook, file: ApplicationFile, visit: Visit): void {
  for (const submission of file.submissions) {
    const action = submission.leftOut ? undefined : findAction(rulebook, submission.action);
    for (const step of action?.steps ?? []) {
      const answers = submission.answers[step.key];
      if (!answers || answers['left-out'] === true) continue;
      for (const field of step.fields) {
        const rows = field.kind === 'rows' && field.activity ? answers[field.key] : undefined;
        if (field.kind !== 'rows' || !Array.isArray(rows)) continue;
        rows.forEach((row, index) => {
          const identity = typeof row === 'object' ? rowIdentity(field, row) : undefined;
          if (identity === undefined || typeof row !== 'object') return;
          const use = {
            action: submission.action,
            step: step.key,
            field: field.key,
            row: row.id,
            number: index + 1,
            identity,
          };
          visit(use, row);
        });
      }
    }
  }
}

/**
 * Every activity in the application's logs, steps and actions left out set aside: what submission claims for the town.
 * One entry a row: several people at one training share an identity.
 */
export function activitiesOf(rulebook: Rulebook, file: ApplicationFile): ActivityUse[] {
  const found: ActivityUse[] = [];
  eachActivity(rulebook, file, (use) => found.push(use));
  return found;
}

/** Which actions use each activity, in this application and on the town's ledger. */
export type ActivityUses = {
  all: readonly ActivityUse[];
  byRow: ReadonlyMap<Row, string>;
  actions: ReadonlyMap<string, ReadonlySet<string>>;
  ledger: readonly { identity: string; action: string; year: number }[];
  credited: ReadonlyMap<string, readonly { action: string; year: number }[]>;
};

/** Activities by identity, so that double counting is one look-up. */
export function activityUses(rulebook: Rulebook, file: ApplicationFile): ActivityUses {
  const all: ActivityUse[] = [];
  const byRow = new Map<Row, string>();
  const actions = new Map<string, Set<string>>();
  eachActivity(rulebook, file, (use, row) => {
    all.push(use);
    byRow.set(row, use.identity);
    const users = actions.get(use.identity);
    if (users) users.add(use.action);
    else actions.set(use.identity, new Set([use.action]));
  });
  const ledger = file.priorCredits.flatMap(({ item, action, year }) =>
    item && item.split('|').length === 3 ? [{ identity: item, action, year }] : [],
  );
  const credited = new Map<string, { action: string; year: number }[]>();
  for (const { identity, action, year } of ledger)
    credited.set(identity, [...(credited.get(identity) ?? []), { action, year }]);
  return { all, byRow, actions, ledger, credited };
}

/** The other action in which an activity already earns or earned points, with the year if it is on the ledger. */
export function usedElsewhere(
  uses: ActivityUses,
  identity: string,
  action: string,
): { action: string; year?: number } | undefined {
  const ledger = uses.credited.get(identity)?.find((credit) => credit.action !== action);
  if (ledger) return ledger;
  for (const other of uses.actions.get(identity) ?? []) if (other !== action) return { action: other };
  return undefined;
}

/** Two activities that may be one: same provider, at most three days apart, names nearly alike. */
export type NearMatch = { use: ActivityUse; other: { action: string; identity: string; year?: number } };

/** Pairs looked at in one scoring; above it a log is too large to look through at each keystroke. */
const budget = 100_000;

/** Whether two normalized names are so alike that one may be a slip of the other. */
export const nearly = (a: string, b: string): boolean =>
  distance(a, b) <= Math.max(1, Math.min(3, Math.floor(Math.min(a.length, b.length) / 8)));

/** Near matches across actions and with the ledger; `complete` is false when there were too many to compare. */
export function nearMatches(uses: ActivityUses): { matches: NearMatch[]; complete: boolean } {
  if (uses.actions.size === 0 || (uses.ledger.length === 0 && new Set(uses.all.map((u) => u.action)).size < 2))
    return { matches: [], complete: true };
  type Entry = { name: string; day: number; identity: string; action: string; use?: ActivityUse; year?: number };
  const buckets = new Map<string, Entry[]>();
  const seen = new Set<string>();
  const add = (identity: string, action: string, rest: { use?: ActivityUse; year?: number }) => {
    const [name = '', provider = '', start = ''] = identity.split('|');
    const once = `${action}/${rest.use ? '' : 'ledger'}/${identity}`;
    if (seen.has(once) || !isRealDate(start)) return;
    seen.add(once);
    const bucket = buckets.get(provider) ?? [];
    bucket.push({ name, day: dayNumber(start), identity, action, ...rest });
    buckets.set(provider, bucket);
  };
  for (const use of uses.all) add(use.identity, use.action, { use });
  for (const { identity, action, year } of uses.ledger) add(identity, action, { year });

  const matches: NearMatch[] = [];
  let compared = 0;
  for (const bucket of buckets.values()) {
    bucket.sort((a, b) => a.day - b.day);
    for (let i = 0; i < bucket.length; i++)
      for (let j = i + 1; j < bucket.length && bucket[j]!.day - bucket[i]!.day <= 3; j++) {
        if (++compared > budget) return { matches, complete: false };
        const a = bucket[i]!;
        const b = bucket[j]!;
        const apart = a.use && b.use ? a.action !== b.action : a.use !== b.use;
        if (!apart || a.identity === b.identity) continue;
        if (!nearly(a.name, b.name)) continue;
        if (a.use) matches.push({ use: a.use, other: b });
        if (b.use) matches.push({ use: b.use, other: a });
      }
  }
  return { matches, complete: true };
}
