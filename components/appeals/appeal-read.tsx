import { EvidenceRead } from '@/components/submission/evidence/evidence-read';
import { Tag } from '@/components/ui/tag';
import { asCitations, type AppealView } from '@/lib/workflow/appeals';
import { turnWords } from '@/lib/workflow/status';
import { count, instant } from '@/lib/words';

/** What came of an appeal, in a sentence: its ruling, or who acts next. */
function standing(appeal: AppealView): string {
  const { outcome, reviewer, ruledAt, points, withdrawnAt } = appeal;
  if (withdrawnAt) return `Withdrawn by the town on ${instant(withdrawnAt)}. The ruling stands.`;
  if (!outcome || !ruledAt) return `${turnWords(appeal.status, appeal.town.name)}.`;
  const by = `by ${reviewer ?? 'a reviewer'} on ${instant(ruledAt)}`;
  return outcome === 'granted'
    ? `Granted ${by}: the step has ${count(points ?? 0, 'point')} by it.`
    : `The ruling was upheld ${by}. The step stays as it was.`;
}

/** An appeal with its reason, the evidence it points to, how it stands, and its ruling. */
export function AppealRead({ appeal, staff }: { appeal: AppealView; staff: boolean }) {
  const { status } = appeal;
  return (
    <>
      <p>
        <Tag kind={status.kind}>{staff ? status.staff : status.town}</Tag> {standing(appeal)}
      </p>
      {appeal.because && <p className="doc prose whitespace-pre-line mt-3">{appeal.because}</p>}
      <ul className="thread">
        <li>
          <div className="by">
            <b>{appeal.by}</b>
            <span>
              {appeal.town.name}, {instant(appeal.filedAt)}
            </span>
          </div>
          <p className="doc whitespace-pre-line">{appeal.reason}</p>
        </li>
      </ul>
      {appeal.evidence.length > 0 && (
        <div className="mt-3">
          <EvidenceRead citations={asCitations(appeal)} />
        </div>
      )}
    </>
  );
}
