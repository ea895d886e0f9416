import { Clause } from '@/components/ui/clause';
import { Criteria, type Criterion } from '@/components/ui/criteria';
import { PointsTriple } from '@/components/ui/points';
import type { Step } from '@/lib/rulebook/schema';
import type { RequirementLine, StepScore } from '@/lib/scoring/result';
import type { Reason } from '@/lib/verdict';
import { count } from '@/lib/words';
import { Tiers } from './tiers';

const met = { true: 'yes', false: 'no', unknown: 'unknown' } as const;

const reasonsOf = ({ verdict }: RequirementLine): Reason[] =>
  verdict.ok === true ? [] : verdict.ok === 'unknown' ? verdict.missing : verdict.reasons;

function shown(line: RequirementLine, links: boolean): Criterion {
  const [reason] = reasonsOf(line);
  const detail = line.verdict.ok === true ? line.found : reason?.message;
  return {
    met: met[`${line.verdict.ok}`],
    name: line.title,
    detail,
    fix: links && reason?.at && (
      <a href={`#${encodeURIComponent(reason.at)}`}>
        Go there<span className="vh">: {reason.message}</span>
      </a>
    ),
  };
}

/** The step's worth in one sentence: the only part that is announced as it changes. */
export const worthSentence = (score: StepScore): string =>
  score.ruling === 'approved'
    ? `Step ${score.key} is approved with ${count(score.awarded, 'point')}`
    : `Step ${score.key} is worth ${count(score.claimed, 'point')} now`;

/** What a step is worth and why: conditions, tiers, the three columns and their clauses. */
export function PointsPanel({
  step,
  score,
  live,
  links = true,
}: {
  step: Step;
  score: StepScore;
  live?: React.ReactNode;
  /** Leads to the fields of the form on this page. */
  links?: boolean;
}) {
  // What an approval granted stands; judging the answers anew would only confuse.
  const judged = score.ruling === 'approved' ? [] : score.requirements;
  const musts = judged.filter((line) => line.strength === 'must');
  const shoulds = judged.filter((line) => line.strength === 'should');
  const gate = step.points.kind === 'tiers';
  return (
    <section className="panel" aria-labelledby="points-panel">
      <h2 id="points-panel">{worthSentence(score)}</h2>
      {live}
      <p className="small mt-1">
        {score.ruling === 'approved' ? 'Its answers are locked and its points stand.' : score.because}
      </p>
      {musts.length > 0 && (
        <>
          <h3>
            {gate ? 'First, the gate' : 'What must be there'} <Clause>{step.clause}</Clause>
          </h3>
          <Criteria criteria={musts.map((line) => shown(line, links))} />
        </>
      )}
      {step.points.kind === 'tiers' && score.ruling !== 'approved' && <Tiers rule={step.points} score={score} />}
      {shoulds.length > 0 && (
        <>
          <h3>What should be there too</h3>
          <Criteria criteria={shoulds.map((line) => shown(line, links))} />
        </>
      )}
      {score.lines.length > 0 && (
        <>
          <h3>How the points add up</h3>
          <ul className="lines">
            {score.lines.map((line) => (
              <li key={line.key}>
                <span className="first-letter:uppercase">{line.label}</span>
                <span className="n">{line.claimed}</span>
              </li>
            ))}
            <li className="tot">
              <span>Claimed in all</span>
              <span className="n">{score.claimed}</span>
            </li>
          </ul>
        </>
      )}
      <h3>
        Points for this step, of {score.max} <Clause>{score.clause}</Clause>
      </h3>
      <PointsTriple
        claimed={score.claimed}
        documented={score.documented}
        awarded={score.ruling === null ? null : score.awarded}
      />
      {score.credit.kind !== 'unknown' && <p className="xs soft mt-2">{score.credit.because}</p>}
    </section>
  );
}
