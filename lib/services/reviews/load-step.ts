import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { findAction, findStep } from '@/lib/rulebook/published';
import type { Action, Step } from '@/lib/rulebook/schema';
import { ensure } from '@/lib/services/applications/ensure';
import { loadApplication, subjectOf, type ApplicationRows } from '@/lib/services/applications/load-application';
import { possible } from '@/lib/workflow/application';
import { isOpen } from '@/lib/workflow/standing';
import { mayStep, stepLife } from '@/lib/workflow/step-life';

export type HeldStep = {
  rows: ApplicationRows;
  submission: ApplicationRows['submissions'][number];
  action: Action;
  step: Step;
  /** The clarification of it that is neither sent nor closed. */
  asked: ApplicationRows['submissions'][number]['openings'][number] | undefined;
};

/** What each act on a step is to access, and to the application. */
const acts = {
  reopen: ['step.open', 'reopen-step'],
  ask: ['step.open', 'ask-clarification'],
  extend: ['step.open', 'settle-clarification'],
  close: ['step.open', 'settle-clarification'],
  answer: ['clarification.send', 'send-clarification'],
} as const;

/**
 * A step of a submission with its whole application, its row locked; refused to whoever may not do this to it, and when
 * the tables of the workflow do not have it where application and step stand at the instant.
 */
export async function loadStep(
  tx: Tx,
  actor: Actor,
  place: { submission: string; step: string },
  act: keyof typeof acts,
  at: Date = now(),
): Promise<HeldStep> {
  const found = await tx.submission.findUnique({ where: { id: place.submission }, select: { applicationId: true } });
  if (!found) throw notFound();
  const rows = await loadApplication(tx, actor, found.applicationId, { lock: true });
  const [ability, beside] = acts[act];
  ensure(can(actor, ability, subjectOf(rows)));
  if (!possible(rows.status, beside)) throw refuse('conflict', 'The application is not with the reviewers now.');
  const submission = rows.submissions.find((s) => s.id === place.submission);
  const action = submission && findAction(rows.rulebook.content, submission.actionId);
  const step = action && findStep(action, place.step);
  if (!step) throw notFound();
  const asked = submission.openings.find((o) => isOpen(o) && o.step === step.key);
  ensure(mayStep(stepLife(submission, step.key, rows.round, at), act, asked?.deadline));
  return { rows, submission, action, step, asked };
}

/** The answers of one step among those of its submission, by address. */
export const cellsOf = <V>(cells: Readonly<Record<string, V>>, step: string): Record<string, V> =>
  Object.fromEntries(Object.entries(cells).filter(([address]) => address.startsWith(`${step}.`)));
