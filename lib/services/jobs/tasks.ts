import type { Tasks } from '@/lib/jobs/tasks';
import { forgetOldTries } from '@/lib/services/people/throttle';

/** The service behind each kind of job. */
export const tasks: Tasks = {
  'forget-old-tries': forgetOldTries,
};
