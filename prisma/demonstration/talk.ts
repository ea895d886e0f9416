import type { Person } from '@/lib/access/actor';
import { holdClock } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { addComment, addNote } from '@/lib/services/comments/add-comment';
import { resolveComment } from '@/lib/services/comments/resolve-comment';
import type { Bid } from './hand';

type Said = [who: Person, at: Date, text: string];
type Thread = {
  action: string;
  step: string;
  /** Notes among reviewers and coordinators, which the town does not read. */
  internal?: boolean;
  /** The comment and its answers, oldest first. */
  said: [Said, ...Said[]];
  /** Who settled it, and when. */
  settled?: [who: Person, at: Date];
};

/** Has a thread said beside a step, each part at its instant. */
export async function talk(
  bid: Bid,
  { action, step, internal, said: [first, ...answers], settled }: Thread,
): Promise<void> {
  const submission = bid.submissions[action]!.id;
  const say = internal ? addNote : addComment;
  const [who, at, text] = first;
  holdClock(at);
  await say(who, { submission, step, text });
  const comment = await db.as(who, (tx) =>
    tx.comment.findFirstOrThrow({ where: { submissionId: submission, step, text }, select: { id: true } }),
  );
  for (const [other, later, answer] of answers) {
    holdClock(later);
    await say(other, { submission, step, parent: comment.id, text: answer });
  }
  if (!settled) return;
  holdClock(settled[1]);
  await resolveComment(settled[0], { comment: comment.id, resolved: 'yes' });
}
