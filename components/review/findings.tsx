import { Clause } from '@/components/ui/clause';
import { Say, type SayKind } from '@/components/ui/say';
import { partnersKey } from '@/lib/rulebook/fields';
import type { Finding, Severity } from '@/lib/workflow/findings';

const severities: Record<Severity, { kind: SayKind; word: string }> = {
  settle: { kind: 'not-met', word: 'Settle first' },
  look: { kind: 'look', word: 'Look' },
  know: { kind: 'unknown', word: 'Good to know' },
};

/** What is computed for the reviewer, each with how much it weighs, its clause, and a way to where it is. */
export function Findings({ findings, stepName }: { findings: Finding[]; stepName?: (finding: Finding) => string }) {
  return (
    <ul className="findings">
      {findings.map((finding) => {
        const { kind, word } = severities[finding.severity];
        const { action, step, message, clause, href } = finding;
        return (
          <li key={`${action}/${step}/${finding.kind}/${message}`}>
            <Say kind={kind}>{word}</Say>
            <span>
              {stepName && <b className="block">{stepName(finding)}</b>}
              {message} <Clause>{clause}</Clause>
            </span>
            <a href={href}>
              Go there
              <span className="vh">
                : {step === partnersKey ? 'partners' : `step ${step}`}, {message}
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
