import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import type { Prisma } from '@/lib/db/generated/client';
import { Refusal, refuse } from '@/lib/errors';
import { newYorkDate } from '@/lib/rulebook/dates';
import type { LevelId } from '@/lib/rulebook/schema';
import type { Score } from '@/lib/scoring/result';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { ensureNothingAsked, loadReview, type Review } from '@/lib/services/reviews/load-review';
import { next } from '@/lib/workflow/application';
import { ledgerOf } from '@/lib/workflow/ledger';

export const decideInput = z.strictObject({
  application: z.uuid(),
  level: z.enum(['bronze', 'silver', 'gold', 'none'], { error: 'Choose a level, or no level.' }),
  /** Why the level is lower than the one met; part of the letter to the town. */
  note: z.string().max(4000, 'Keep the note under 4,000 characters.').default(''),
});

export type Decided = { application: string; level: LevelId | null };

const ranks: Record<LevelId | 'none', number> = { none: 0, bronze: 1, silver: 2, gold: 3 };

/** Refuses a level above what the awarded points meet, and a lower one without its reason. */
function judgeLevel(score: Score, level: LevelId | 'none', note: string): void {
  const met = score.level ?? 'none';
  if (ranks[level] > ranks[met]) {
    const open = score.levels.find((l) => l.level === level)?.criteria.filter((c) => c.met !== 'yes') ?? [];
    const missing = open.map((c) => c.title).join('; ');
    throw refuse(
      'not-ready',
      `The awarded points do not meet this level. Still open: ${missing || 'the level is not in the rulebook'}.`,
      'level',
    );
  }
  if (ranks[level] < ranks[met] && !note.trim())
    throw refuse('invalid', 'Say why the level is lower than the one met. The town reads it.', 'note');
}

const dateOf = (isoDay: string) => new Date(`${isoDay}T00:00:00Z`);

/** The certification from today in New York to December 31, as many years on as the rulebook says. */
async function certify(tx: Tx, by: string, { rows, rulebook, score }: Review, level: LevelId): Promise<void> {
  const today = newYorkDate(now().toISOString());
  const lastYear = Number(today.slice(0, 4)) + rulebook.timeframe.certificationYears;
  await tx.certification.create({
    data: {
      townId: rows.townId,
      applicationId: rows.id,
      level,
      year: rows.cycle.year,
      points: score.awarded,
      awardedOn: dateOf(today),
      until: dateOf(`${lastYear}-12-31`),
      decidedById: by,
    },
  });
}

/** Credits what was awarded; activities that earned nothing are free again for other actions. */
async function writeLedger(tx: Tx, { rows, rulebook, file, score }: Review): Promise<void> {
  const lines = ledgerOf(rulebook, file, score);
  const credited = lines.flatMap((line) => line.item ?? []);
  await tx.activityClaim.deleteMany({ where: { applicationId: rows.id, identity: { notIn: credited } } });
  await tx.credit.createMany({
    data: lines.map(({ action, item, ...line }) => ({
      ...line,
      townId: rows.townId,
      applicationId: rows.id,
      actionId: action,
      item: item ?? null,
    })),
  });
}

async function freeze(tx: Tx, by: string, { rows, file, score }: Review): Promise<void> {
  const key = randomUUID();
  await tx.snapshot.create({
    data: {
      applicationId: rows.id,
      townId: rows.townId,
      kind: 'decided',
      round: rows.round,
      receipt: `D-${rows.cycle.year}-${key.slice(0, 8).toUpperCase()}`,
      requestKey: key,
      rulebookHash: rows.rulebook.hash,
      facts: file satisfies Prisma.InputJsonValue,
      score: score as unknown as Prisma.InputJsonObject,
      takenAt: now(),
      takenById: by,
    },
  });
}

/**
 * Decides an application whose review is complete: the level, or none. Certification, ledger, snapshot, status, event
 * and mail are one transaction; the same decision asked twice is made once.
 */
export async function decide(actor: Actor, input: z.output<typeof decideInput>): Promise<Decided> {
  return db.as(actor, async (tx) => {
    const review = await loadReview(tx, actor, input.application);
    const { rows, score, state, sent } = review;
    const allowed = can(actor, 'application.decide');
    if (allowed.ok !== true || actor.kind !== 'person')
      throw new Refusal('forbidden', allowed.ok === false ? allowed.reasons : []);

    const level = input.level === 'none' ? null : input.level;
    if (rows.status === 'decided') {
      const made = rows.certification?.level ?? null;
      if (made === level) return { application: rows.id, level };
      throw refuse('conflict', 'This application was decided already. Reload the page to read the decision.');
    }
    ensureNothingAsked(review);
    const status = next(rows.status, 'decide');
    if (!status || !state.decisionDue)
      throw refuse('not-ready', 'A decision is due once every submitted step has a ruling and none is to be revised.');
    if (!sent) throw refuse('not-ready', 'Finish the review first, so that the town reads its rulings. Then decide.');
    judgeLevel(score, input.level, input.note);

    await tx.application.update({ where: { id: rows.id }, data: { status, statusSince: now(), decidedAt: now() } });
    if (level) await certify(tx, actor.id, review, level);
    await writeLedger(tx, review);
    await freeze(tx, actor.id, review);
    const note = input.note.trim();
    await recordEvent(tx, actor, 'application.decided', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { level, points: score.awarded, ...(note ? { note } : {}) },
    });
    await postMail(tx, { kind: 'application-decided', application: rows.id, points: score.awarded });
    return { application: rows.id, level };
  });
}
