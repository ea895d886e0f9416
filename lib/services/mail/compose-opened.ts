import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { actionName, findAction } from '@/lib/rulebook/published';
import { rulebookOf } from '@/lib/services/applications/facts';
import { addressOf } from '@/lib/services/people/link-token';
import { possible } from '@/lib/workflow/application';
import { answerHref } from '@/lib/workflow/links';
import { contact, type Composed, type Of } from './addressees';
import { clarificationLetter, reopenedLetter } from './letters';
import { clarificationNearLetter } from './letters-of-work';
import { calendarDays } from './reminder-moments';

/**
 * A step that a coordinator opened, with the latest reason and deadline; null when it is not open any more, and for a
 * reminder also once it was answered, is late or has more time, or the application was withdrawn.
 */
export async function openedStep(
  tx: Tx,
  mail: Of<'step-reopened' | 'clarification-asked' | 'clarification-near'>,
): Promise<Composed> {
  const found = await contact(tx, mail);
  const kind = mail.kind === 'step-reopened' ? 'reopening' : 'clarification';
  const submission = await tx.submission.findUnique({
    where: { id: mail.submission },
    select: {
      actionId: true,
      application: { select: { rulebook: true, status: true } },
      openings: { where: { step: mail.step, kind, closedAt: null }, orderBy: { openedAt: 'desc' }, take: 1 },
    },
  });
  const opening = submission?.openings[0];
  if (!found || !opening) return null;
  const action = findAction(rulebookOf(submission.application.rulebook), submission.actionId);
  const step = `step ${mail.step} of ${action ? actionName(action) : 'an action'}`;
  const link = addressOf(answerHref(mail.application, submission.actionId, mail.step));
  const words = { ...found.about, link, step, reason: opening.reason };
  const { deadline, sentAt } = opening;
  if (!deadline) return { to: found.to, letter: reopenedLetter(words) };
  if (mail.kind !== 'clarification-near') return { to: found.to, letter: clarificationLetter({ ...words, deadline }) };
  if (!possible(submission.application.status, 'send-clarification')) return null;
  if (sentAt || deadline.toISOString() !== mail.deadline || deadline < now()) return null;
  const days = calendarDays(now(), deadline);
  return { to: found.to, letter: clarificationNearLetter({ ...words, deadline, days }) };
}
