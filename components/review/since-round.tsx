import { ChangeMark } from '@/components/ui/change-mark';
import type { Step } from '@/lib/rulebook/schema';
import type { SubmissionFacts } from '@/lib/scoring/facts';
import { stepChanges, type EarlierRound } from '@/lib/workflow/changes';
import { count } from '@/lib/words';

const plural: Record<string, string> = { 'piece of evidence': 'pieces of evidence' };

/** What the town changed in a step since the round before, in one line. */
export function SinceRound({
  step,
  earlier,
  present,
}: {
  step: Step;
  earlier: EarlierRound;
  present: SubmissionFacts;
}) {
  const changes = stepChanges(step, earlier.submission, present);
  return (
    <div className="sincewrap">
      <b>Since round {earlier.round}</b>
      {changes.length === 0 && <span className="soft">Nothing in this step has changed.</span>}
      {changes.map((change) => (
        <span key={`${change.change}${change.what}`}>
          <ChangeMark change={change.change}>{count(change.count, change.what, plural[change.what])}</ChangeMark>{' '}
          {change.which}
        </span>
      ))}
    </div>
  );
}
