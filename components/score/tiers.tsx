import { Clause } from '@/components/ui/clause';
import type { PointsRule } from '@/lib/rulebook/schema';
import type { StepScore } from '@/lib/scoring/result';
import { count } from '@/lib/words';

type TiersRule = Extract<PointsRule, { kind: 'tiers' }>;

/** How many rows count, how many are kept and do not, and what the next tier asks. */
function progress(rule: TiersRule, counted: number, waiting: number): string {
  const next = rule.tiers.find((tier) => counted < tier.from);
  const now = `${count(counted, 'attendance')} ${counted === 1 ? 'counts' : 'count'} now`;
  const held = waiting > 0 ? `, ${count(waiting, 'row')} not counted yet` : '';
  const more = next ? ` ${count(next.from - counted, 'more', 'more')} would reach the tier of ${next.points}.` : '';
  return `${now}${held}.${more} Only the highest tier counts.`;
}

/** The tiers of a step that is worth more with more rows; the one reached and the next are marked and worded. */
export function Tiers({ rule, score }: { rule: TiersRule; score: StepScore }) {
  const counted = score.rows.filter((row) => row.counts !== 'no').length;
  const reached = score.claimed > 0 ? rule.tiers.findLast((tier) => counted >= tier.from) : undefined;
  const next = reached
    ? rule.tiers.find((tier) => tier.from > reached.from)
    : (rule.tiers.findLast((tier) => counted >= tier.from) ?? rule.tiers[0]);
  return (
    <>
      <h3>
        Then, all attendances together <Clause>{rule.clause}</Clause>
      </h3>
      <ol className="tiers">
        {rule.tiers.map((tier) => (
          <li key={tier.from} className={tier === reached ? 'at' : tier === next ? 'to' : undefined}>
            <b>{tier.points}</b>
            {tier.label}
            {tier === reached && <strong className="block">reached</strong>}
            {tier === next && <em>next</em>}
          </li>
        ))}
      </ol>
      <p className="xs soft mt-2">{progress(rule, counted, score.rows.length - counted)}</p>
    </>
  );
}
