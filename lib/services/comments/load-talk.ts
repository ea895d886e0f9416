import { holds, townRoles, type Actor, type Person } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Tx } from '@/lib/db/db';
import { notFound, Refusal } from '@/lib/errors';
import { partnersKey } from '@/lib/rulebook/fields';
import { findAction, findStep } from '@/lib/rulebook/published';
import { loadApplication, subjectOf } from '@/lib/services/applications/load-application';
import type { Audience } from '@/lib/workflow/comments';

export type Talk = {
  id: string;
  townId: string;
  actionId: string;
  applicationId: string;
  fromTown: boolean;
  by: Person;
};

/** The submission somebody speaks about, locked with its application, once they may speak to this audience there, or settle what was said. */
export async function loadTalk(
  tx: Tx,
  actor: Actor,
  at: { submission: string; step: string; audience: Audience; settles?: { author: string } },
): Promise<Talk> {
  const found = await tx.submission.findUnique({ where: { id: at.submission }, select: { applicationId: true } });
  if (!found || actor.kind !== 'person') throw notFound();
  const rows = await loadApplication(tx, actor, found.applicationId, { lock: true });
  const submission = rows.submissions.find((one) => one.id === at.submission);
  const action = submission && findAction(rows.rulebook.content, submission.actionId);
  if (!action || (at.step !== partnersKey && !findStep(action, at.step))) throw notFound();
  const subject = subjectOf(rows);
  const allowed = at.settles
    ? can(actor, 'comment.resolve', { ...subject, ...at.settles })
    : can(actor, at.audience === 'shared' ? 'comment.share' : 'comment.note', subject);
  if (allowed.ok === false) throw new Refusal('forbidden', allowed.reasons);
  return {
    id: submission.id,
    townId: rows.townId,
    actionId: action.id,
    applicationId: rows.id,
    fromTown: holds(actor, townRoles, rows.townId),
    by: actor,
  };
}
