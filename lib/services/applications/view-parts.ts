import { holds, isCoordinator, townRoles, type Actor } from '@/lib/access/actor';
import type { Tx } from '@/lib/db/db';
import { findAction } from '@/lib/rulebook/published';
import { score } from '@/lib/scoring/score';
import type { Score } from '@/lib/scoring/result';
import { possible, reviewState } from '@/lib/workflow/application';
import { ownActions, reviewersOf, withoutReader } from '@/lib/workflow/assigned';
import { changesLife } from '@/lib/workflow/correction-life';
import { openRound } from '@/lib/workflow/rounds';
import { submittedSteps } from '@/lib/workflow/ruling';
import { appealsOf } from '@/lib/workflow/appeals';
import { isOpen, standing } from '@/lib/workflow/standing';
import { statusView } from '@/lib/workflow/status';
import type { ApplicationSummary, CertificationRef, TownRef } from '@/lib/workflow/views';
import { factsOf, inForce, isoDate, outcomeOf } from './facts';
import { seesUnsent, subjectOf, type ApplicationRows } from './load-application';

type TownRow = { id: string; slug: string; name: string; fictional: boolean };

/** A town as views carry it. */
export const townRef = ({ id, slug, name, fictional }: TownRow): TownRef => ({ id, slug, name, fictional });

type CertificationRow = Pick<
  ApplicationRows['town']['certifications'][number],
  'level' | 'year' | 'awardedOn' | 'until' | 'points'
>;

/** A certification as views carry it. */
export const certificationRef = (row: CertificationRow): CertificationRef => ({
  level: row.level,
  year: row.year,
  awardedOn: isoDate(row.awardedOn),
  until: isoDate(row.until),
  points: row.points,
});

type Rounds = { number: number; deadline: Date };
type Deadlines = {
  cycle: { rounds: readonly Rounds[] };
  extensions: readonly { deadline: Date; grantedAt: Date; round: { number: number } }[];
  round: number;
};

/** The round a submission received at `at` would go to. */
export const openRoundOf = (rows: Deadlines, at: Date) =>
  openRound(
    rows.cycle.rounds,
    rows.extensions.map((e) => ({ round: e.round.number, deadline: e.deadline, grantedAt: e.grantedAt })),
    rows.round,
    at,
  );

export type Scored = { rows: ApplicationRows; score: Score; summary: ApplicationSummary };

/** How each submitted step of the present round is ruled; null where a ruling is still to come. */
function outcomes(rows: ApplicationRows, scored: Score, unsent: boolean) {
  if (rows.round === 0 || rows.status === 'draft') return [];
  const rulings = new Map(
    rows.submissions.map((s) => [s.actionId, standing(s.rulings, s.openings, rows.round, unsent)]),
  );
  return submittedSteps(scored).map((step) => {
    const ruling = rulings.get(step.action)?.get(step.key);
    return ruling ? outcomeOf(ruling) : null;
  });
}

/** How many steps under review wait for a ruling that nobody was asked for. */
function unread(rows: ApplicationRows, scored: Score): number {
  if (!possible(rows.status, 'rule')) return 0;
  const category = new Map(scored.actions.map((action) => [action.action, action.category]));
  const steps = submittedSteps(scored).map((step) => ({
    action: step.action,
    category: category.get(step.action)!,
    ruled: step.ruling !== null,
  }));
  return withoutReader(steps, rows.assignments).length;
}

/** The clarification the town is asked for, the one with the nearest deadline; null when there is none. */
export function clarificationOf(rows: ApplicationRows, at: Date): { deadline: Date; late: boolean } | null {
  const asked = rows.submissions.flatMap((s) => s.openings.filter(isOpen).flatMap((o) => o.deadline ?? []));
  const open = asked.filter((deadline) => at <= deadline);
  const nearest = Math.min(...(open.length > 0 ? open : asked).map((d) => d.getTime()));
  return asked.length === 0 ? null : { deadline: new Date(nearest), late: open.length === 0 };
}

/** The points of an application that stand in its town's ledger. */
export const creditedPoints = ({ id, town }: Pick<ApplicationRows, 'id' | 'town'>): number =>
  town.credits.filter((credit) => credit.applicationId === id).reduce((sum, credit) => sum + credit.points, 0);

/** Whether the decision was revoked, with all it had brought, and nothing was credited anew since. */
export const isRevoked = (rows: Pick<ApplicationRows, 'id' | 'town' | 'certifications'>): boolean =>
  !inForce(rows.certifications) && rows.certifications.at(-1)?.endedAs === 'revoked' && creditedPoints(rows) === 0;

/** Whether an appeal was granted whose points the ledger does not hold yet. */
const owed = (rows: ApplicationRows, { awarded }: Score): boolean =>
  rows.appeals.some((one) => one.outcome === 'granted') && !isRevoked(rows) && creditedPoints(rows) !== awarded;

/** The application scored as this reader may see it at an instant, with its line for lists. */
export function scored(actor: Actor, rows: ApplicationRows, at: Date): Scored {
  const unsent = seesUnsent(actor, subjectOf(rows));
  const rulebook = rows.rulebook.content;
  const result = score(rulebook, factsOf(rows, at, { unsent }));
  const round = openRoundOf(rows, at);
  const level = rows.status === 'decided' ? (inForce(rows.certifications)?.level ?? null) : result.level;
  const clarification = clarificationOf(rows, at);
  // A ruling made after the review was finished waits to be sent: the reviewers act next again.
  const unsaid = unsent && rows.submissions.some((s) => s.rulings.some((ruling) => !ruling.sentAt));
  const unreadSteps = unread(rows, result);
  const waiting = submittedSteps(result).filter((step) => step.ruling === null).length;
  const sent = reviewState(outcomes(rows, result, false), clarification !== null);
  const review = reviewState(outcomes(rows, result, unsent), clarification !== null);
  return {
    rows,
    score: result,
    summary: {
      id: rows.id,
      town: townRef(rows.town),
      council: rows.town.council,
      year: rows.cycle.year,
      aim: rows.aim,
      status: rows.status,
      view: statusView({
        status: rows.status,
        openRound: round,
        reviewBy: rows.cycle.rounds.find((r) => r.number === rows.round)?.reviewBy ?? null,
        closed: rows.cycle.closed,
        decisionDue: possible(rows.status, 'decide') && sent.decisionDue && review.decisionDue && !unsaid,
        assigned: rows.assignments.length > 0 && (waiting === 0 || unreadSteps < waiting),
        level: rulebook.levels.find((l) => l.id === level)?.name ?? null,
        fixes: sent.revise,
        toSend: review.steps > 0 && review.ruled === review.steps,
        stuck: review.canReturn && round === null,
        clarification,
        revoked: isRevoked(rows),
        appeals: appealsOf(rows.appeals),
        correctionDue: changesLife(rows.notices) === 'proposed',
        correctionOwed: owed(rows, result),
      }),
      since: rows.notices.find((one) => !one.settledAt)?.proposedAt ?? rows.statusSince,
      openRound: round,
      claimed: result.claimed,
      documented: result.documented,
      awarded: result.awarded,
      level,
      review,
      reviewers: reviewersOf(rows.assignments).map((one) => one.name),
      withoutReader: unreadSteps,
    },
  };
}

/**
 * The actions of an application that its reader was given to rule on; null for whoever looks after the whole, or belongs to the
 * town.
 */
export function ownPart(actor: Actor, rows: ApplicationRows): string[] | null {
  if (actor.kind !== 'person' || holds(actor, townRoles, rows.townId)) return null;
  const actions = rows.submissions.flatMap(({ actionId }) => {
    const found = findAction(rows.rulebook.content, actionId);
    return found ? [{ action: actionId, category: found.category }] : [];
  });
  const own = ownActions(actor.id, rows.assignments, actions);
  return own.length === 0 && isCoordinator(actor) ? null : own;
}

/** Who can edit and who can submit for a town, by name. */
export async function peopleOf(tx: Tx, townId: string): Promise<{ editors: string[]; contacts: string[] }> {
  const memberships = await tx.membership.findMany({
    where: { townId, role: { in: ['contact', 'editor', 'helper'] }, user: { disabledAt: null } },
    select: { role: true, user: { select: { name: true } } },
    orderBy: { user: { name: 'asc' } },
  });
  const names = (rows: typeof memberships) => [...new Set(rows.map((m) => m.user.name))];
  return { editors: names(memberships), contacts: names(memberships.filter((m) => m.role === 'contact')) };
}
