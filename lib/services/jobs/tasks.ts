import type { Tasks } from '@/lib/jobs/tasks';
import { checkApplicationLinks, checkLink, recheckLinks } from '@/lib/services/evidence/check-link';
import { keepStorage } from '@/lib/services/evidence/keep-storage';
import { forgetPages } from '@/lib/services/evidence/kept-pages';
import { scanLibrary } from '@/lib/services/evidence/scan-library';
import { deliverMail } from '@/lib/services/mail/deliver-mail';
import { forgetOldLetters } from '@/lib/services/mail/forget-old-letters';
import { writeDigests } from '@/lib/services/mail/write-digests';
import { writeReminders } from '@/lib/services/mail/write-reminders';
import { forgetOldTries } from '@/lib/services/people/throttle';

/** The service behind each kind of job. */
export const tasks: Tasks = {
  'check-link': checkLink,
  'check-application-links': checkApplicationLinks,
  'recheck-links': recheckLinks,
  'forget-old-tries': forgetOldTries,
  'scan-library': async (actor, _payload, signal) => void (await scanLibrary(actor, signal)),
  'keep-storage': keepStorage,
  'forget-pages': forgetPages,
  'forget-old-letters': forgetOldLetters,
  'write-letters': async (actor) => {
    await writeReminders(actor);
    await writeDigests(actor);
  },
  'send-mail': deliverMail,
};
