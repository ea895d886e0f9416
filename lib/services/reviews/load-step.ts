import type { Actor } from '@/lib/access/actor';
import { can, type Ability } from '@/lib/access/can';
import type { Tx } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { findAction, findStep } from '@/lib/rulebook/published';
import type { Action, Step } from '@/lib/rulebook/schema';
import { ensure } from '@/lib/services/applications/ensure';
import { loadApplication, subjectOf, type ApplicationRows } from '@/lib/services/applications/load-application';

export type HeldStep = {
  rows: ApplicationRows;
  submission: ApplicationRows['submissions'][number];
  action: Action;
  step: Step;
};

/** A step of a submission with its whole application, its row locked; refused to whoever may not do this to it. */
export async function loadStep(
  tx: Tx,
  actor: Actor,
  place: { submission: string; step: string },
  ability: Extract<Ability, 'step.open' | 'clarification.send'>,
): Promise<HeldStep> {
  const found = await tx.submission.findUnique({ where: { id: place.submission }, select: { applicationId: true } });
  if (!found) throw notFound();
  const rows = await loadApplication(tx, actor, found.applicationId, { lock: true });
  ensure(can(actor, ability, subjectOf(rows)));
  const submission = rows.submissions.find((s) => s.id === place.submission);
  const action = submission && findAction(rows.rulebook.content, submission.actionId);
  const step = action && findStep(action, place.step);
  if (!step) throw notFound();
  return { rows, submission, action, step };
}

/** The answers of one step among those of its submission, by address. */
export const cellsOf = <V>(cells: Readonly<Record<string, V>>, step: string): Record<string, V> =>
  Object.fromEntries(Object.entries(cells).filter(([address]) => address.startsWith(`${step}.`)));
