'use client';

import { useRouter } from 'next/navigation';
import { useActionState, useEffect, useId, useMemo, useState } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import type { Answer, FormCommand } from '@/components/form/form-state';
import { PointsPanel, worthSentence } from '@/components/score/points-panel';
import { Say } from '@/components/ui/say';
import type { Cells } from '@/lib/rulebook/cells';
import type { Field, Step } from '@/lib/rulebook/schema';
import type { Problem, StepScore } from '@/lib/scoring/result';
import type { Changes } from '@/lib/workflow/merge';
import type { SubmissionView } from '@/lib/workflow/views';
import type { ActionNames } from '../answer-words';
import type { Conflict } from '../autosave/queue';
import { SavedLine } from '../autosave/saved-line';
import type { Binding } from './binding';
import { CheckLink } from './check-link';
import { Conflicts } from './conflicts';
import { FieldInput } from './inputs';
import { StepFields } from './step-fields';
import { fetchScoring } from './use-live-score';
import { useFragment } from './use-fragment';
import { useTypedBefore } from './use-typed-before';
import { useRunning } from './use-running';
import { useStep } from './use-step';

/** What the saving command answers to a plain post: what was stored, and what could not be. */
export type PlainSaved = { refused: { message: string; at?: string }[]; conflicts: Conflict[]; kept: Changes };

export type StepFormProps = {
  view: Pick<
    SubmissionView,
    'id' | 'action' | 'rulebook' | 'facts' | 'cells' | 'revision' | 'stamp' | 'siblings' | 'municipalities'
  > & { application: { id: string } };
  /** The step, or null for the partners section. */
  step: Step | null;
  stepKey: string;
  fields: readonly Field[];
  names: ActionNames;
  user: string;
  /** Who can edit and submit, in words. */
  who: string;
  score: StepScore | null;
  problems: Problem[];
  /** Came from the check: fields say what is to be mended. */
  checked: boolean;
  openRow: string | null;
  blankRow: string;
  save: FormCommand<PlainSaved>;
  head: React.ReactNode;
  below: React.ReactNode;
  notes: React.ReactNode;
};

function keptOf(answer: Answer<PlainSaved> | null): Changes {
  return answer?.ok ? answer.value.kept : {};
}

function plainErrors(answer: Answer<PlainSaved> | null) {
  if (!answer) return [];
  if (!answer.ok) return answer.reasons.map(({ message, at }) => ({ message, fieldId: at }));
  return [
    ...answer.value.refused.map(({ message, at }) => ({ message, fieldId: at })),
    ...answer.value.conflicts.map(({ address, by }) => ({
      message: `${by} changed this answer meanwhile. Look at what stands now, and save again what should stand.`,
      fieldId: address,
    })),
  ];
}

/** What the words beside a step's name hang on: begun, ready; for the partners, what is left to mend. */
const standing = (score: StepScore | null, problems: readonly Problem[]) =>
  score ? `${score.begun} ${score.ready}` : String(problems.length);

/** The form of one step: what it is worth moves as one types, and everything is saved; a plain post works as well. */
export function StepForm(props: StepFormProps) {
  const { view, step, stepKey, fields, names, save } = props;
  const [answer, post] = useActionState<Answer<PlainSaved> | null, FormData>(save, null);
  const running = useRunning();
  const router = useRouter();
  const [cells] = useState<Cells>(() => {
    const kept = Object.entries(keptOf(answer)).flatMap(([at, value]) => (value === null ? [] : [[at, value]]));
    return { ...view.cells, ...(Object.fromEntries(kept) as Cells) };
  });
  const { form, live, autosave, saving, changed, put, read } = useStep({
    view,
    cells,
    step: stepKey,
    fields,
    user: props.user,
    initial: { step: props.score, problems: props.problems },
  });
  const formId = useId();
  useTypedBefore(formId);
  useFragment();

  // How each step stands is drawn by the server: it draws anew once what it has stored changes that.
  const drawn = standing(props.score, props.problems);
  const stands = standing(live.step, live.problems);
  useEffect(() => {
    if (saving.state === 'saved' && stands !== drawn) router.refresh();
  }, [saving.state, stands, drawn, router]);

  const here = `/applications/${view.application.id}/${view.action.id}`;
  const errors = useMemo(() => plainErrors(answer), [answer]);
  const { refused } = saving;
  const problems = props.checked ? live.problems : null;
  const { siblings, municipalities } = view;
  const [application, action] = [view.application.id, view.action.id];
  const bind = useMemo<Binding>(
    () => ({
      form,
      Input: FieldInput,
      useTypedBefore,
      cells,
      changed,
      put,
      read,
      error: (address) =>
        refused.find((one) => one.address === address)?.message ??
        errors.find((error) => error.fieldId === address)?.message ??
        problems?.find((problem) => problem.path === `${action}/${address}`)?.message,
      siblings,
      names,
      municipalities,
      addHref: `/applications/${application}/add`,
    }),
    [form, cells, changed, put, read, refused, errors, problems, siblings, names, municipalities, application, action],
  );

  return (
    <div className="cols main-aside mt-8 lg:grid-rows-[auto_1fr]">
      <section className="sec first" aria-labelledby="step-title">
        {props.head}
        <SavedLine view={saving} who={props.who} running={running} />
      </section>
      <aside className="stick">
        {step && live.step && (
          <PointsPanel
            step={step}
            score={live.step}
            live={
              <p className="vh" role="status">
                {running && live.step !== props.score && worthSentence(live.step)}
              </p>
            }
          />
        )}
        <div role="status">
          {live.behind && (
            <p className="small mt-3">
              <Say kind="look">These points are from before your last changes.</Say> What counts them could not be
              fetched. Your answers are saved as the line above says; they are counted with your next change once the
              connection is back, or when you reload the page.
            </p>
          )}
        </div>
        {props.notes}
      </aside>
      <div>
        <Conflicts conflicts={saving.conflicts} fields={fields} names={names} choose={autosave.choose} />
        <form
          id={formId}
          className="[&>section:first-of-type]:mt-0"
          action={post}
          noValidate
          onFocus={fetchScoring}
          onSubmit={(event) => {
            event.preventDefault();
            void autosave.now();
          }}
        >
          {!running && (
            // The Enter key presses a form's first button: it must be one that saves, not one that removes a row.
            <button className="vh" tabIndex={-1} aria-hidden="true">
              Save
            </button>
          )}
          <ErrorSummary errors={errors} />
          <input type="hidden" name="submission" value={view.id} />
          <input type="hidden" name="base" value={view.revision} />
          <input type="hidden" name="stamp" value={view.stamp} />
          <input type="hidden" name="step" value={stepKey} />
          <StepFields
            stepKey={stepKey}
            fields={fields}
            live={live}
            bind={bind}
            openRow={props.openRow}
            blankRow={props.blankRow}
            editHref={running ? null : `${here}?step=${encodeURIComponent(stepKey)}`}
          />
          {!running && (
            <div className="acts mt-6">
              <button className="btn second">Save and continue</button>
            </div>
          )}
        </form>
        {props.below}
        <div className="sec acts">
          <CheckLink
            href={`${here}/check?step=${encodeURIComponent(stepKey)}`}
            go={async (href) => {
              await autosave.drain();
              router.push(href);
            }}
          >
            {step ? 'Check this step' : 'Check the answers'}
          </CheckLink>
          <a href={`/applications/${view.application.id}`}>Back to the task list</a>
          {saving.state === 'saved' && running && (
            <span className="why-not">Everything is saved. Leaving loses nothing.</span>
          )}
        </div>
      </div>
    </div>
  );
}
