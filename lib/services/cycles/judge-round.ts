import { refuse } from '@/lib/errors';
import { instant } from '@/lib/words';

type Round = { number: number; deadline: Date };
type Draft = { number: number; deadline: Date; reviewBy: Date | null };

/** Refuses a round that would end in the past, out of order, or be reviewed before it ends. */
export function judgeRound(rounds: readonly Round[], draft: Draft, at: Date): void {
  const present = rounds.find((r) => r.number === draft.number);
  const unchanged = present?.deadline.getTime() === draft.deadline.getTime();
  if (!unchanged && draft.deadline <= at)
    throw refuse(
      'invalid',
      present && present.deadline <= at
        ? `Round ${draft.number} ended on ${instant(present.deadline)}. It can only be moved to a time still to come.`
        : 'Choose a deadline that is still to come.',
      'deadline',
    );
  const before = rounds.find((r) => r.number === draft.number - 1);
  if (before && draft.deadline <= before.deadline)
    throw refuse(
      'invalid',
      `Choose a deadline after that of round ${before.number}, ${instant(before.deadline)}.`,
      'deadline',
    );
  const after = rounds.find((r) => r.number === draft.number + 1);
  if (after && draft.deadline >= after.deadline)
    throw refuse(
      'invalid',
      `Choose a deadline before that of round ${after.number}, ${instant(after.deadline)}.`,
      'deadline',
    );
  if (draft.reviewBy && draft.reviewBy <= draft.deadline)
    throw refuse('invalid', 'Choose a review day after the deadline.', 'reviewBy');
}
