import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { actionName, findAction } from '@/lib/rulebook/published';
import type { Rulebook } from '@/lib/rulebook/schema';
import { no, type Verdict } from '@/lib/verdict';
import { appealOf } from '@/lib/workflow/appeals';
import { possible } from '@/lib/workflow/application';
import { reviewersOf } from '@/lib/workflow/assigned';
import { actionRows, inOrder, type ActionFacts } from '@/lib/workflow/action-rows';
import { eventText, staffOnly } from '@/lib/workflow/event-words';
import { deadlineFor } from '@/lib/workflow/rounds';
import { clarifyingSteps, isOpen, specialOf, standing } from '@/lib/workflow/standing';
import { timelineOf } from '@/lib/workflow/timeline';
import type { ApplicationView } from '@/lib/workflow/views';
import { appealUntil } from '@/lib/services/appeals/appeal-time';
import { toMend } from './blockers';
import { heldAt, inForce, outcomeOf, recertifying } from './facts';
import { loadApplication, seesUnsent, subjectOf, type ApplicationRows } from './load-application';
import { submittedActions } from './submitted-actions';
import { certificationRef, ownPart, peopleOf, scored, type Scored } from './view-parts';

/** An id from an address; what is no id at all does not exist either. */
export function parseId(id: string): string {
  const parsed = z.uuid().safeParse(id);
  if (!parsed.success) throw notFound();
  return parsed.data;
}

/** Names an action of the rulebook by its id. */
export const titleOf = (rulebook: Rulebook) => (id: string) => {
  const action = findAction(rulebook, id);
  return action ? actionName(action) : 'an action';
};

/** Milestones for the timeline; every single change is in the record. */
const milestones = [
  'application.started',
  'application.submitted',
  'application.returned',
  'application.reviewed',
  'application.decided',
  'application.withdrawn',
  'step.reopened',
  'clarification.asked',
  'clarification.sent',
  'decision.corrected',
  'decision.revoked',
  'deadline.extended',
];

async function past(tx: Tx, rows: ApplicationRows) {
  const events = await tx.event.findMany({
    where: { applicationId: rows.id, kind: { in: milestones.filter((kind) => !staffOnly.includes(kind)) } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { at: true, kind: true, details: true, actor: { select: { name: true } } },
  });
  return events.map((e) => ({
    when: e.at,
    who: e.actor?.name ?? null,
    text: eventText(e.kind, e.details as Record<string, unknown>, titleOf(rows.rulebook.content)),
  }));
}

/** Whether a clarification of a step is asked, or late. */
function asked(row: ApplicationRows['submissions'][number], at: Date): ActionFacts['special'] {
  const open = row.openings.filter(isOpen).map((o) => specialOf(row, o.step, at));
  if (open.includes('clarifying')) return 'clarifying';
  return open.length > 0 ? 'lapsed' : null;
}

/** What the task list needs of each action beside its score, as this reader may see it. */
function actionFacts(
  actor: Actor,
  rows: ApplicationRows,
  submitted: ReadonlySet<string>,
  at: Date,
): Map<string, ActionFacts> {
  const unsent = seesUnsent(actor, subjectOf(rows));
  return new Map(
    rows.submissions.map((s) => [
      s.actionId,
      {
        submissionId: s.id,
        submitted: submitted.has(s.actionId) || s.rulings.length > 0,
        special: appealOf(rows.appeals, s.id) ?? (possible(rows.status, 'settle-clarification') ? asked(s, at) : null),
        rulings: new Map(
          [...standing(s.rulings, s.openings, rows.round, unsent)].map(([step, ruling]) => [
            step,
            { outcome: outcomeOf(ruling), reason: ruling.reason },
          ]),
        ),
      },
    ]),
  );
}

function standingOf(rows: ApplicationRows) {
  const stands = inForce(rows.certifications);
  return stands ? certificationRef(stands) : null;
}

/** Whether the actor may submit now, as far as the person, the status and the rounds say. */
export function maySubmit(actor: Actor, { rows, summary }: Pick<Scored, 'rows' | 'summary'>): Verdict {
  const allowed = can(actor, 'application.submit', subjectOf(rows));
  if (allowed.ok !== true || summary.openRound) return allowed;
  return no({
    code: 'no-round',
    message:
      'Every round of this cycle is closed. Ask the program’s coordinator whether your deadline can be extended.',
  });
}

/** One application with its points, task list, levels, timeline and what this reader may do; not-found when not readable. */
export async function getApplication(actor: Actor, id: string): Promise<ApplicationView> {
  const at = now();
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, parseId(id));
    const result = scored(actor, rows, at);
    const { score, summary } = result;
    const rulebook = rows.rulebook.content;
    const people = await peopleOf(tx, rows.townId);
    const receipt = await tx.snapshot.findFirst({
      where: { applicationId: rows.id, kind: 'submitted' },
      orderBy: [{ round: 'desc' }, { sequence: 'desc' }],
      select: { receipt: true },
    });
    const submitted = await submittedActions(tx, rows.id);
    const held = heldAt(
      rows.town.certifications.filter((c) => c.applicationId !== rows.id),
      at,
    );
    const subject = subjectOf(rows);
    const own = new Set(rows.submissions.map((s) => s.actionId));
    const extensions = rows.extensions.map((e) => ({ ...e, round: e.round.number }));
    return {
      id: rows.id,
      town: summary.town,
      year: rows.cycle.year,
      cycle: rows.cycle.name,
      aim: rows.aim,
      status: rows.status,
      view: summary.view,
      round: rows.round,
      submittedAt: rows.submittedAt,
      openRound: summary.openRound,
      rulebook: {
        program: rulebook.program,
        year: rulebook.year,
        version: rulebook.version,
        title: rulebook.title,
        categories: rulebook.categories,
        levels: rulebook.levels,
        timeframe: rulebook.timeframe,
      },
      held: held ? certificationRef(held) : null,
      recertifying: recertifying(rows),
      certification: standingOf(rows),
      receipt: receipt?.receipt ?? null,
      appealUntil: rows.decidedAt && appealUntil(rows.decidedAt, rows.cycle.appealDays),
      score,
      actions: actionRows(
        { id: rows.id, status: rows.status, rulebook, staff: seesUnsent(actor, subject) },
        score,
        actionFacts(actor, rows, submitted, at),
      ),
      addable: inOrder(rulebook.actions.filter((a) => !own.has(a.id))).map((a) => ({
        id: a.id,
        number: a.number,
        title: a.title,
        category: a.category,
        max: a.max,
      })),
      review: summary.review,
      reviewers: reviewersOf(rows.assignments),
      own: ownPart(actor, rows),
      toMend: toMend(rows, score),
      timeline: timelineOf({
        view: summary.view,
        town: rows.town.name,
        past: await past(tx, rows),
        rounds: rows.cycle.rounds
          .map((r) => ({ ...r, deadline: deadlineFor(r, extensions) }))
          .filter((r) => r.number > rows.round && r.deadline >= at),
        held: held ? certificationRef(held) : null,
      }),
      can: {
        edit: can(actor, 'application.edit', subject),
        answer: can(actor, 'answers.edit', {
          ...subject,
          clarifying: rows.submissions.some((s) => clarifyingSteps(s.openings, at).length > 0),
        }),
        submit: maySubmit(actor, result),
        withdraw: can(actor, 'application.withdraw', subject),
        send: can(actor, 'review.send', subject),
        assign: can(actor, 'application.assign'),
        decide: can(actor, 'application.decide'),
        correct: can(actor, 'decision.correct', subject),
        letters: can(actor, 'letters.read', subject),
      },
      contacts: people.contacts,
    };
  });
}
