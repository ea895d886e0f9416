import {
  askHandoverCommand,
  askReadingCommand,
  declareConflictCommand,
  handOverCommand,
  withdrawReadingCommand,
} from '@/app/_commands/assign';
import {
  assignReviewerCommand,
  confirmCorrectionCommand,
  decideCommand,
  finishReviewCommand,
  proposeCorrectionCommand,
  refuseCorrectionCommand,
  releaseReviewerCommand,
  returnApplicationCommand,
} from '@/app/_commands/reviews';
import { OwnPart } from '@/components/assign/own-part';
import { SecondReadings } from '@/components/assign/second-readings';
import { ApplicationReview } from '@/components/review/application-review';
import { holds, isCoordinator, isReviewer, townRoles } from '@/lib/access/actor';
import { currentPerson } from '@/lib/auth';
import { now } from '@/lib/clock';
import { getCorrections } from '@/lib/services/certifications/get-corrections';
import { getReviewChoices } from '@/lib/services/reviews/get-review-choices';
import { getReadings } from '@/lib/services/reviews/list-readings';
import { listFindings } from '@/lib/services/reviews/list-findings';
import { listPrecedents } from '@/lib/services/reviews/list-precedents';
import { submittedSteps } from '@/lib/workflow/ruling';
import type { ReadingView } from '@/lib/workflow/second-readings';
import type { ApplicationView } from '@/lib/workflow/views';
import { isoDay } from '@/lib/words';

const commands = {
  returnRound: returnApplicationCommand,
  finish: finishReviewCommand,
  assign: assignReviewerCommand,
  release: releaseReviewerCommand,
  decide: decideCommand,
  handOver: handOverCommand,
  propose: proposeCorrectionCommand,
  confirm: confirmCorrectionCommand,
  refuse: refuseCorrectionCommand,
};

const titlesOf = (view: ApplicationView) => (action: string) =>
  view.actions.find((row) => row.actionId === action)?.title ?? action;

/** The submitted steps of this round that nobody was asked to read again; who was asked in an earlier one still reads it. */
function unasked(view: ApplicationView, readings: ReadingView[]) {
  if (view.status !== 'submitted' && view.status !== 'in_review') return [];
  const asked = new Set(
    readings.filter((one) => one.round === view.round || !one.given).map((one) => `${one.actionId} ${one.step}`),
  );
  const rows = new Map(view.actions.map((row) => [row.actionId, row]));
  return submittedSteps(view.score)
    .filter((step) => !asked.has(`${step.action} ${step.key}`))
    .map((step) => ({
      submission: rows.get(step.action)!.submissionId,
      step: step.key,
      name: `${rows.get(step.action)!.title}: step ${step.key}, ${step.label.toLowerCase()}`,
    }));
}

/** What reviewers and coordinators do on an application. */
export async function ReviewSlot({ view }: { view: ApplicationView }) {
  const actor = await currentPerson();
  const reviewers = await getReviewChoices(actor, view.id);
  const staff = view.can.send.ok === true || view.can.decide.ok === true;
  const readings = await getReadings(actor, view.id);
  return (
    <>
      <ApplicationReview
        view={view}
        user={actor.id}
        reviewers={reviewers}
        findings={staff ? await listFindings(actor, view.id) : []}
        precedents={staff ? await listPrecedents(actor, view.id) : []}
        dissent={readings.filter((one) => one.dissent).length}
        corrections={view.can.correct.ok === true ? await getCorrections(actor, view.id) : []}
        commands={commands}
        today={isoDay(now())}
      />
      {view.can.assign.ok === true && (
        <SecondReadings
          application={view.id}
          readings={readings}
          steps={unasked(view, readings)}
          titleOf={titlesOf(view)}
          ask={askReadingCommand}
          withdraw={withdrawReadingCommand}
        />
      )}
      {isReviewer(actor) && !holds(actor, townRoles, view.town.id) && !isCoordinator(actor) && (
        <OwnPart
          application={view.id}
          town={view.town}
          hands={
            view.reviewers.some((one) => one.id === actor.id) &&
            view.status !== 'decided' &&
            view.status !== 'withdrawn'
          }
          askHandover={askHandoverCommand}
          declare={declareConflictCommand}
        />
      )}
    </>
  );
}
