import { possible } from '@/lib/workflow/application';
import type { SubmissionView } from '@/lib/workflow/views';
import { instant } from '@/lib/words';
import { AskedForms, AskForm, ReopenForm } from './desk-forms';
import type { OpenStepCommands } from './open-step';

type Props = {
  view: SubmissionView;
  user: string;
  step: string;
  commands: OpenStepCommands;
};

/** How an opening came out, in words. */
function outcome(opening: SubmissionView['openings'][number]): string {
  if (opening.kind === 'reopening') return 'Opened again, to be ruled on anew.';
  if (opening.sentAt) return `The town sent its clarification on ${instant(opening.sentAt)}.`;
  if (opening.closedAt) return `Closed on ${instant(opening.closedAt)} without an answer.`;
  return opening.deadline ? `The town has until ${instant(opening.deadline)}.` : '';
}

function CoordinatorForm({ view, user, step, commands }: Props) {
  const town = view.application.town.name;
  const of = { commands, user, submission: view.id, step, town };
  const special = view.special[step];
  if (special === 'clarifying' || special === 'lapsed') return <AskedForms {...of} />;
  const latest = view.rulings.findLast((ruling) => ruling.step === step);
  const approved = latest?.outcome === 'approved' && latest.sent && special !== 'reopened';
  if (approved)
    return (
      <details>
        <summary>Reopen this step</summary>
        <ReopenForm {...of} />
      </details>
    );
  if (!possible(view.application.status, 'ask-clarification') || view.application.openRound) return null;
  return (
    <details>
      <summary>Ask for a clarification of this step</summary>
      <AskForm {...of} />
    </details>
  );
}

/** What was opened of a step after it was ruled on or after the last round, and the coordinator's ways to do so. */
export function StepOpenings({ view, user, step, commands }: Props) {
  const own = view.openings.filter((opening) => opening.step === step);
  const opens = view.can.open.ok === true;
  if (own.length === 0 && !opens) return null;
  return (
    <section className="sub" aria-labelledby="openings">
      <h3 id="openings">Opened by a coordinator</h3>
      {own.length === 0 && <p className="small soft">Not so far.</p>}
      <ul className="thread">
        {own.map((opening) => (
          <li key={opening.at.toISOString()}>
            <div className="by">
              <b>{opening.by}</b> coordinator, {instant(opening.at)}
            </div>
            <p className="small">{outcome(opening)}</p>
            <p className="doc whitespace-pre-line">{opening.reason}</p>
          </li>
        ))}
      </ul>
      {opens && <CoordinatorForm view={view} user={user} step={step} commands={commands} />}
    </section>
  );
}
