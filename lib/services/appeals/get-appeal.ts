import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { findAction, findStep } from '@/lib/rulebook/published';
import { parseId } from '@/lib/services/applications/get-application';
import { loadApplication, subjectOf } from '@/lib/services/applications/load-application';
import { newYorkClock } from '@/lib/services/cycles/wall-clock';
import { isWaiting, type AppealDoor, type AppealView } from '@/lib/workflow/appeals';
import { changesLife, mayCorrect } from '@/lib/workflow/correction-life';
import type { Verdict } from '@/lib/verdict';
import { freeReviewers } from './assign-appeal';
import { appealViews } from './list-appeals';
import { appealSubject, doorOf, holdAppeal, noGrantOf, rulingToldOf } from './load-appeal';

/** An appeal at its desk, and what the reader may do with it. */
export type AppealDesk = {
  view: AppealView;
  waits: boolean;
  /** The points the step has by the ruling that stands. */
  before: number;
  /** Why it cannot be granted now; null when it can. */
  noGrant: string | null;
  can: { assign: Verdict; rule: Verdict };
  /** Who can be chosen to rule on it; empty for all but coordinators. */
  reviewers: { id: string; name: string }[];
  /** The day that is suggested for the ruling, an ISO date. */
  due: string;
};

const month = 30 * 86_400_000;

/** One appeal; not-found for whoever neither belongs to the town, coordinates, nor rules on it. */
export async function getAppeal(actor: Actor, id: string): Promise<AppealDesk> {
  if (!z.uuid().safeParse(id).success) throw notFound();
  return db.as(actor, async (tx) => {
    const held = await holdAppeal(tx, actor, id);
    const { review, appeal, submission, step } = held;
    const [view] = await appealViews(tx, { id });
    if (!view) throw notFound();
    const assign = can(actor, 'appeal.assign');
    const waits = isWaiting(appeal);
    return {
      view,
      waits,
      before: rulingToldOf(review.rows, submission, step.key)?.points ?? 0,
      noGrant: noGrantOf(review.rows),
      can: { assign, rule: can(actor, 'appeal.rule', appealSubject(review.rows, appeal)) },
      reviewers: assign.ok === true && waits ? await freeReviewers(tx, held) : [],
      due: newYorkClock(new Date(now().getTime() + month)).day,
    };
  });
}

/** What there is of appeals on one step of a decided application: the appeal, or the door to one. */
export type StepAppeal = {
  appeal: AppealView | null;
  door: AppealDoor;
  can: { file: Verdict; correct: Verdict };
  /** A change of the decision waits, so that none can be proposed; told to coordinators. */
  correcting: boolean;
};

/** The appeal of one step, or whether and until when there can be one; null for places that are no step. */
export async function getStepAppeal(
  actor: Actor,
  place: { application: string; action: string; step: string },
): Promise<StepAppeal | null> {
  const at = now();
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, parseId(place.application));
    const submission = rows.submissions.find((one) => one.actionId === place.action);
    const action = findAction(rows.rulebook.content, place.action);
    const step = action && findStep(action, place.step);
    if (!submission || !step) return null;
    const [appeal] = await appealViews(tx, { submissionId: submission.id, step: step.key });
    const subject = subjectOf(rows);
    return {
      appeal: appeal ?? null,
      door: doorOf(rows, submission, step, at),
      can: { file: can(actor, 'appeal.file', subject), correct: can(actor, 'decision.correct', subject) },
      correcting: !mayCorrect(changesLife(rows.notices), 'propose'),
    };
  });
}
