import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { Refusal, refuse } from '@/lib/errors';
import { subjectOf } from '@/lib/services/applications/load-application';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { next } from '@/lib/workflow/application';
import { openRound } from '@/lib/workflow/rounds';
import { ensureNothingAsked, ensureRuled, loadReview, sendRulings } from './load-review';

export const returnApplicationInput = z.strictObject({ application: z.uuid() });

/** Sends the round back to the town with every ruling. Needs each step ruled, one to revise, and a later round still open. */
export async function returnApplication(
  actor: Actor,
  input: z.output<typeof returnApplicationInput>,
): Promise<{ application: string }> {
  return db.as(actor, async (tx) => {
    const review = await loadReview(tx, actor, input.application);
    const { rows, state } = review;
    const allowed = can(actor, 'review.send', subjectOf(rows));
    if (allowed.ok === false) throw new Refusal('forbidden', allowed.reasons);

    ensureNothingAsked(review);
    await ensureRuled(tx, actor, review);
    const status = next(rows.status, 'return');
    if (!state.canReturn || !status)
      throw refuse('not-ready', 'No step asks the town to revise. Finish the review instead.');
    const rounds = rows.cycle.rounds;
    const extensions = rows.extensions.map((e) => ({ ...e, round: e.round.number }));
    const more = rows.cycle.closed ? '' : ', to add a round or to extend one for the town';
    if (!openRound(rounds, extensions, rows.round, now()))
      throw refuse(
        'not-ready',
        `No round after round ${rows.round} is open for ${rows.town.name}. Ask a coordinator to open a clarification for the step${more}; or approve or do not approve each step.`,
      );

    await tx.application.update({ where: { id: rows.id }, data: { status, statusSince: now() } });
    await sendRulings(tx, rows.id);
    await recordEvent(tx, actor, 'application.returned', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { round: rows.round, steps: state.steps, revise: state.revise },
    });
    await postMail(tx, { kind: 'application-returned', application: rows.id, revise: state.revise });
    return { application: rows.id };
  });
}
