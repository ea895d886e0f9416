import { z } from 'zod';
import type { Prisma } from '@/lib/db/generated/client';
import type { Block, Letter } from '@/lib/mail/letter';

const blockSchema = z.union([
  z.string(),
  z.strictObject({ link: z.string(), label: z.string() }),
  z.strictObject({ facts: z.array(z.tuple([z.string(), z.string()])) }),
  z.strictObject({
    title: z.string(),
    items: z.array(z.strictObject({ text: z.string(), link: z.string().optional() })),
  }),
]);
const keptSchema = z.strictObject({ greeting: z.string().optional(), body: z.array(blockSchema) });

export type KeptLetter = z.infer<typeof keptSchema>;

/** What stands in the portal in the place of a link that opens something to whoever holds it. */
export const linkWithheld =
  'The letter had a link here. It is not kept: whoever reads this page could have used it. Ask for a new one if you need it.';

const withoutSecret = (block: Block): Block =>
  typeof block === 'object' && 'secret' in block && block.secret ? linkWithheld : block;

/** What is kept of a letter as it goes out, for its addressee to read: its words, and no secret. */
export const keptOf = ({ subject, greeting, body }: Letter): { subject: string; body: Prisma.InputJsonObject } => ({
  subject,
  body: keptSchema.parse({ greeting, body: body.map(withoutSecret) }),
});

/** A kept letter, read back from the database. */
export const readKept = (body: unknown): KeptLetter => keptSchema.parse(body);
