import {
  assignReviewerCommand,
  decideCommand,
  finishReviewCommand,
  releaseReviewerCommand,
  returnApplicationCommand,
} from '@/app/_commands/reviews';
import { ApplicationReview } from '@/components/review/application-review';
import { currentPerson } from '@/lib/auth';
import { now } from '@/lib/clock';
import { getReviewChoices } from '@/lib/services/reviews/get-review-choices';
import { listFindings } from '@/lib/services/reviews/list-findings';
import type { ApplicationView } from '@/lib/workflow/views';
import { isoDay } from '@/lib/words';

const commands = {
  returnRound: returnApplicationCommand,
  finish: finishReviewCommand,
  assign: assignReviewerCommand,
  release: releaseReviewerCommand,
  decide: decideCommand,
};

/** What reviewers and coordinators do on an application. */
export async function ReviewSlot({ view }: { view: ApplicationView }) {
  const actor = await currentPerson();
  const reviewers = await getReviewChoices(actor, view.id);
  const staff = view.can.send.ok === true || view.can.decide.ok === true;
  return (
    <ApplicationReview
      view={view}
      user={actor.id}
      reviewers={reviewers}
      findings={staff ? await listFindings(actor, view.id) : []}
      commands={commands}
      today={isoDay(now())}
    />
  );
}
