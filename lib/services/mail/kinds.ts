import { z } from 'zod';
import type { LetterGroup } from '@/lib/workflow/letter-choices';

const id = z.uuid();

/** Without a user the letter is for every contact the town has when it goes out, one to each. */
const toContacts = { application: id, user: id.optional() };

const aboutStep = { ...toContacts, submission: id, step: z.string() };

/** The letters there are, each as its kind and the ids of what it speaks of. */
export const mailSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('invitation'), invitation: id }),
  z.strictObject({ kind: z.literal('password-reset'), reset: id }),
  z.strictObject({ kind: z.literal('password-changed'), user: id }),
  z.strictObject({
    kind: z.literal('second-factor-changed'),
    user: id,
    change: z.enum(['added', 'removed', 'codes-renewed', 'code-used']),
  }),
  z.strictObject({ kind: z.literal('sign-on-linked'), user: id }),
  z.strictObject({ kind: z.literal('email-change'), change: id }),
  z.strictObject({ kind: z.literal('email-change-asked'), change: id }),
  z.strictObject({ kind: z.literal('email-changed'), change: id }),
  z.strictObject({ kind: z.literal('application-submitted'), ...toContacts, receipt: z.string() }),
  z.strictObject({ kind: z.literal('application-returned'), ...toContacts, revise: z.int() }),
  z.strictObject({ kind: z.literal('application-reviewed'), ...toContacts }),
  z.strictObject({ kind: z.literal('application-decided'), ...toContacts, letter: id }),
  z.strictObject({ kind: z.literal('step-reopened'), ...aboutStep }),
  z.strictObject({ kind: z.literal('clarification-asked'), ...aboutStep }),
  // `deadline` and `by` say which instant it reminds of: when that was moved since, the letter has nothing to say.
  z.strictObject({ kind: z.literal('deadline-near'), ...toContacts, round: z.int(), deadline: z.iso.datetime() }),
  // `from` and `deadline`: when the round ended before and ends now. Without a town it is for each whose deadline moved with it.
  z.strictObject({
    kind: z.literal('deadline-moved'),
    round: id,
    from: z.iso.datetime(),
    deadline: z.iso.datetime(),
    town: id.optional(),
    application: id.optional(),
    user: id.optional(),
  }),
  z.strictObject({ kind: z.literal('clarification-near'), ...aboutStep, deadline: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('reviews-assigned'), user: id, applications: z.array(id).min(1).max(5000) }),
  z.strictObject({ kind: z.literal('reviews-released'), user: id, applications: z.array(id).min(1).max(5000) }),
  z.strictObject({ kind: z.literal('conflict-declared'), user: id, conflict: id }),
  z.strictObject({ kind: z.literal('review-due'), application: id, user: id, by: z.iso.datetime() }),
  // Without a user it is for the other side, and for whoever spoke in the thread.
  z.strictObject({ kind: z.literal('comment-added'), application: id, comment: id, user: id.optional() }),
  // Without a user it is for every coordinator there is.
  z.strictObject({ kind: z.literal('reviews-late'), application: id, user: id.optional(), by: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('appeal-ruled'), ...toContacts, appeal: id }),
  // Without a user these are for every coordinator there is.
  z.strictObject({ kind: z.literal('appeal-filed'), appeal: id, user: id.optional() }),
  z.strictObject({ kind: z.literal('appeal-granted'), appeal: id, user: id.optional() }),
  z.strictObject({ kind: z.literal('appeal-assigned'), appeal: id, user: id }),
  z.strictObject({ kind: z.literal('appeal-ended'), appeal: id, user: id, why: z.enum(['withdrawn', 'passed-on']) }),
  z.strictObject({ kind: z.literal('appeal-due'), appeal: id, user: id, by: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('daily-digest'), user: id, day: z.iso.date() }),
]);

export type Mail = z.infer<typeof mailSchema>;
export type MailKind = Mail['kind'];

/** The group by which people choose how each kind reaches them. */
export const groupOf: Record<MailKind, LetterGroup> = {
  invitation: 'account',
  'password-reset': 'account',
  'password-changed': 'account',
  'second-factor-changed': 'account',
  'sign-on-linked': 'account',
  'email-change': 'account',
  'email-change-asked': 'account',
  'email-changed': 'account',
  'application-submitted': 'application',
  'application-returned': 'application',
  'application-reviewed': 'application',
  'application-decided': 'decisions',
  'step-reopened': 'application',
  'clarification-asked': 'application',
  'deadline-near': 'deadlines',
  'deadline-moved': 'deadlines',
  'clarification-near': 'deadlines',
  'comment-added': 'comments',
  'reviews-assigned': 'assignments',
  'reviews-released': 'assignments',
  'conflict-declared': 'assignments',
  'review-due': 'overdue',
  'reviews-late': 'overdue',
  'appeal-ruled': 'decisions',
  'appeal-filed': 'appeals',
  'appeal-granted': 'appeals',
  'appeal-assigned': 'assignments',
  'appeal-ended': 'assignments',
  'appeal-due': 'overdue',
  'daily-digest': 'digest',
};
