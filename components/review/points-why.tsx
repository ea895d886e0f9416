import { Clause } from '@/components/ui/clause';
import { PointsKey } from '@/components/ui/points';
import type { StepScore } from '@/lib/scoring/result';

/** The points of a step as computed, with the arithmetic and what keeps them from being documented. */
export function PointsWhy({ scored, byReviewer }: { scored: StepScore; byReviewer: boolean }) {
  return (
    <>
      <ul className="lines">
        {scored.lines.map((line) => (
          <li key={line.key}>
            <span>
              {line.label.charAt(0).toUpperCase() + line.label.slice(1)}: {line.because} <Clause>{line.clause}</Clause>
            </span>
            <span className="n">{line.documented}</span>
          </li>
        ))}
        <li>
          <span>
            {scored.because} <Clause>{scored.clause}</Clause>
          </span>
        </li>
        <li>
          <PointsKey column="claimed" />
          <span className="n">{scored.claimed}</span>
        </li>
        <li className="tot">
          <PointsKey column="documented" />
          <span className="n">{scored.documented}</span>
        </li>
      </ul>
      {byReviewer && (
        <p className="small soft">The town claimed these points itself. The rulebook leaves them to you.</p>
      )}
      {scored.missing.length > 0 && scored.ruling !== 'approved' && (
        <div className="finding">
          <b>Not documented yet.</b>
          <ul>
            {scored.missing.map((reason) => (
              <li key={`${reason.at}${reason.message}`}>{reason.message}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
