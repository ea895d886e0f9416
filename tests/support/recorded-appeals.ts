import { assignAppeal } from '@/lib/services/appeals/assign-appeal';
import { fileAppeal } from '@/lib/services/appeals/file-appeal';
import { decideNow } from './decide-now';
import type { Given, Row } from './recorded-work';
import { reviewed, type Stage } from './stages';
import type { World } from './world';

const reason = 'The minutes say more.';
const due = { 'deadline.month': '12', 'deadline.day': '1', 'deadline.year': '2030', time: '17:00' };

/** Decided: its step has 5 points and can have more. */
async function decided(world: World): Promise<Stage> {
  const stage = await reviewed(world);
  await decideNow(world.people.coordinator, { application: stage.id, level: 'none', note: '' });
  return stage;
}

async function filed(world: World): Promise<Stage & { appeal: string }> {
  const stage = await decided(world);
  const { appeal } = await fileAppeal(stage.contact, { submission: stage.submission, step: '1', reason, evidence: [] });
  return { ...stage, appeal };
}

async function given(world: World): Promise<Given> {
  const { appeal } = await filed(world);
  const { coordinator, otherReviewer: by } = world.people;
  await assignAppeal(coordinator, { appeal, reviewer: by.id, ...due });
  return { by, form: { appeal, outcome: 'granted', points: '10', reason } };
}

/** Appeals and the correction of one step's points, with what each records. */
export const appeals: Record<string, Row> = {
  'appeals.fileAppealCommand': {
    given: async (world) => {
      const { contact: by, submission } = await decided(world);
      return { by, form: { submission, step: '1', reason } };
    },
    records: ['appeal.filed'],
  },
  'appeals.withdrawAppealCommand': {
    given: async (world) => {
      const { contact: by, appeal } = await filed(world);
      return { by, form: { appeal } };
    },
    records: ['appeal.withdrawn'],
  },
  'appeals.assignAppealCommand': {
    given: async (world) => {
      const { appeal } = await filed(world);
      const { coordinator: by, otherReviewer } = world.people;
      return { by, form: { appeal, reviewer: otherReviewer.id, ...due } };
    },
    records: ['appeal.assigned'],
  },
  'appeals.ruleAppealCommand': { given, records: ['appeal.ruled'] },
  'appeals.correctPointsCommand': {
    given: async (world) => {
      const { submission } = await decided(world);
      const form = { submission, step: '1', outcome: 'approved', points: '10', reason };
      return { by: world.people.coordinator, form };
    },
    records: ['correction.proposed'],
  },
};
