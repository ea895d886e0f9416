import { Tag } from '@/components/ui/tag';
import { outcomeState } from '@/lib/workflow/status';
import type { RulingView } from '@/lib/workflow/views';
import { count, shortInstant } from '@/lib/words';
import { FixesRead } from './fixes-read';

/** Every ruling on a step, oldest first; the last one stands. */
export function EarlierRulings({ rulings }: { rulings: RulingView[] }) {
  return (
    <ul className="thread">
      {rulings.map((ruling, index) => (
        <li key={ruling.id}>
          <div className="by">
            <b>{ruling.reviewer}</b>
            <span>
              round {ruling.round}, {shortInstant(ruling.at)}
            </span>
            <Tag kind={outcomeState(ruling.outcome).kind}>{outcomeState(ruling.outcome).staff}</Tag>
            {ruling.outcome === 'approved' && <span className="num">{count(ruling.points, 'point')}</span>}
            {index === rulings.length - 1 && <span>{ruling.sent ? 'Stands' : 'Stands, not sent yet'}</span>}
          </div>
          {ruling.fixes.length > 0 ? (
            <FixesRead fixes={ruling.fixes} />
          ) : (
            ruling.reason && <p className="doc whitespace-pre-line">{ruling.reason}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
