import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { Refusal, refuse } from '@/lib/errors';
import type { LevelId } from '@/lib/rulebook/schema';
import { inForce } from '@/lib/services/applications/facts';
import { recordEvent } from '@/lib/services/record/record-event';
import { ensureNothingAsked, loadReview } from '@/lib/services/reviews/load-review';
import { next } from '@/lib/workflow/application';
import { certify, freezeDecision, writeLedger } from './award';
import { judgeLevel } from './judge-level';
import { previewLetter, sendLetter, type Preview } from './write-letter';

export const decideInput = z.strictObject({
  application: z.uuid(),
  level: z.enum(['bronze', 'silver', 'gold', 'none'], { error: 'Choose a level, or no level.' }),
  /** The coordinator's own words in the letter to the town; needed when the level is lower than the one met. */
  note: z.string().max(4000, 'Keep the note under 4,000 characters.').default(''),
  /** The print of the letter that was read: with another, or none, the letter is shown and nothing is decided. */
  seen: z.string().max(64).optional(),
});

/** What was decided; or, while not `sent`, what would be, with the letter to read first. */
export type Decided = { application: string; level: LevelId | null; note: string; sent: boolean } & Partial<Preview>;

/**
 * Decides an application whose review is complete: the level, or none. The letter is shown first and sent once it was
 * read. Certification, ledger, snapshot, status, letter, event and mail are one transaction; the same decision asked twice
 * is made once.
 */
export async function decide(actor: Actor, input: z.output<typeof decideInput>): Promise<Decided> {
  return db.as(actor, async (tx) => {
    const review = await loadReview(tx, actor, input.application);
    const { rows, score, state, sent } = review;
    const allowed = can(actor, 'application.decide');
    if (allowed.ok !== true || actor.kind !== 'person')
      throw new Refusal('forbidden', allowed.ok === false ? allowed.reasons : []);

    const level = input.level === 'none' ? null : input.level;
    const note = input.note.trim();
    const decided = { application: rows.id, level, note };
    if (rows.status === 'decided') {
      const made = inForce(rows.certifications)?.level ?? null;
      if (made === level) return { ...decided, sent: true };
      throw refuse('conflict', 'This application was decided already. Reload the page to read the decision.');
    }
    ensureNothingAsked(review);
    const status = next(rows.status, 'decide');
    if (!status || !state.decisionDue)
      throw refuse('not-ready', 'A decision is due once every submitted step has a ruling and none is to be revised.');
    if (!sent) throw refuse('not-ready', 'Finish the review first, so that the town reads its rulings. Then decide.');
    judgeLevel(score, level, note);
    const at = now();
    const preview = previewLetter(review, { kind: 'decided', level, before: null, note, decided: at });
    if (input.seen !== preview.print) return { ...decided, ...preview, sent: false };

    await tx.application.update({ where: { id: rows.id }, data: { status, statusSince: at, decidedAt: at } });
    if (level) await certify(tx, actor.id, review, level, at);
    await writeLedger(tx, review);
    await freezeDecision(tx, actor.id, review);
    await recordEvent(tx, actor, 'application.decided', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { level, points: score.awarded, ...(note ? { note } : {}) },
    });
    await sendLetter(tx, actor.id, review, preview.letter);
    return { ...decided, sent: true };
  });
}
