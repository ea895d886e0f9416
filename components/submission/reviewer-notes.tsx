import { FixesRead } from '@/components/review/fixes-read';
import { outcomeState } from '@/lib/workflow/status';
import type { RulingView } from '@/lib/workflow/views';
import { count, day, isoDay } from '@/lib/words';

/** What reviewers wrote on one step, newest first; nothing when they have not. */
export function ReviewerNotes({ rulings, step }: { rulings: readonly RulingView[]; step: string }) {
  const own = rulings.filter((ruling) => ruling.step === step && ruling.sent).toReversed();
  if (own.length === 0) return null;
  return (
    <section className="sub" aria-labelledby="reviewer-notes">
      <h3 id="reviewer-notes">What the reviewer wrote</h3>
      <ul className="thread">
        {own.map((ruling) => (
          <li key={ruling.id}>
            <div className="by">
              <b>{ruling.reviewer}</b> reviewer, {day(isoDay(ruling.at))}, round {ruling.round}
            </div>
            <p className="small">
              {outcomeState(ruling.outcome).town}
              {ruling.outcome === 'approved' && ` with ${count(ruling.points, 'point')}`}.
            </p>
            {ruling.fixes.length > 0 ? (
              <FixesRead fixes={ruling.fixes} />
            ) : (
              ruling.reason && <p className="doc whitespace-pre-line">{ruling.reason}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
