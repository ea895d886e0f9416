import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import type { Audience } from '@/lib/workflow/comments';
import { loadTalk } from './load-talk';

export const addCommentInput = z.strictObject({
  submission: z.uuid(),
  step: z.string().max(8),
  /** The comment it answers. */
  parent: z.uuid().optional(),
  text: z
    .string()
    .trim()
    .min(1, 'Write something first.')
    .max(2000, 'Keep it under 2,000 characters, or send it in two parts.'),
});

export type Commented = { application: string; action: string };

type Said = z.output<typeof addCommentInput>;

async function say(tx: Tx, actor: Actor, audience: Audience, input: Said): Promise<Commented> {
  const talk = await loadTalk(tx, actor, { ...input, audience });
  const { parent, step, text } = input;
  if (parent) {
    const asked = await tx.comment.findUnique({ where: { id: parent } });
    const fits = asked?.submissionId === talk.id && asked.step === step && asked.audience === audience;
    if (!asked || !fits || asked.parentId !== null)
      throw refuse('conflict', 'What you answered is not there any more. Reload the page and answer from there.');
  }
  const { id: comment } = await tx.comment.create({
    data: {
      submissionId: talk.id,
      townId: talk.townId,
      step,
      audience,
      parentId: parent ?? null,
      text,
      authorId: talk.by.id,
      fromTown: talk.fromTown,
      at: now(),
    },
  });
  await recordEvent(tx, actor, audience === 'shared' ? 'comment.added' : 'note.added', {
    townId: talk.townId,
    applicationId: talk.applicationId,
    details: { action: talk.actionId, step },
  });
  if (audience === 'shared') await postMail(tx, { kind: 'comment-added', application: talk.applicationId, comment });
  return { application: talk.applicationId, action: talk.actionId };
}

/** Says something beside a step that the town and the program read. The record holds that it was said, not the text. */
export async function addComment(actor: Actor, input: Said): Promise<Commented> {
  return db.as(actor, (tx) => say(tx, actor, 'shared', input));
}

/** Keeps a note beside a step among reviewers and coordinators. The record of it is theirs as well, and without the text. */
export async function addNote(actor: Actor, input: Said): Promise<Commented> {
  return db.as(actor, (tx) => say(tx, actor, 'internal', input));
}
