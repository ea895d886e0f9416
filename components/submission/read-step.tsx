import { PointsPanel } from '@/components/score/points-panel';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import { partnersKey } from '@/lib/rulebook/fields';
import type { Step } from '@/lib/rulebook/schema';
import type { StepScore } from '@/lib/scoring/result';
import type { SubmissionView } from '@/lib/workflow/views';
import { AnswersRead } from './answers-read';
import type { ActionNames } from './answer-words';
import { EvidenceRead } from './evidence/evidence-read';
import { rowChoices } from './row-choices';

function whyLocked(view: SubmissionView, key: string): string {
  if (view.locked.includes(key))
    return 'This step is approved and keeps its points. Its answers stay as they were approved.';
  return view.can.edit.ok === false ? view.can.edit.reasons.map((reason) => reason.message).join(' ') : '';
}

/** A step as it stands, to read: with the reason why it cannot be changed now. */
export function ReadStep({
  view,
  step,
  score,
  names,
  head,
  notes,
}: {
  view: SubmissionView;
  step: Step | null;
  score: StepScore | null;
  names: ActionNames;
  head: React.ReactNode;
  notes: React.ReactNode;
}) {
  const rows = step ? rowChoices(step, view.cells, names) : [];
  return (
    <div className="cols main-aside mt-8 lg:grid-rows-[auto_1fr]">
      <section className="sec first" aria-labelledby="step-title">
        {head}
        <Notice title={whyLocked(view, step?.key ?? partnersKey)} />
      </section>
      <aside className="stick">
        {step && score && <PointsPanel step={step} score={score} links={false} />}
        {notes}
      </aside>
      <div>
        <Section first title="Answers">
          <AnswersRead
            action={view.action}
            step={step ?? partnersKey}
            cells={view.cells}
            names={names}
            rows={score?.rows}
          />
        </Section>
        {step?.evidence.map((slot) => (
          <Section key={slot.key} title={slot.label}>
            <EvidenceRead
              citations={view.citations.filter((one) => one.step === step.key && one.slot === slot.key)}
              rows={rows}
            />
          </Section>
        ))}
      </div>
    </div>
  );
}
