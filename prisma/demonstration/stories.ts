import type { Calendar } from './calendar';
import type { Stage } from './settle';
import { tellAldbrook } from './stories/aldbrook';

/** Tells each application's story by the services, with the clock held at each moment. */
export async function tellStories(calendar: Calendar, stage: Stage): Promise<void> {
  await tellAldbrook(calendar, stage);
}
