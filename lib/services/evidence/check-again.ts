import { addMinutes } from 'date-fns';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound, Refusal, refuse } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import { clockTime } from '@/lib/words';
import { askForCheck } from './ask-for-check';

export const checkAgainInput = z.strictObject({ evidence: z.uuid() });

/** Minutes between two checks that people ask for. */
const between = 10;

/**
 * Asks for a link to be looked at again: for the town's people who may add evidence, the reviewers it was submitted to and
 * coordinators. Refused while the last check was asked for a moment ago.
 */
export async function checkAgain(
  actor: Actor,
  input: z.output<typeof checkAgainInput>,
): Promise<{ evidence: string; town: string }> {
  return db.as(actor, async (tx) => {
    const found = await tx.evidence.findUnique({
      where: { id: input.evidence, kind: 'link', removedAt: null },
      select: { id: true, townId: true, url: true, linkCheck: { select: { askedAt: true } } },
    });
    if (!found) throw notFound();
    const { townId } = found;
    const citing = {
      application: {
        round: { gt: 0 },
        submissions: { some: { citations: { some: { evidenceId: found.id, removedAt: null } } } },
      },
    };
    const assignments = await tx.assignment.findMany({ where: citing, select: { reviewerId: true } });
    const readings = await tx.secondReading.findMany({ where: citing, select: { readerId: true } });
    const appeals = await tx.appeal.findMany({
      where: { withdrawnAt: null, OR: [citing, { evidence: { some: { evidenceId: found.id } } }] },
      select: { reviewerId: true },
    });
    const given = [...assignments, ...readings.map((one) => ({ reviewerId: one.readerId })), ...appeals];
    const reviewers = given.flatMap(({ reviewerId }) => (reviewerId ? [{ reviewerId }] : []));
    const subject = { townId, reviewers };
    if (can(actor, 'link.read', subject).ok !== true) throw notFound();
    const verdict = can(actor, 'link.check', subject);
    if (verdict.ok === false) throw new Refusal('forbidden', verdict.reasons);

    const asked = found.linkCheck?.askedAt;
    if (asked && addMinutes(asked, between) > now())
      throw refuse(
        'not-ready',
        `This link was sent to be checked at ${clockTime(asked)}. Ask again from ${clockTime(addMinutes(asked, between))} on.`,
      );
    await askForCheck(tx, found);
    await recordEvent(tx, actor, 'evidence.check-asked', { townId, details: { evidence: found.id } });
    return { evidence: found.id, town: townId };
  });
}
