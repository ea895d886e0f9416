import { covers } from '@/lib/access/can';
import type { Tx } from '@/lib/db/db';
import { actionName, findAction } from '@/lib/rulebook/published';
import { rulebookOf } from '@/lib/services/applications/facts';
import { addressOf } from '@/lib/services/people/link-token';
import { answerHref } from '@/lib/workflow/links';
import { account, type Composed, type Of } from './addressees';
import { commentLetter } from './letters-of-work';

type CommentMail = Of<'comment-added'>;

const spoken = (tx: Tx, { comment }: CommentMail) =>
  tx.comment.findUnique({
    where: { id: comment },
    include: {
      author: { select: { name: true } },
      submission: {
        include: {
          application: {
            include: { rulebook: true, town: true, cycle: { select: { name: true } }, assignments: true },
          },
        },
      },
    },
  });

/** Reviewers who rule on the action, or the coordinators where there are none yet. */
async function programSide(tx: Tx, { submission }: NonNullable<Awaited<ReturnType<typeof spoken>>>): Promise<string[]> {
  const { application, actionId } = submission;
  const category = findAction(rulebookOf(application.rulebook), actionId)?.category ?? 0;
  const given = application.assignments.filter((one) =>
    covers({ category: one.category, action: one.actionId }, { category, action: actionId }),
  );
  if (given.length > 0) return given.map(({ reviewerId }) => reviewerId);
  const coordinators = await tx.membership.findMany({ where: { role: 'coordinator' }, select: { userId: true } });
  return coordinators.map(({ userId }) => userId);
}

/** The other side, and whoever spoke in the thread; never who wrote it. */
export async function toTalkers(tx: Tx, mail: CommentMail): Promise<CommentMail[]> {
  const said = await spoken(tx, mail);
  if (!said) return [];
  const root = said.parentId ?? said.id;
  const thread = await tx.comment.findMany({
    where: { OR: [{ id: root }, { parentId: root }] },
    select: { authorId: true },
  });
  const contacts = await tx.membership.findMany({
    where: { townId: said.townId, role: 'contact' },
    select: { userId: true },
  });
  const others = said.fromTown ? await programSide(tx, said) : contacts.map(({ userId }) => userId);
  const users = new Set([...others, ...thread.map(({ authorId }) => authorId)]);
  users.delete(said.authorId);
  return [...users].map((user) => ({ ...mail, user }));
}

/** A new comment, for somebody who still reads it: of the town, its reviewer, or a coordinator. */
export async function commentAdded(tx: Tx, mail: CommentMail): Promise<Composed> {
  const said = await spoken(tx, mail);
  const person = mail.user ? await account(tx, mail.user) : null;
  if (!said || !person || !mail.user) return null;
  const { application, actionId } = said.submission;
  const roles = await tx.membership.findMany({ where: { userId: mail.user }, select: { role: true, townId: true } });
  const conflict = await tx.conflict.count({
    where: { reviewerId: mail.user, townId: said.townId, liftedAt: null },
  });
  const reviews =
    conflict === 0 &&
    roles.some(({ role }) => role === 'reviewer') &&
    application.assignments.some(({ reviewerId }) => reviewerId === mail.user);
  const reads = roles.some(({ role, townId }) => role === 'coordinator' || townId === said.townId) || reviews;
  if (!reads) return null;
  const action = findAction(rulebookOf(application.rulebook), actionId);
  const letter = commentLetter({
    name: person.name,
    town: application.town.name,
    cycle: application.cycle.name,
    link: addressOf(`${answerHref(application.id, actionId, said.step)}#comments`),
    by: said.author.name,
    step: `${said.step === 'partners' ? 'the partners' : `step ${said.step}`} of ${action ? actionName(action) : 'an action'}`,
  });
  return { to: person.to, letter };
}
