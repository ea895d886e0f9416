import { activityIdentity, activityOf } from '@/lib/rulebook/trainings';
import type { NumberedRow } from '@/lib/rulebook/requirements';
import type { PointsRule, RowsField } from '@/lib/rulebook/schema';
import type { Settings } from '@/lib/rulebook/settings';
import { count } from '@/lib/words';
import type { RowLine, StepScore } from './result';
import type { ReadRows } from './rows';

/** What a points rule looks at, gates and completion set aside. */
export type PointsInput = {
  rows: ReadRows | undefined;
  settings: Settings;
  /** The number typed as the claim, for outline steps. */
  claim: unknown;
  /** The step a bonus depends on. */
  on: StepScore | undefined;
  /** Rows that open the gate of a tiered log, in words: "4 attendances by the liaison". */
  gate?: string;
};

/** Points if every condition holds, and the arithmetic in words. */
export type Worth = { claimed: number; documented: number; because: string };

type Rules = { [K in PointsRule['kind']]: (rule: Extract<PointsRule, { kind: K }>, input: PointsInput) => Worth };

const tierOf = (rule: Extract<PointsRule, { kind: 'tiers' }>, n: number) =>
  rule.tiers.findLast((tier) => n >= tier.from);

/** How many trainings the rows are: attendances, or distinct trainings where the rulebook reads it so. */
function trainingsIn(field: RowsField, rows: readonly NumberedRow[], settings: Settings): number {
  if (settings.trainingsCount !== 'training') return rows.length;
  return new Set(
    rows.map(({ row }) => activityIdentity(activityOf(field, row) ?? { name: row.id, provider: '', start: '' })),
  ).size;
}

const rules: Rules = {
  fixed: ({ points }) => ({ claimed: points, documented: points, because: `Worth ${points} points.` }),
  'per-row': (rule, { rows }) => {
    const claimed = Math.min(rule.most, rows?.claimed.length ?? 0);
    const documented = Math.min(rule.most, rows?.documented.length ?? 0);
    const over = (rows?.claimed.length ?? 0) - rule.most;
    const extra = over > 0 ? ` ${over} more on record earn nothing.` : '';
    const item = rows?.field.item ?? 'row';
    return {
      claimed: claimed * rule.points,
      documented: documented * rule.points,
      because: `${count(claimed, item)} at ${rule.points} points; ${documented} documented.${extra}`,
    };
  },
  tiers: (rule, { rows, settings, gate }) => {
    const field = rows?.field;
    const n = field ? trainingsIn(field, rows.claimed, settings) : 0;
    const m = field ? trainingsIn(field, rows.documented, settings) : 0;
    const tier = tierOf(rule, n);
    const documented = tierOf(rule, m);
    const word = settings.trainingsCount === 'training' ? 'distinct training' : 'attendance';
    const alone = documented === tier || m === 0 ? '' : `; alone worth ${documented?.points ?? 0} points`;
    const whole = m === 0 ? 'Each of them lacks something' : `${m} of them ${m === 1 ? 'has' : 'have'} nothing missing`;
    const short = m < n ? ` ${whole}${alone}.` : '';
    return {
      claimed: tier?.points ?? 0,
      documented: documented?.points ?? 0,
      because: tier
        ? `${gate ? `${gate} open the gate; ` : ''}${n} in all is in the tier “${tier.label}”: ${tier.points} points.${short}`
        : `${count(n, word)} in all; points begin at ${rule.tiers[0]!.from}.`,
    };
  },
  bonus: ({ points, on: key }, { on }) => {
    const possible = on !== undefined && on.ruling !== 'not-approved';
    const claimed = possible && (on.claimed > 0 || on.ruling === 'approved');
    const documented = possible && (on.documented > 0 || on.ruling === 'approved');
    return {
      claimed: claimed ? points : 0,
      documented: documented ? points : 0,
      because: claimed
        ? `Worth ${points} points on top of step ${key}.`
        : `Worth ${points} points, only with step ${key}.`,
    };
  },
  claimed: ({ most, multipleOf }, { claim }) => {
    const whole = typeof claim === 'number' && Number.isFinite(claim) ? Math.floor(claim / multipleOf) * multipleOf : 0;
    const points = Math.max(0, Math.min(most, whole));
    return {
      claimed: points,
      documented: points,
      because: points
        ? `${points} points claimed by the town; points to be set by the reviewer.`
        : 'No points claimed yet; points to be set by the reviewer.',
    };
  },
};

/** Points a rule gives if all conditions of the step hold. */
export const worthOf = (rule: PointsRule, input: PointsInput): Worth =>
  (rules[rule.kind] as (rule: PointsRule, input: PointsInput) => Worth)(rule, input);

/** The most points a rule can give. */
export function mostOf(rule: PointsRule): number {
  if (rule.kind === 'per-row') return rule.points * rule.most;
  if (rule.kind === 'tiers') return Math.max(...rule.tiers.map((tier) => tier.points));
  return rule.kind === 'claimed' ? rule.most : rule.points;
}

/** Rows in the order in which they earn: documented ones first, so that a gap never pushes out a finished row. */
export const earningOrder = (lines: readonly RowLine[]): RowLine[] => [
  ...lines.filter((line) => line.counts === 'documented'),
  ...lines.filter((line) => line.counts === 'claimed'),
];
