import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db } from '@/lib/db/db';
import { actionName, findAction } from '@/lib/rulebook/published';
import { loadApplications, subjectOf, type ApplicationRows } from '@/lib/services/applications/load-application';
import type { QueueItem, QueueStep } from '@/lib/workflow/program-views';
import { reviewOf } from './load-review';

function queueItem(actor: Actor, rows: ApplicationRows): QueueItem {
  const { rulebook, steps, state, sent } = reviewOf(rows);
  const mine = steps.flatMap((scored): QueueStep[] => {
    const action = findAction(rulebook, scored.action);
    if (
      !action ||
      can(actor, 'review.rule', { ...subjectOf(rows), category: action.category, action: action.id }).ok !== true
    )
      return [];
    return [
      {
        href: `/applications/${rows.id}/${action.id}?step=${encodeURIComponent(scored.key)}`,
        action: actionName(action),
        step: scored.key,
        title: scored.label,
        ruled: scored.ruling !== null,
        points: scored.documented,
      },
    ];
  });
  const { id, slug, name, fictional } = rows.town;
  return {
    application: rows.id,
    town: { id, slug, name, fictional },
    council: rows.town.council,
    year: rows.cycle.year,
    round: rows.round,
    submittedAt: rows.submittedAt ?? rows.statusSince,
    reviewBy: rows.cycle.rounds.find((round) => round.number === rows.round)?.reviewBy ?? null,
    steps: mine,
    left: mine.filter((step) => !step.ruled).length,
    complete: state.ruled === state.steps && !sent,
  };
}

/**
 * The applications assigned to a reviewer that wait for a ruling or to be sent, oldest first; a constant number of
 * queries. Empty for everybody else.
 */
export async function getQueue(actor: Actor): Promise<QueueItem[]> {
  if (actor.kind !== 'person') return [];
  return db.as(actor, async (tx) => {
    const rows = await loadApplications(tx, actor, {
      where: { status: { in: ['submitted', 'in_review'] }, assignments: { some: { reviewerId: actor.id } } },
      orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    });
    // Somebody who has joined the town since reads it as the town does, and has nothing to rule on.
    const assigned = rows.filter((one) => can(actor, 'review.send', subjectOf(one)).ok === true);
    return assigned.map((one) => queueItem(actor, one)).filter((item) => item.left > 0 || item.complete);
  });
}
