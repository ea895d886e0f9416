import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db } from '@/lib/db/db';
import type { ReviewChoice } from '@/lib/workflow/program-views';
import { loadReviewers } from './assign-people';

/** Reviewers who could be assigned to an application: active, and the town not shut to them. Empty for all but coordinators. */
export async function getReviewChoices(actor: Actor, application: string): Promise<ReviewChoice[]> {
  if (can(actor, 'application.assign').ok !== true) return [];
  return db.as(actor, async (tx) => {
    const found = await tx.application.findUnique({ where: { id: application }, select: { townId: true } });
    if (!found) return [];
    const reviewers = await loadReviewers(tx);
    return reviewers
      .filter(({ shut }) => !shut.some((one) => one.townId === found.townId))
      .map(({ id, name }) => ({ id, name }));
  });
}
