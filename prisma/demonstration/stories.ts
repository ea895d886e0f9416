import type { Calendar } from './calendar';
import type { Stage } from './settle';
import { tellAldbrook } from './stories/aldbrook';
import { tellEastmere, tellOtterFalls, tellPennyHollow } from './stories/drafts';
import { tellRenewal, tellSilver } from './stories/harrow-mills';
import { tellReviewers } from './stories/reviewers';
import { tellMarrowBridge, tellQuillford, tellStoneferry, tellTamarack, tellWrenfield } from './stories/under-review';

const stories = [
  tellReviewers,
  tellSilver,
  tellAldbrook,
  tellQuillford,
  tellTamarack,
  tellMarrowBridge,
  tellWrenfield,
  tellPennyHollow,
  tellOtterFalls,
  tellRenewal,
  tellStoneferry,
  tellEastmere,
];

/** Tells each application's story by the services, with the clock held at each moment. */
export async function tellStories(calendar: Calendar, stage: Stage): Promise<void> {
  for (const story of stories) await story(calendar, stage);
}
