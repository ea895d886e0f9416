import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isCoordinator, isReviewer, type Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { lockAssigning } from './assign-open';
import { endReviewing } from './end-reviewing';

const reason = z
  .string()
  .trim()
  .min(1, 'Say in a few words what the conflict is.')
  .max(2000, 'Keep the reason under 2,000 characters.');

export const declareConflictInput = z.strictObject({
  /** The town's short name in addresses: a reviewer is told no ids of towns that are not theirs to read. */
  town: z.string().min(1, 'Choose a town.').max(80, 'Choose a town.'),
  /** Whose conflict it is, where a coordinator declares it; a reviewer declares their own. */
  reviewer: z.union([z.uuid(), z.literal('')]).optional(),
  reason,
});
export const liftConflictInput = z.strictObject({ conflict: z.uuid() });

/** Whose conflict is declared: a reviewer's own, or any reviewer's where a coordinator does it. */
async function whose(tx: Tx, actor: Actor, asked: string | undefined): Promise<string> {
  if (actor.kind !== 'person') throw notFound();
  if (!isCoordinator(actor)) {
    if (isReviewer(actor) && (!asked || asked === actor.id)) return actor.id;
    throw refuse('forbidden', 'Reviewers declare their own conflicts of interest, and coordinators those of others.');
  }
  const found = await tx.membership.findFirst({ where: { userId: asked || actor.id, role: 'reviewer' } });
  if (!found) throw refuse('invalid', 'Choose a reviewer from the list.', 'reviewer');
  return found.userId;
}

/**
 * Declares a conflict of interest of a reviewer with a town. From then on everything of the town is out of their sight and
 * nothing of it can be given to them; what they had is ended and waits for a new reader. Their rulings and readings stay.
 */
export async function declareConflict(
  actor: Actor,
  input: z.output<typeof declareConflictInput>,
): Promise<{ town: string; ended: number; own: boolean }> {
  return db.as(actor, async (tx) => {
    const reviewerId = await whose(tx, actor, input.reviewer);
    const town = await tx.town.findUnique({ where: { slug: input.town }, select: { id: true } });
    if (!town || actor.kind !== 'person') throw refuse('invalid', 'Choose a town from the list.', 'town');
    const pair = { reviewerId, townId: town.id };
    await lockAssigning(tx);
    if (await tx.conflict.findFirst({ where: { ...pair, liftedAt: null } }))
      return { town: town.id, ended: 0, own: !isCoordinator(actor) };

    // What they have goes first: once the conflict stands, they see nothing of the town any more.
    const at = now();
    const ended = await endReviewing(tx, actor, pair);
    const conflict = { id: randomUUID(), ...pair };
    await tx.conflict.createMany({
      data: { ...conflict, reason: input.reason, declaredById: actor.id, declaredAt: at },
    });
    const own = !isCoordinator(actor);
    // That they declared it is a reviewer's own, and not for the record of a town that is shut to them.
    await recordEvent(tx, actor, 'conflict.declared', {
      ...(own ? {} : { townId: town.id }),
      details: { reviewer: reviewerId, town: town.id, ended },
    });
    if (reviewerId !== actor.id)
      await postMail(tx, { kind: 'conflict-declared', user: reviewerId, conflict: conflict.id });
    return { town: town.id, ended, own };
  });
}

/** Lifts a conflict that no longer holds, or was declared by mistake. Coordinators only; nothing comes back by itself. */
export async function liftConflict(
  actor: Actor,
  input: z.output<typeof liftConflictInput>,
): Promise<{ conflict: string }> {
  if (actor.kind !== 'person' || !isCoordinator(actor))
    throw refuse('forbidden', 'Only coordinators of the program can lift a conflict of interest.');
  return db.as(actor, async (tx) => {
    const found = await tx.conflict.findUnique({ where: { id: input.conflict } });
    if (!found) throw notFound();
    if (found.liftedAt) return { conflict: found.id };
    await tx.conflict.update({ where: { id: found.id }, data: { liftedAt: now(), liftedById: actor.id } });
    await recordEvent(tx, actor, 'conflict.lifted', {
      townId: found.townId,
      details: { reviewer: found.reviewerId, town: found.townId },
    });
    return { conflict: found.id };
  });
}

/** A reviewer's own standing conflicts, and the towns they could declare one with; empty for everybody else. */
export async function getOwnConflicts(
  actor: Actor,
): Promise<{ standing: { town: string; since: Date; reason: string }[]; towns: { slug: string; name: string }[] }> {
  if (actor.kind !== 'person' || !isReviewer(actor)) return { standing: [], towns: [] };
  return db.as(actor, async (tx) => {
    const rows = await tx.conflict.findMany({
      where: { reviewerId: actor.id, liftedAt: null },
      orderBy: [{ declaredAt: 'asc' }, { id: 'asc' }],
      include: { town: { select: { name: true } } },
    });
    const declared = new Set(rows.map((one) => one.townId));
    const towns = await tx.town.findMany({ select: { id: true, slug: true, name: true }, orderBy: { name: 'asc' } });
    return {
      standing: rows.map(({ town, declaredAt, reason: why }) => ({ town: town.name, since: declaredAt, reason: why })),
      towns: towns.flatMap(({ id, slug, name }) => (declared.has(id) ? [] : [{ slug, name }])),
    };
  });
}
