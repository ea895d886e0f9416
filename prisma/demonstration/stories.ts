import type { Calendar } from './calendar';
import { chooseWays, tellLetters } from './letters';
import type { Stage } from './settle';
import { tellAldbrook } from './stories/aldbrook';
import { tellBrindleCorners } from './stories/brindle-corners';
import { tellEastmere, tellOtterFalls, tellPennyHollow } from './stories/drafts';
import { tellRenewal, tellSilver } from './stories/harrow-mills';
import { tellClarification } from './stories/otter-falls';
import { tellReviewers, tellTemplates } from './stories/reviewers';
import { tellMarrowBridge, tellQuillford, tellStoneferry, tellTamarack, tellWrenfield } from './stories/under-review';

const stories = [
  tellTemplates,
  chooseWays,
  tellClarification,
  tellReviewers,
  tellSilver,
  tellAldbrook,
  tellQuillford,
  tellTamarack,
  tellBrindleCorners,
  tellMarrowBridge,
  tellWrenfield,
  tellPennyHollow,
  tellOtterFalls,
  tellRenewal,
  tellStoneferry,
  tellEastmere,
  tellLetters,
];

/** Tells each application's story by the services, with the clock held at each moment. */
export async function tellStories(calendar: Calendar, stage: Stage): Promise<void> {
  for (const story of stories) await story(calendar, stage);
}
