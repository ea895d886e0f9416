import type { ReturnPoint } from '@/lib/workflow/views';
import { shortInstant } from '@/lib/words';

/** What was to be fixed, point by point, each with what the town says it changed and where. */
export function FixesRead({ fixes }: { fixes: ReturnPoint[] }) {
  return (
    <ol className="points-asked">
      {fixes.map((point, index) => (
        <li key={index}>
          <p className="doc">{point.text}</p>
          {point.answer ? (
            <div className="said">
              <p className="doc whitespace-pre-line">{point.answer.text}</p>
              <p className="small soft">
                {point.answer.by}, {shortInstant(point.answer.at)}
                {point.answer.place && `; see “${point.answer.place}”`}
              </p>
            </div>
          ) : (
            <p className="small soft">Not answered yet.</p>
          )}
        </li>
      ))}
    </ol>
  );
}
