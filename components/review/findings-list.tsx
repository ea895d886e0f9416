import { partnersKey } from '@/lib/rulebook/fields';
import type { Finding } from '@/lib/workflow/findings';
import type { ApplicationView } from '@/lib/workflow/views';
import { count } from '@/lib/words';
import { Findings } from './findings';

/** How many there are of each weight, in words. */
function summary(findings: Finding[]): string {
  const settle = findings.filter(({ severity }) => severity === 'settle').length;
  const look = findings.filter(({ severity }) => severity === 'look').length;
  const rest = findings.length - settle - look;
  return `${settle} to settle, ${look} to look at, ${rest} good to know.`;
}

/** Everything found of an application, folded where there is a lot. */
export function FindingsList({ view, findings }: { view: ApplicationView; findings: Finding[] }) {
  const title = (id: string) => {
    const row = view.actions.find((one) => one.actionId === id);
    return row ? `${row.number ? `${row.number} ` : ''}${row.title}` : id;
  };
  const name = ({ action, step }: Finding) => `${title(action)}, ${step === partnersKey ? 'partners' : `step ${step}`}`;
  return (
    <div className="sub" id="findings">
      <h3>Findings</h3>
      {findings.length === 0 ? (
        <p className="soft">The portal found nothing to point to.</p>
      ) : (
        <details open={findings.length <= 12}>
          <summary>
            {count(findings.length, 'finding')}: {summary(findings)}
          </summary>
          <Findings findings={findings} stepName={name} />
        </details>
      )}
    </div>
  );
}
