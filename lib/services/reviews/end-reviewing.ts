import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { lockAssigning } from './assign-open';

/** A reviewer, and perhaps the one town whose work they may not have any more. */
type Whose = { reviewerId: string; townId?: string };

/** What they read first: of a town that is shut to them all of it, else what has not ended. */
async function endAll(tx: Tx, actor: Actor, { reviewerId, townId }: Whose): Promise<number> {
  const where = {
    reviewerId,
    ...(townId ? { townId } : { application: { status: { notIn: ['decided' as const, 'withdrawn' as const] } } }),
  };
  const had = await tx.assignment.findMany({
    where,
    distinct: ['applicationId'],
    select: { applicationId: true, townId: true },
  });
  const { count } = await tx.assignment.deleteMany({ where });
  for (const place of had)
    await recordEvent(tx, actor, 'application.assigned', {
      ...place,
      details: { reviewer: reviewerId, categories: [], released: true },
    });
  return count;
}

/** What they were asked to read again and have not. */
async function endReadings(tx: Tx, actor: Actor, { reviewerId, townId }: Whose): Promise<number> {
  const where = { readerId: reviewerId, givenAt: null, ...(townId ? { townId } : {}) };
  const asked = await tx.secondReading.findMany({ where });
  await tx.secondReading.deleteMany({ where });
  for (const one of asked)
    await recordEvent(tx, actor, 'reading.withdrawn', {
      townId: one.townId,
      applicationId: one.applicationId,
      details: { action: one.actionId, step: one.step },
    });
  return asked.length;
}

/** The appeals that wait for their ruling: coordinators are told anew that each is to be given to somebody. */
async function giveBackAppeals(tx: Tx, actor: Actor, of: Whose): Promise<number> {
  const where = { ...of, outcome: null, withdrawnAt: null };
  const given = await tx.appeal.findMany({ where, include: { submission: { select: { actionId: true } } } });
  await tx.appeal.updateMany({ where, data: { reviewerId: null, assignedAt: null, reviewBy: null } });
  for (const one of given) {
    await recordEvent(tx, actor, 'appeal.given-back', {
      townId: one.townId,
      applicationId: one.applicationId,
      details: { action: one.submission.actionId, step: one.step },
    });
    await postMail(tx, { kind: 'appeal-filed', appeal: one.id });
  }
  return given.length;
}

/**
 * Ends what a reviewer has under way, of one town or of all: it waits for somebody else, on the record of each application,
 * and what they ruled on stands. Answers how many things they had. Part of whatever takes their right to it: a declared
 * conflict, joining the town, a role or an account that ends.
 */
export async function endReviewing(tx: Tx, actor: Actor, of: Whose): Promise<number> {
  const { reviewerId, townId } = of;
  await lockAssigning(tx);
  await tx.handover.updateMany({
    where: { reviewerId, settledAt: null, ...(townId ? { townId } : {}) },
    data: { settledAt: now() },
  });
  const readings = await endReadings(tx, actor, of);
  const appeals = await giveBackAppeals(tx, actor, of);
  return readings + appeals + (await endAll(tx, actor, of));
}
