import type { FormCommand } from '@/components/form/form-state';
import { Notice } from '@/components/ui/notice';
import type { Step } from '@/lib/rulebook/schema';
import type { StepScore } from '@/lib/scoring/result';
import type { OwnReading } from '@/lib/workflow/second-readings';
import { templatesFor, type TemplateView } from '@/lib/workflow/templates';
import type { SubmissionView } from '@/lib/workflow/views';
import { documentedItems, pointChoices } from '@/lib/workflow/ruling';
import { stepStates } from '@/lib/workflow/status';
import { count } from '@/lib/words';
import { DeskLink, RulingForm } from './desk-forms';
import { rulingRows } from './ruling-rows';

type Props<T> = {
  view: SubmissionView;
  /** Id of the reader. */
  user: string;
  step: Step;
  scored: StepScore;
  names: Readonly<Record<string, string>>;
  rule: FormCommand<T>;
  /** The next step that waits for a ruling. */
  next: string | undefined;
  /** How many steps of the application wait for a ruling. */
  left: number;
  templates: TemplateView[];
  /** The second reading that was asked of the reader, and how it is given. */
  again?: { reading: OwnReading; give: FormCommand<unknown> };
};

/** The form to rule with, or why there is none: not submitted, approved for good, or not the reader's to rule. */
export function RulingPanel<T>({ view, user, step, scored, names, rule, next, left, templates, again }: Props<T>) {
  const town = view.application.town.name;
  const latest = view.rulings.filter((ruling) => ruling.step === step.key).at(-1);
  if (!scored.begun || scored.leftOut || view.leftOut)
    return (
      <Notice title="There is nothing to rule on.">
        <p>{scored.leftOut ? `${town} left this step out of this round.` : `${town} did not submit this step.`}</p>
      </Notice>
    );
  const special = view.special[step.key];
  if (special === 'clarifying' || special === 'lapsed')
    return (
      <Notice title={`${stepStates[special].staff}.`}>
        <p>{town} is asked to make this step clear. It can be ruled on once that is sent or closed.</p>
      </Notice>
    );
  if (latest?.outcome === 'approved' && latest.sent && view.special[step.key] !== 'reopened')
    return (
      <Notice kind="good" title={`Approved in round ${latest.round} with ${count(latest.points, 'point')}.`}>
        <p>{town} was told. The step stays approved through later rounds, unless a coordinator reopens it.</p>
      </Notice>
    );
  if (again?.reading.given)
    return (
      <Notice kind="good" title="Your second reading is recorded.">
        <p>The program sees it beside the ruling, which stands as it is.</p>
        {next && (
          <p>
            <DeskLink href={next}>Go to the next step</DeskLink>
          </p>
        )}
      </Notice>
    );
  if (again)
    return (
      <>
        <p className="prose small">
          You are asked for an independent second reading. No ruling on this step is shown to you before you have given
          it.
        </p>
        <RulingForm
          key={`again ${step.key}`}
          second
          action={again.give}
          user={user}
          submission={view.id}
          next={next}
          templates={templatesFor(templates, view.action.id, step.key)}
          step={step.key}
          town={town}
          seen=""
          documented={scored.documented}
          max={scored.max}
          choices={step.points.kind === 'per-row' ? [] : pointChoices(step)}
          rows={rulingRows(view, step, scored, names)}
          each={step.points.kind === 'per-row' ? step.points.points : 0}
          start={{ items: documentedItems(step, scored), reason: '' }}
        />
      </>
    );
  if (view.can.rule.ok !== true)
    return (
      <Notice title="You read this step; the ruling is somebody else’s.">
        {view.can.rule.ok === false && <p>{view.can.rule.reasons.map((reason) => reason.message).join(' ')}</p>}
      </Notice>
    );
  // A ruling of this round may be corrected until it is sent; one of an earlier round starts anew.
  const draft = latest && !latest.sent ? latest : undefined;
  const worth = step.points;
  return (
    <>
      <RulingForm
        key={step.key}
        action={rule}
        user={user}
        submission={view.id}
        next={next}
        send={left === 0 && view.can.send.ok === true ? `/applications/${view.application.id}#send` : undefined}
        templates={templatesFor(templates, view.action.id, step.key)}
        step={step.key}
        town={town}
        seen={latest?.id ?? ''}
        documented={scored.documented}
        max={scored.max}
        choices={worth.kind === 'per-row' ? [] : pointChoices(step)}
        rows={rulingRows(view, step, scored, names)}
        each={worth.kind === 'per-row' ? worth.points : 0}
        start={{
          outcome: draft?.outcome,
          points: draft?.outcome === 'approved' ? draft.points : undefined,
          items: draft?.outcome === 'approved' ? draft.items : documentedItems(step, scored),
          reason: draft?.reason ?? '',
        }}
      />
      <p className="small mt-4">
        <DeskLink href={`/applications/${view.application.id}#review`}>Back to every step of this application</DeskLink>
      </p>
    </>
  );
}
