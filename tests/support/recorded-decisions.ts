import { decide } from '@/lib/services/certifications/decide';
import { getCorrections } from '@/lib/services/certifications/get-corrections';
import { proposeCorrection } from '@/lib/services/certifications/propose-correction';
import { keepTemplate } from '@/lib/services/templates/keep-template';
import { decideNow } from './decide-now';
import { prisma } from './owner';
import type { Given, Row } from './recorded-work';
import { reviewed } from './stages';
import { makePerson, type World } from './world';

const deciding = async (world: World): Promise<Given> => {
  const form = { application: (await reviewed(world)).id, level: 'none' as const };
  const { print } = await decide(world.people.coordinator, { ...form, note: '' });
  return { by: world.people.coordinator, form: { ...form, seen: print } };
};

/** Decided, and certified Bronze whatever its points. */
async function certified(world: World) {
  const stage = await reviewed(world);
  await decideNow(world.people.coordinator, { application: stage.id, level: 'none', note: '' });
  const day = new Date('2024-05-01');
  const held = { level: 'bronze' as const, year: 2024, points: 5, awardedOn: day, until: day };
  const of = { townId: stage.townId, applicationId: stage.id, decidedById: world.people.coordinator.id };
  await prisma().certification.create({ data: { ...of, ...held } });
  return stage;
}

/** A revocation that another coordinator confirms. */
async function correcting(world: World): Promise<Given> {
  const { id } = await certified(world);
  const by = await makePerson('Second Coordinator', { role: 'coordinator' });
  await proposeCorrection(world.people.coordinator, { application: id, to: 'revoked', reason: 'A mistake.' });
  const [waiting] = await getCorrections(by, id);
  return { by, form: { application: id, correction: waiting!.id, seen: waiting!.preview!.print } };
}

const proposing = async (world: World): Promise<Given> => ({
  by: world.people.coordinator,
  form: { application: (await certified(world)).id, to: 'revoked', reason: 'A mistake.' },
});

const template = { title: 'Say who', text: 'Say who keeps it, and how often.', place: '' };

/** Deciding and changing a decision, and the words kept for reasons, with what each records. */
export const decisions: Record<string, Row> = {
  'reviews.decideCommand': { given: deciding, records: ['application.decided'] },
  'reviews.proposeCorrectionCommand': {
    given: proposing,
    records: ['correction.proposed'],
  },
  'reviews.confirmCorrectionCommand': { given: correcting, records: ['decision.revoked'] },
  'reviews.refuseCorrectionCommand': {
    given: async (world) => {
      const { by, form } = await correcting(world);
      return { by, form: { application: form.application, correction: form.correction } };
    },
    records: ['correction.refused'],
  },
  'reviews.keepTemplateCommand': {
    given: async (world) => ({ by: world.people.coordinator, form: template }),
    records: ['template.kept'],
  },
  'reviews.removeTemplateCommand': {
    given: async (world) => ({
      by: world.people.coordinator,
      form: await keepTemplate(world.people.coordinator, template),
    }),
    records: ['template.removed'],
  },
};
