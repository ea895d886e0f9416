import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import type { Rulebook } from '@/lib/rulebook/schema';
import type { ApplicationFile } from '@/lib/scoring/facts';
import type { Score, StepScore } from '@/lib/scoring/result';
import { score } from '@/lib/scoring/score';
import { factsOf } from '@/lib/services/applications/facts';
import { loadApplication, type ApplicationRows } from '@/lib/services/applications/load-application';
import { clarificationOf } from '@/lib/services/applications/view-parts';
import { reviewState, type ReviewState } from '@/lib/workflow/application';
import { submittedSteps } from '@/lib/workflow/ruling';
import { count } from '@/lib/words';

export type Review = {
  rows: ApplicationRows;
  rulebook: Rulebook;
  file: ApplicationFile;
  score: Score;
  steps: StepScore[];
  state: ReviewState;
  /** Every ruling has been sent to the town. */
  sent: boolean;
  /** The town is asked for a clarification. */
  asked: boolean;
};

/** The review of loaded rows as staff see it: scored with every standing ruling, sent or not. */
export function reviewOf(rows: ApplicationRows): Review {
  const rulebook = rows.rulebook.content;
  const file = factsOf(rows, now(), { unsent: true });
  const scored = score(rulebook, file);
  const steps = submittedSteps(scored);
  const asked = clarificationOf(rows, now()) !== null;
  const state = reviewState(
    steps.map((step) => step.ruling),
    asked,
  );
  const sent = rows.submissions.every((submission) => submission.rulings.every((ruling) => ruling.sentAt !== null));
  return { rows, rulebook, file, score: scored, steps, state, sent, asked };
}

/** The review of one application, its row locked; not-found when the actor may not read it. */
export async function loadReview(tx: Tx, actor: Actor, application: string): Promise<Review> {
  return reviewOf(await loadApplication(tx, actor, application, { lock: true }));
}

/**
 * Refuses to send a round before each of its steps is ruled on. Whoever still has to read a step again does not see its ruling,
 * and is told that their reading comes first.
 */
export async function ensureRuled(tx: Tx, actor: Actor, { rows, state }: Review): Promise<void> {
  if (state.ruled >= state.steps) return;
  const open = { applicationId: rows.id, givenAt: null };
  const asked = actor.kind === 'person' ? await tx.secondReading.count({ where: { ...open, readerId: actor.id } }) : 0;
  if (asked > 0)
    throw refuse(
      'not-ready',
      `Give your second reading of ${count(asked, 'step')} first: until then, what others ruled there is not shown to you.`,
    );
  throw refuse('not-ready', `Rule on ${state.steps - state.ruled} more of ${state.steps} steps first.`);
}

/** Refuses to send or decide a round while the town is asked for a clarification. */
export function ensureNothingAsked({ asked, rows }: Review): void {
  if (asked)
    throw refuse(
      'not-ready',
      `${rows.town.name} is asked for a clarification. Wait until it is sent, or close it on the page of its step.`,
    );
}

/** Shows the town every ruling made so far; answers how many were new to it. */
export async function sendRulings(tx: Tx, application: string): Promise<number> {
  const sent = await tx.ruling.updateMany({
    where: { sentAt: null, submission: { applicationId: application } },
    data: { sentAt: now() },
  });
  return sent.count;
}
