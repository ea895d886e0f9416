import { Clause } from '@/components/ui/clause';
import { Say, type SayKind } from '@/components/ui/say';
import type { CreditVerdict, Problem, RequirementLine, StepScore } from '@/lib/scoring/result';
import type { Verdict } from '@/lib/verdict';

const kindOf = (verdict: Verdict): SayKind =>
  verdict.ok === true ? 'met' : verdict.ok === 'unknown' ? 'unknown' : 'not-met';

const creditKinds: Record<CreditVerdict['kind'], { kind: SayKind; word: string }> = {
  new: { kind: 'met', word: 'New credit' },
  rolling: { kind: 'met', word: 'Rolling credit' },
  'not-creditable': { kind: 'not-met', word: 'Not creditable' },
  'not-completed': { kind: 'not-met', word: 'Not completed' },
  unknown: { kind: 'unknown', word: 'Not known yet' },
};

/** Why a requirement is open, in the words the town reads. */
function openReasons({ verdict }: RequirementLine): string[] {
  if (verdict.ok === true) return [];
  return (verdict.ok === 'unknown' ? verdict.missing : verdict.reasons).map((reason) => reason.message);
}

/** What the rulebook asks of a step, each with its clause and whether it is met; the credit window; what to look at. */
export function StepRequirements({ scored, warnings }: { scored: StepScore; warnings: Problem[] }) {
  const credit = creditKinds[scored.credit.kind];
  return (
    <ul className="reqs">
      {scored.requirements.map((line) => (
        <li key={line.key}>
          <Clause>{scored.key}</Clause>
          <span>
            <span className="doc">{line.title}.</span> <Clause>{line.clause}</Clause>
            {line.strength === 'should' && <span className="soft block">Recommended, not required.</span>}
            {openReasons(line).map((message) => (
              <span key={message} className="soft block">
                {message}
              </span>
            ))}
          </span>
          <Say kind={kindOf(line.verdict)}>
            {line.verdict.ok === true && line.found ? `Met: ${line.found}` : undefined}
          </Say>
        </li>
      ))}
      <li>
        <Clause>Credit</Clause>
        <span>
          <span className="doc">{scored.credit.because}</span> <Clause>{scored.credit.clause}</Clause>
        </span>
        <Say kind={credit.kind}>{credit.word}</Say>
      </li>
      {warnings.map((warning) => (
        <li key={`${warning.path}${warning.message}`}>
          <Clause>Note</Clause>
          <span className="doc">{warning.message}</span>
          <Say kind="look" />
        </li>
      ))}
    </ul>
  );
}
