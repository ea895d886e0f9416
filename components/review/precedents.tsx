import { Tag } from '@/components/ui/tag';
import type { Counted, Precedent } from '@/lib/workflow/precedents';
import { outcomeState } from '@/lib/workflow/status';
import { count } from '@/lib/words';

const tagOf = (ruling: Counted) =>
  ruling === 'adjusted'
    ? { kind: outcomeState('approved').kind, word: 'Approved, other points' }
    : { kind: outcomeState(ruling).kind, word: outcomeState(ruling).staff };

/** How one step was ruled for other towns: how often each way, and the reasons that name nobody. */
export function Precedents({ precedent, action }: { precedent: Precedent | undefined; action: string }) {
  if (!precedent)
    return (
      <p className="small soft">
        Nothing to show yet: it takes rulings for three other towns, so that none of them can be told.
      </p>
    );
  const { towns, years, rulings, ownWords } = precedent;
  const when = years.first === years.last ? `in ${years.first}` : `from ${years.first} to ${years.last}`;
  const all = rulings.reduce((sum, { times }) => sum + times, 0);
  return (
    <>
      <p className="small soft">
        {count(all, 'ruling')} on {action} for {towns} other towns, {when}. No town is named.
      </p>
      <ul className="precedents">
        {rulings.map(({ ruling, times, reasons }) => (
          <li key={ruling}>
            <Tag kind={tagOf(ruling).kind}>{tagOf(ruling).word}</Tag>
            <b className="num">
              {times}
              <span className="vh"> of {all}</span>
            </b>
            {reasons.length > 0 && (
              <ul>
                {reasons.map(({ text, kind, times: often }) => (
                  <li key={`${kind} ${text}`}>
                    {kind === 'unmet' && <span className="soft">Not met: </span>}
                    <span className="doc">{text}</span> <span className="num soft">{count(often, 'time')}</span>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {ownWords > 0 && (
        <p className="small soft">
          {count(ownWords, 'reason')} in reviewers’ own words {ownWords === 1 ? 'is' : 'are'} not shown: they may tell
          who it was.
        </p>
      )}
    </>
  );
}
