import { createHash, randomUUID } from 'node:crypto';
import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import type { LevelId, Rulebook } from '@/lib/rulebook/schema';
import { appealUntil } from '@/lib/services/appeals/appeal-time';
import { postMail } from '@/lib/services/mail/post-mail';
import type { Review } from '@/lib/services/reviews/load-review';
import { decisionLetter, type DecisionLetterText, type DecisionTold } from '@/lib/workflow/decision-letter';
import { instant } from '@/lib/words';
import { daysOf } from './award';

/** A letter with its print: what was previewed and what is sent are the same when their prints are. */
export type Preview = { letter: DecisionLetterText; print: string };

const levelName = (rulebook: Rulebook, level: LevelId | null) =>
  rulebook.levels.find((one) => one.id === level)?.name ?? null;

type Told = Pick<DecisionTold, 'kind' | 'note' | 'step'> & {
  level: LevelId | null;
  before: LevelId | null;
  decided: Date;
};

/** Until when rulings can be appealed, in words: of a decision its whole time, of one step's correction anew. */
function appealsOf({ rows }: Review, { kind, decided, step }: Told): string | null {
  if (kind === 'revoked') return null;
  const until = appealUntil(step ? now() : decided, rows.cycle.appealDays);
  return now() <= until ? instant(until) : null;
}

/** The letter about a decision, as it would be sent now. */
export function previewLetter(review: Review, told: Told): Preview {
  const { rows, rulebook, score } = review;
  const letter = decisionLetter({
    ...told,
    town: rows.town.name,
    cycle: rows.cycle.name,
    level: levelName(rulebook, told.level),
    before: levelName(rulebook, told.before),
    points: score.awarded,
    until: told.level ? daysOf(review, told.decided).until : null,
    appeals: appealsOf(review, told),
  });
  return { letter, print: createHash('sha256').update(JSON.stringify(letter)).digest('hex') };
}

/** Keeps the letter for the town to read, and sends it to each of its contacts. */
export async function sendLetter(tx: Tx, by: string, { rows }: Review, letter: DecisionLetterText): Promise<void> {
  const id = randomUUID();
  // Letters are read in the order of their instants, so no two of an application share one.
  const { _max } = await tx.decisionLetter.aggregate({ where: { applicationId: rows.id }, _max: { sentAt: true } });
  const sentAt = new Date(Math.max(now().getTime(), (_max.sentAt?.getTime() ?? 0) + 1));
  await tx.decisionLetter.create({
    data: { id, applicationId: rows.id, townId: rows.townId, ...letter, sentById: by, sentAt },
  });
  await postMail(tx, { kind: 'application-decided', application: rows.id, letter: id });
}
