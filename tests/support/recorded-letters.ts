import { publicActor } from '@/lib/auth';
import { now } from '@/lib/clock';
import { wayOutOf } from '@/lib/services/mail/way-out';
import { canBeStopped, letterGroups } from '@/lib/workflow/letter-choices';
import { prisma } from './owner';
import type { Row } from './recorded-work';
import { newTown } from './stages';
import type { World } from './world';

/** A letter kept for a town's contact. */
async function withLetter(world: World) {
  const { contact } = await newTown(world);
  const { id } = await prisma().mail.create({
    data: {
      kind: 'application-decided',
      parameters: {},
      createdAt: now(),
      userId: contact.id,
      subject: 'The application was decided',
      body: {},
      outcome: 'sent',
      endedAt: now(),
    },
  });
  return { contact, id };
}

/** The link in a letter that stops its like. */
async function wayOut(world: World): Promise<string> {
  const { contact } = await newTown(world);
  return wayOutOf(contact.id, letterGroups.find(canBeStopped)!)!.page.split('/').at(-1)!;
}
const stops: Row = {
  given: async (world) => ({
    by: publicActor,
    form: { token: await wayOut(world) },
    refused: { form: { token: 'of-nobody' } },
  }),
  records: ['letters.chosen'],
};

export const letters: Record<string, Row> = {
  // What one person has read is for them alone.
  'letters.markLetterCommand': {
    given: async (world) => {
      const { contact, id } = await withLetter(world);
      return { by: contact, form: { letter: id, read: 'yes' } };
    },
    records: [],
    beside: ['mails'],
  },
  'letters.markAllReadCommand': {
    given: async (world) => ({ by: (await withLetter(world)).contact, form: {}, refused: { by: publicActor } }),
    records: [],
    beside: ['mails'],
  },
  'letters.chooseLettersCommand': {
    given: async (world) => ({
      by: (await newTown(world)).contact,
      form: { digest: 'at_once' },
      refused: { by: publicActor },
    }),
    records: ['letters.chosen'],
  },
  'letters.stopLettersCommand': stops,
  'POST /api/unsubscribe/[token]': stops,
  'letters.markUnreachedCommand': {
    given: async (world) => ({
      by: world.people.coordinator,
      form: { person: (await newTown(world)).contact.id },
    }),
    records: ['address.unreached'],
  },
  'letters.markReachedCommand': {
    given: async (world) => {
      const { id, email } = (await newTown(world)).contact;
      await prisma().unreachedAddress.create({ data: { userId: id, email, since: now() } });
      return { by: world.people.coordinator, form: { person: id } };
    },
    records: ['address.reached'],
  },
};
