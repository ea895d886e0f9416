import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import type { Commented } from './add-comment';
import { loadTalk } from './load-talk';

export const resolveCommentInput = z.strictObject({
  comment: z.uuid(),
  /** `no` opens it again. */
  resolved: z.enum(['yes', 'no']),
});

/** Settles a thread, or opens it again: whoever asked, or the program’s side. Asked twice, nothing more happens. */
export async function resolveComment(actor: Actor, input: z.output<typeof resolveCommentInput>): Promise<Commented> {
  return db.as(actor, async (tx) => {
    const asked = await tx.comment.findUnique({ where: { id: input.comment, parentId: null } });
    if (!asked) throw notFound();
    const { step, audience, submissionId, authorId: author } = asked;
    const talk = await loadTalk(tx, actor, { submission: submissionId, step, audience, settles: { author } });
    const resolved = input.resolved === 'yes';
    const changed = await tx.comment.updateMany({
      where: { id: asked.id, resolvedAt: resolved ? null : { not: null } },
      data: { resolvedAt: resolved ? now() : null, resolvedById: resolved ? talk.by.id : null },
    });
    if (changed.count > 0)
      await recordEvent(tx, actor, audience === 'shared' ? 'comment.resolved' : 'note.resolved', {
        townId: talk.townId,
        applicationId: talk.applicationId,
        details: { action: talk.actionId, step, resolved },
      });
    return { application: talk.applicationId, action: talk.actionId };
  });
}
