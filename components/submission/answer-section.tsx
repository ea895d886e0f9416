import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { clockWords, stepStates } from '@/lib/workflow/status';
import type { OpeningView, SubmissionView } from '@/lib/workflow/views';
import { instant, list } from '@/lib/words';
import { AnswerPoints } from './answer-points';

type Props = {
  view: SubmissionView;
  /** Id of the reader. */
  user: string;
  step: string;
  commands: { answer: FormCommand<unknown>; send: FormCommand<unknown> };
};

/** The clarification of a step that is still to be sent, if there is one. */
const asked = (view: SubmissionView, step: string): OpeningView | undefined =>
  view.openings.find((o) => o.step === step && o.kind === 'clarification' && !o.sentAt && !o.closedAt);

function Send({ view, step, send }: { view: SubmissionView; step: string; send: Props['commands']['send'] }) {
  if (view.can.send.ok !== true)
    return (
      <p className="mt-4">
        {view.contacts.length > 0 ? `${list(view.contacts)} can send it.` : 'Only a town contact can send it.'}
      </p>
    );
  return (
    <ActionForm action={send} prefix="send-" aria-label="Send the clarification">
      <input type="hidden" name="submission" value={view.id} />
      <input type="hidden" name="step" value={step} />
      <div className="acts mt-4">
        <SubmitButton pendingWord="Sending">Send the clarification to the reviewers</SubmitButton>
        <span className="why-not">The step is locked again once it is sent.</span>
      </div>
    </ActionForm>
  );
}

/** What was asked of the town, on its own: a notice before the step's form. */
export function AskedNotice({ view, step }: Pick<Props, 'view' | 'step'>) {
  const special = view.special[step];
  const opening = asked(view, step) ?? view.openings.findLast((o) => o.step === step && o.kind === 'reopening');
  if (!special || special === 'appealed' || special === 'appealing' || !opening) return null;
  const late = special === 'lapsed';
  return (
    <Notice
      title={
        opening.deadline
          ? `${stepStates[special].town}: ${late ? 'it was open' : 'this step is open'} until ${instant(opening.deadline)}.`
          : `${stepStates.reopened.town} by ${opening.by} on ${instant(opening.at)}.`
      }
    >
      <p className="doc whitespace-pre-line">{opening.reason}</p>
      {late && <p>Everything entered is kept. Ask the program’s coordinator for more time.</p>}
    </Notice>
  );
}

/** The town answers a returned step point by point, and sends a clarification; nothing where nothing is asked. */
export function AnswerSection({ view, user, step, commands }: Props) {
  const ruling = view.rulings.find((one) => one.id === view.toAnswer[step]);
  const opening = asked(view, step);
  if ((!ruling && !opening) || view.can.edit.ok !== true || view.locked.includes(step)) return null;
  return (
    <Section
      mended
      id="points"
      title="Answer the reviewer"
      note={opening?.deadline ? `Open until ${instant(opening.deadline)}.` : clockWords(view.application.openRound)}
    >
      {ruling ? (
        <>
          <p className="prose">
            Say for each point what you changed and where. The reviewer reads it beside the point.
          </p>
          <AnswerPoints action={commands.answer} user={user} ruling={ruling.id} points={ruling.fixes} />
        </>
      ) : (
        <p className="prose">Change the answers or the evidence above, so that what is asked becomes clear.</p>
      )}
      {opening && <Send view={view} step={step} send={commands.send} />}
    </Section>
  );
}
