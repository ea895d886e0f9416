import type { Tx } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import type { ApplicationSubject } from '@/lib/access/can';
import type { Cells } from '@/lib/rulebook/cells';
import { findAction } from '@/lib/rulebook/published';
import type { Action } from '@/lib/rulebook/schema';
import { knownRulebook, rulebookOf } from '@/lib/services/applications/facts';
import { partnersKey } from '@/lib/rulebook/fields';
import type { Revisions } from '@/lib/workflow/merge';
import { clarifyingSteps, lockedSteps, type Opened } from '@/lib/workflow/standing';

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
  openings: StoredOpening[];
};

type StoredOpening = { [K in keyof Opened]: Opened[K] extends string ? Opened[K] : string | null };

const instantOf = (text: string | null) => (text === null ? null : new Date(text));

/** The openings of a held submission as the core reads them. */
const openingsOf = ({ openings }: Row): Opened[] =>
  openings.map((o) => ({
    step: o.step,
    kind: o.kind,
    openedAt: new Date(o.openedAt ?? 0),
    deadline: instantOf(o.deadline),
    sentAt: instantOf(o.sentAt),
    closedAt: instantOf(o.closedAt),
  }));

export type HeldSubmission = {
  row: Row;
  subject: ApplicationSubject & { clarifying: boolean };
};

/**
 * Reads and locks a submission in one statement: first its application against a change of status, then the row itself
 * against other writers, always in this order. Not-found when there is none.
 */
export async function holdSubmission(tx: Tx, id: string, at: Date): Promise<HeldSubmission> {
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
        from assignments g where g.application_id = h.id), '[]'::jsonb) as reviewers,
      coalesce((select jsonb_agg(jsonb_build_object('step', o.step, 'kind', o.kind, 'openedAt', o.opened_at,
          'deadline', o.deadline, 'sentAt', o.sent_at, 'closedAt', o.closed_at) order by o.opened_at, o.id)
        from step_openings o where o.submission_id = s.id), '[]'::jsonb) as openings
    from submissions s join held h on h.id = s.application_id join rulebooks r on r.id = h.rulebook_id
    where s.id = ${id}::uuid
    for update of s`;
  if (!row) throw notFound();
  const clarifying = clarifyingSteps(openingsOf(row), at).length > 0;
  return { row, subject: { townId: row.town_id, status: row.status, reviewers: row.reviewers, clarifying } };
}

/** The action a held submission answers, as its application's rulebook defines it. */
export async function actionOf(tx: Tx, row: Row): Promise<Action> {
  const rulebook =
    knownRulebook(row.hash) ?? rulebookOf(await tx.rulebook.findUniqueOrThrow({ where: { id: row.rulebook_id } }));
  const action = findAction(rulebook, row.action_id);
  if (!action) throw notFound();
  return action;
}

/** Every place of an action that takes answers: its steps and the partners section. */
export const placesOf = (action: Action): string[] => [...action.steps.map((step) => step.key), partnersKey];

/** The steps of a held submission that keep their answers; nothing was ruled on before the first round. */
export async function lockedOf(tx: Tx, id: string, row: Row, action: Action, at: Date): Promise<string[]> {
  if (row.round === 0) return [];
  const rulings = await tx.ruling.findMany({
    where: { submissionId: id },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { step: true, outcome: true, at: true, sentAt: true },
  });
  const held = { status: row.status, rulings, openings: openingsOf(row), places: placesOf(action) };
  return lockedSteps(held, at);
}
