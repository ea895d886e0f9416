import type { System } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { postMail } from './post-mail';
import { clarificationDays, deadlineDays, dueReminder, lateDays, reviewDays } from './reminder-moments';
import { waitingTowns } from './waiting-towns';

/** Rounds that end while the town's answers are with the town. */
async function remindTowns(tx: Tx, at: Date): Promise<void> {
  for (const { application, statusSince, open } of await waitingTowns(tx, at)) {
    const days = open && dueReminder(open.deadline, deadlineDays, statusSince, at);
    if (!open || !days) continue;
    const deadline = open.deadline.toISOString();
    const key = `deadline-near ${application} ${deadline} ${days}`;
    await postMail(tx, { kind: 'deadline-near', application, round: open.number, deadline }, key);
  }
}

/** Clarifications that were asked for and not sent yet. */
async function remindOfClarifications(tx: Tx, at: Date): Promise<void> {
  const open = await tx.stepOpening.findMany({
    where: { kind: 'clarification', sentAt: null, closedAt: null, deadline: { gt: at } },
    select: {
      id: true,
      step: true,
      deadline: true,
      openedAt: true,
      submission: { select: { id: true, applicationId: true } },
    },
    orderBy: { id: 'asc' },
  });
  for (const { id, step, deadline, openedAt, submission } of open) {
    const days = deadline && dueReminder(deadline, clarificationDays, openedAt, at);
    if (!deadline || !days) continue;
    const about = { application: submission.applicationId, submission: submission.id, step };
    const until = deadline.toISOString();
    await postMail(
      tx,
      { kind: 'clarification-near', ...about, deadline: until },
      `clarification-near ${id} ${until} ${days}`,
    );
  }
}

/** Reviews that are to be done by a day, to whoever does them, and once they are late to coordinators. */
async function remindStaff(tx: Tx, at: Date): Promise<void> {
  const reviewed = await tx.application.findMany({
    where: { status: { in: ['submitted', 'in_review'] } },
    select: {
      id: true,
      round: true,
      submittedAt: true,
      cycle: { select: { rounds: { select: { number: true, reviewBy: true } } } },
      assignments: { select: { reviewerId: true }, orderBy: { assignedAt: 'asc' } },
    },
    orderBy: { id: 'asc' },
  });
  for (const { id: application, round, submittedAt, cycle, assignments } of reviewed) {
    const reviewBy = cycle.rounds.find(({ number }) => number === round)?.reviewBy;
    if (!reviewBy || !submittedAt) continue;
    const by = reviewBy.toISOString();
    const days = dueReminder(reviewBy, reviewDays, submittedAt, at);
    for (const user of days === null ? [] : new Set(assignments.map(({ reviewerId }) => reviewerId)))
      await postMail(
        tx,
        { kind: 'review-due', application, user, by },
        `review-due ${application} ${user} ${by} ${days}`,
      );
    if (dueReminder(reviewBy, lateDays, submittedAt, at) !== null)
      await postMail(tx, { kind: 'reviews-late', application, by }, `reviews-late ${application} ${by}`);
  }
}

/** Appeals that are to be ruled on by a day, to whoever does it. */
async function remindOfAppeals(tx: Tx, at: Date): Promise<void> {
  const waiting = await tx.appeal.findMany({
    where: { outcome: null, withdrawnAt: null, reviewerId: { not: null } },
    select: { id: true, reviewerId: true, assignedAt: true, reviewBy: true },
    orderBy: { id: 'asc' },
  });
  for (const { id: appeal, reviewerId: user, assignedAt, reviewBy } of waiting) {
    if (!user || !reviewBy || !assignedAt) continue;
    const days = dueReminder(reviewBy, reviewDays, assignedAt, at);
    if (days === null) continue;
    const by = reviewBy.toISOString();
    await postMail(tx, { kind: 'appeal-due', appeal, user, by }, `appeal-due ${appeal} ${user} ${by} ${days}`);
  }
}

/**
 * Puts the reminders on their way that are due now, each once however often and by however many workers this runs. Whether
 * there is still something to remind of is asked again as each goes out.
 */
export async function writeReminders(actor: System): Promise<void> {
  const at = now();
  await db.as(actor, async (tx) => {
    await remindTowns(tx, at);
    await remindOfClarifications(tx, at);
    await remindStaff(tx, at);
    await remindOfAppeals(tx, at);
  });
}
