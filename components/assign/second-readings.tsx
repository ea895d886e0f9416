import Link from 'next/link';
import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { answerHref } from '@/lib/workflow/links';
import type { ReadingView } from '@/lib/workflow/second-readings';
import { stepStates } from '@/lib/workflow/status';
import { count, isoDay, shortDay } from '@/lib/words';

type Said = { outcome: 'approved' | 'revise' | 'not-approved'; points: number; reason: string };

function Judged({ said, by }: { said: Said | null; by: string | null }) {
  if (!said) return <span className="softer">{by ? `asked of ${by}, not given yet` : 'not yet'}</span>;
  const state = stepStates[said.outcome === 'revise' ? 'returned' : said.outcome];
  return (
    <>
      <Tag kind={state.kind}>{state.staff}</Tag>
      {said.outcome === 'approved' && ` ${count(said.points, 'point')}`}
      {by && <span className="soft">, {by}</span>}
      {said.reason && <p className="small doc">{said.reason}</p>}
    </>
  );
}

/** The second readings of an application beside its rulings, for coordinators; and asking for one of a contested step. */
export function SecondReadings<T, U>({
  application,
  readings,
  steps,
  titleOf,
  ask,
  withdraw,
}: {
  application: string;
  readings: ReadingView[];
  /** Steps of this round that nobody was asked to read again. */
  steps: { submission: string; step: string; name: string }[];
  titleOf: (action: string) => string;
  ask: FormCommand<T>;
  withdraw: FormCommand<U>;
}) {
  if (readings.length === 0 && steps.length === 0) return null;
  const dissent = readings.filter((one) => one.dissent).length;
  return (
    <Section
      id="second-readings"
      title="Second readings"
      className="compact"
      note={
        dissent > 0 ? `${count(dissent, 'reading')} ${dissent === 1 ? 'differs' : 'differ'} from the ruling` : undefined
      }
    >
      {readings.length > 0 && (
        <Table
          caption="Second readings beside the rulings"
          rows={readings}
          rowKey={(one) => one.id}
          columns={[
            {
              key: 'step',
              head: 'Step',
              names: true,
              cell: (one) => (
                <>
                  <Link href={answerHref(application, one.actionId, one.step)}>
                    <b>Step {one.step}</b>
                  </Link>
                  , {titleOf(one.actionId)}
                  <br />
                  <span className="soft">
                    {one.why === 'sampled' ? `Sampled: ${one.percent} percent, seed ${one.seed}` : 'Contested'}, asked{' '}
                    {shortDay(isoDay(one.askedAt))}
                  </span>
                </>
              ),
            },
            {
              key: 'ruling',
              head: 'Ruling',
              label: 'Ruling:',
              cell: (one) => <Judged said={one.ruling} by={one.ruling?.reviewer ?? null} />,
            },
            {
              key: 'reading',
              head: 'Second reading',
              label: 'Second reading:',
              cell: (one) => <Judged said={one.given} by={one.reader} />,
            },
            {
              key: 'says',
              head: 'They',
              label: 'They:',
              gap: true,
              cell: (one) =>
                !one.given ? (
                  <ActionForm action={withdraw}>
                    <input type="hidden" name="reading" value={one.id} />
                    <SubmitButton look="link" pendingWord="Asking no more">
                      Ask no more<span className="vh"> for the reading of step {one.step}</span>
                    </SubmitButton>
                  </ActionForm>
                ) : one.dissent ? (
                  <b>differ</b>
                ) : (
                  'agree'
                ),
            },
          ]}
        />
      )}
      {steps.length > 0 && (
        <details className="mt-4">
          <summary>Ask for a second reading of a contested step</summary>
          <ActionForm action={ask} prefix="reading-" done="A second reader was asked.">
            <Select
              id="reading-place"
              name="place"
              label="Which step"
              hint="It goes to somebody who does not read it first and has no conflict with the town."
              options={steps.map(({ submission, step, name }) => ({ value: `${submission} ${step}`, label: name }))}
            />
            <div className="acts mt-3">
              <SubmitButton small pendingWord="Asking">
                Ask for a second reading
              </SubmitButton>
            </div>
          </ActionForm>
        </details>
      )}
    </Section>
  );
}
