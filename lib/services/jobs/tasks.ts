import type { Tasks } from '@/lib/jobs/tasks';
import { checkApplicationLinks, checkLink, recheckLinks } from '@/lib/services/evidence/check-link';
import { forgetOldTries } from '@/lib/services/people/throttle';

/** The service behind each kind of job. */
export const tasks: Tasks = {
  'check-link': checkLink,
  'check-application-links': checkApplicationLinks,
  'recheck-links': recheckLinks,
  'forget-old-tries': forgetOldTries,
};
