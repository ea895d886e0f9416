import Link from 'next/link';
import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Button } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import type { LeftToRule } from '@/lib/workflow/left-to-rule';
import { applicationStates } from '@/lib/workflow/status';
import type { ApplicationView } from '@/lib/workflow/views';
import { count, instant } from '@/lib/words';

type Props<T> = {
  view: ApplicationView;
  left: LeftToRule;
  next: string | undefined;
  returnRound: FormCommand<T>;
  finish: FormCommand<T>;
};

/** What is still to rule before the round can be sent, and by whom. */
function stillToRule({ own, others }: LeftToRule): string {
  const rest = others > 0 ? `${count(others, 'step')} ${others === 1 ? 'waits' : 'wait'} for others` : '';
  if (own === 0 && rest) return `${rest}. The round is sent once every step is ruled.`;
  return `Rule on ${count(own, 'more step')} first${rest ? `; ${rest}` : ''}.`;
}

/** Why the round cannot be sent now; null when it can. */
function whyNot(
  { view: { staff, deed }, review, town, round }: ApplicationView,
  left: LeftToRule,
  next: string | undefined,
) {
  if (staff === applicationStates.clarifying.staff || staff === applicationStates.lapsed.staff)
    return `${town.name} is asked for a clarification. Wait until it is sent, or until a coordinator has closed it.`;
  if (staff === applicationStates.stuck.staff)
    return `No round after round ${round} is open for ${town.name}. A coordinator can ${deed}; or approve or do not approve each step.`;
  if (review.ruled === review.steps && review.steps > 0) return null;
  return (
    <>
      {stillToRule(left)} {next && <Link href={next}>Go to the next one</Link>}
    </>
  );
}

/** Sends the round: back to the town with what to fix, or on to the decision; before that, what is still to rule. */
export function SendRound<T>({ view, left, next, returnRound, finish }: Props<T>) {
  const { review, openRound, town } = view;
  const application = <input type="hidden" name="application" value={view.id} />;
  const blocked = whyNot(view, left, next);
  if (blocked)
    return (
      <div className="acts">
        <Button blocked={blocked}>Send round {view.round}</Button>
      </div>
    );
  if (review.canReturn)
    return (
      <>
        <p className="prose">
          {count(review.revise, 'step')} {review.revise === 1 ? 'goes' : 'go'} back to {town.name} with what to fix;
          every other ruling is sent along. {openRound && `The town then has until ${instant(openRound.deadline)}.`}
        </p>
        <ActionForm action={returnRound}>
          {application}
          <div className="acts mt-4">
            <SubmitButton pendingWord="Returning">Return round {view.round} to the town</SubmitButton>
          </div>
        </ActionForm>
      </>
    );
  if (view.view.staff === applicationStates['decision-due'].staff)
    return (
      <p>
        Round {view.round} is finished. {town.name} has read its rulings; a decision is due.
      </p>
    );
  return (
    <>
      <p className="prose">
        Every step is ruled and none goes back. {town.name} will read the rulings, and a coordinator decides on the
        level.
      </p>
      <ActionForm action={finish}>
        {application}
        <div className="acts mt-4">
          <SubmitButton pendingWord="Finishing">Finish the review of round {view.round}</SubmitButton>
        </div>
      </ActionForm>
    </>
  );
}
