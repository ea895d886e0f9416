import type { Tx } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import type { ApplicationSubject } from '@/lib/access/can';
import type { Cells } from '@/lib/rulebook/cells';
import { findAction } from '@/lib/rulebook/published';
import type { Action } from '@/lib/rulebook/schema';
import { knownRulebook, rulebookOf } from '@/lib/services/applications/facts';
import type { Revisions } from '@/lib/workflow/merge';
import { lockedSteps } from './locked-steps';

type Row = {
  action_id: string;
  cells: Cells;
  revisions: Revisions;
  revision: number;
  application_id: string;
  town_id: string;
  status: ApplicationSubject['status'];
  round: number;
  rulebook_id: string;
  hash: string;
  reviewers: ApplicationSubject['reviewers'];
};

export type HeldSubmission = {
  row: Row;
  subject: ApplicationSubject;
};

/**
 * Reads and locks a submission in one statement: first its application against a change of status, then the row itself
 * against other writers, always in this order. Not-found when there is none.
 */
export async function holdSubmission(tx: Tx, id: string): Promise<HeldSubmission> {
  const [row] = await tx.$queryRaw<Row[]>`
    with held as materialized (
      select a.id, a.town_id, a.status::text as status, a.round, a.rulebook_id
      from applications a
      where a.id = (select application_id from submissions where id = ${id}::uuid)
      for share
    )
    select s.action_id, s.cells, s.revisions, s.revision, h.id as application_id, h.town_id, h.status, h.round,
      h.rulebook_id, r.hash,
      coalesce((select jsonb_agg(jsonb_build_object('reviewerId', g.reviewer_id, 'category', g.category, 'action', g.action_id))
        from assignments g where g.application_id = h.id), '[]'::jsonb) as reviewers
    from submissions s join held h on h.id = s.application_id join rulebooks r on r.id = h.rulebook_id
    where s.id = ${id}::uuid
    for update of s`;
  if (!row) throw notFound();
  return { row, subject: { townId: row.town_id, status: row.status, reviewers: row.reviewers } };
}

/** The action a held submission answers, as its application's rulebook defines it. */
export async function actionOf(tx: Tx, row: Row): Promise<Action> {
  const rulebook =
    knownRulebook(row.hash) ?? rulebookOf(await tx.rulebook.findUniqueOrThrow({ where: { id: row.rulebook_id } }));
  const action = findAction(rulebook, row.action_id);
  if (!action) throw notFound();
  return action;
}

/** The approved steps of a held submission; nothing was ruled on before the first round. */
export async function lockedOf(tx: Tx, id: string, row: Row): Promise<string[]> {
  if (row.round === 0) return [];
  const rulings = await tx.ruling.findMany({
    where: { submissionId: id },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { step: true, outcome: true, sentAt: true },
  });
  return lockedSteps(rulings);
}
