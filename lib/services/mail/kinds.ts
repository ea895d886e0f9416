import { z } from 'zod';

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
  z.strictObject({ kind: z.literal('application-decided'), ...toContacts, points: z.int() }),
  z.strictObject({ kind: z.literal('step-reopened'), ...aboutStep }),
  z.strictObject({ kind: z.literal('clarification-asked'), ...aboutStep }),
]);

export type Mail = z.infer<typeof mailSchema>;
export type MailKind = Mail['kind'];
