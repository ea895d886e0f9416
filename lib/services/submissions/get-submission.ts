import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import type { Cells } from '@/lib/rulebook/cells';
import { findAction } from '@/lib/rulebook/published';
import type { Action } from '@/lib/rulebook/schema';
import { factsOf, outcomeOf } from '@/lib/services/applications/facts';
import { maySubmit, parseId } from '@/lib/services/applications/get-application';
import {
  loadApplication,
  seesUnsent,
  subjectOf,
  type ApplicationRows,
} from '@/lib/services/applications/load-application';
import { ownPart, peopleOf, scored } from '@/lib/services/applications/view-parts';
import { citationView } from '@/lib/services/evidence/evidence-view';
import { appealOf } from '@/lib/workflow/appeals';
import { possible } from '@/lib/workflow/application';
import { pointsOf } from '@/lib/workflow/return-points';
import { clarifyingSteps, lockedSteps, specialOf, standing } from '@/lib/workflow/standing';
import type { OpeningView, ReturnPoint, RulingView, SubmissionView } from '@/lib/workflow/views';
import { placesOf } from './hold-submission';

type Row = ApplicationRows['submissions'][number];

function returnPoint(row: Row['rulings'][number], text: string, number: number): ReturnPoint {
  const found = row.answers.find((answer) => answer.number === number);
  if (!found) return { text, answer: null };
  return { text, answer: { text: found.text, place: found.place, by: found.answeredBy.name, at: found.answeredAt } };
}

const rulingView = (row: Row['rulings'][number]): RulingView => ({
  id: row.id,
  step: row.step,
  round: row.round,
  outcome: outcomeOf(row),
  points: row.points,
  items: row.items,
  reason: row.reason,
  reviewer: row.reviewer.name,
  at: row.at,
  sent: row.sentAt !== null,
  fixes: row.outcome === 'revise' ? pointsOf(row.reason).map((text, index) => returnPoint(row, text, index + 1)) : [],
});

const openingView = (row: Row['openings'][number]): OpeningView => ({
  step: row.step,
  kind: row.kind,
  reason: row.reason,
  by: row.openedBy.name,
  at: row.openedAt,
  deadline: row.deadline,
  sentAt: row.sentAt,
  closedAt: row.closedAt,
});

/** How each step stands that the town appealed, or that a coordinator opened, for as long as they can open one. */
const specials = (rows: ApplicationRows, row: Row, action: Action, at: Date): SubmissionView['special'] =>
  Object.fromEntries(
    action.steps.flatMap(({ key }) => {
      const opened = possible(rows.status, 'reopen-step') ? specialOf(row, key, at) : null;
      const special = appealOf(rows.appeals, row.id, key) ?? opened;
      return special ? [[key, special]] : [];
    }),
  );

/** The sent rulings that ask the town to revise and stand, by step. */
const toAnswer = (row: Row, round: number): SubmissionView['toAnswer'] =>
  Object.fromEntries(
    [...standing(row.rulings, row.openings, round, false)].flatMap(([step, ruling]) =>
      ruling.outcome === 'revise' ? [[step, ruling.id]] : [],
    ),
  );

/** One action of an application, whole, as this reader may see it; not-found when it is not in an application they read. */
export async function getSubmission(actor: Actor, applicationId: string, actionId: string): Promise<SubmissionView> {
  const at = now();
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, parseId(applicationId));
    const row = rows.submissions.find((s) => s.actionId === actionId);
    const rulebook = rows.rulebook.content;
    const action = findAction(rulebook, actionId);
    if (!row || !action) throw notFound();
    const subject = subjectOf(rows);
    const unsent = seesUnsent(actor, subject);
    const result = scored(actor, rows, at);
    const own = new Set(rows.submissions.map((s) => s.actionId));
    const people = await peopleOf(tx, rows.townId);
    const municipalities = await tx.town.findMany({
      where: { id: { not: rows.townId }, ...(rows.town.fictional ? {} : { fictional: false }) },
      orderBy: { name: 'asc' },
      select: { name: true },
    });
    return {
      id: row.id,
      application: {
        id: rows.id,
        status: rows.status,
        view: result.summary.view,
        year: rows.cycle.year,
        cycle: rows.cycle.name,
        openRound: result.summary.openRound,
        town: result.summary.town,
      },
      action,
      category: rulebook.categories.find((c) => c.number === action.category)?.name ?? '',
      rulebook: { ...rulebook, actions: rulebook.actions.filter((a) => own.has(a.id)) },
      facts: factsOf(rows, at, { unsent }),
      cells: row.cells as Cells,
      revision: row.revision,
      stamp: rows.rulebook.hash,
      leftOut: row.leftOut,
      citations: row.citations.map(citationView),
      rulings: row.rulings.filter((r) => unsent || r.sentAt).map(rulingView),
      openings: row.openings.map(openingView),
      locked: lockedSteps(
        { status: rows.status, rulings: row.rulings, openings: row.openings, places: placesOf(action) },
        at,
      ),
      special: specials(rows, row, action, at),
      toAnswer: toAnswer(row, rows.round),
      siblings: rulebook.actions
        .filter((a) => own.has(a.id) && a.id !== action.id)
        .map((a) => ({ id: a.id, number: a.number, title: a.title })),
      municipalities: municipalities.map((town) => town.name),
      own: ownPart(actor, rows),
      can: {
        edit: can(actor, 'answers.edit', { ...subject, clarifying: clarifyingSteps(row.openings, at).length > 0 }),
        submit: maySubmit(actor, result),
        rule: can(actor, 'review.rule', { ...subject, category: action.category, action: action.id }),
        open: can(actor, 'step.open', subject),
        send: can(actor, 'clarification.send', subject),
      },
      editors: people.editors,
      contacts: people.contacts,
    };
  });
}
