import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/access/actor';
import { publicActor } from '@/lib/auth';
import { addComment, addCommentInput } from '@/lib/services/comments/add-comment';
import { askClarification, askClarificationInput } from '@/lib/services/reviews/ask-clarification';
import { returnApplication } from '@/lib/services/reviews/return-application';
import type { EventKind } from '@/lib/workflow/event-words';
import { prisma } from './owner';
import { begun, newTown, ready, reviewed, ruled, ruling, submitted } from './stages';
import { cite, makeCycle, type World } from './world';

export type Form = Record<string, unknown>;
export type Given = {
  by: Actor;
  form: Form;
  /** What is refused: the same by the contact of another town, unless said otherwise; `never` where all are answered alike. */
  refused?: { by?: Actor; form?: Form } | 'never';
  /** The browser's session, where a command asks for it. */
  session?: string;
};
export type Row = {
  given: (world: World) => Promise<Given>;
  /** Exactly the events it writes, each, or several together, with all that they tell of in a transaction of their own. */
  records: (EventKind | EventKind[])[];
  /** Tables that further transactions, without an event, may change. */
  beside?: string[];
};

/** A row about an application: who gives the command, and its form. */
const about =
  <S extends { contact: Actor }>(stage: (world: World) => Promise<S>, form: (stage: S) => Form | Promise<Form>) =>
  async (world: World): Promise<Given> => {
    const made = await stage(world);
    return { by: made.contact, form: await form(made) };
  };
const as =
  (role: 'reviewer' | 'coordinator', stage: (world: World) => Promise<{ id: string }>, more: Form = {}) =>
  async (world: World): Promise<Given> => ({
    by: world.people[role],
    form: { application: (await stage(world)).id, ...more },
  });

/** The application with a link that its step cites. */
async function cited(world: World) {
  const stage = await begun(world);
  const citation = await cite(stage.submission, '1', 'support', stage.contact);
  const { evidenceId } = await prisma().citation.findUniqueOrThrow({ where: { id: citation } });
  return { ...stage, citation, evidence: evidenceId };
}
async function uncited(world: World) {
  const stage = await cited(world);
  await prisma().citation.delete({ where: { id: stage.citation } });
  return stage;
}

let years = 2150;
const cycle = (world: World, deadline = '2190-05-31T17:00:00-04:00') =>
  makeCycle(world.rulebookId, (years += 1), [deadline]);
const date = (name: string, year: string) => ({
  [`${name}.month`]: '6',
  [`${name}.day`]: '14',
  [`${name}.year`]: year,
});
const deadline = { ...date('deadline', '2195'), time: '17:00' };
const coordinates = (form: (world: World) => Form | Promise<Form>) => async (world: World) => ({
  by: world.people.coordinator,
  form: await form(world),
});

/** Submitted, and its last round is over. */
async function late(world: World) {
  const year = 2025;
  const found = await prisma().cycle.findUnique({ where: { year }, include: { rounds: true } });
  const own = found ?? (await makeCycle(world.rulebookId, year, ['2024-05-31T17:00:00-04:00']));
  const ends = (deadline: string) =>
    prisma().round.updateMany({ where: { cycleId: own.id }, data: { deadline: new Date(deadline) } });
  await ends('2024-05-31T17:00:00-04:00');
  const stage = await submitted({ ...world, cycle: own });
  await ends('2024-02-28T17:00:00-05:00');
  return stage;
}
const reason = 'Say what was decided.';
async function clarifying(world: World) {
  const stage = await late(world);
  const input = { submission: stage.submission, step: '1', reason, ...deadline };
  await askClarification(world.people.coordinator, askClarificationInput.parse(input));
  return stage;
}
const opens = (stage: (world: World) => Promise<{ submission: string }>, more: Form = {}) =>
  coordinates(async (world) => ({ submission: (await stage(world)).submission, step: '1', ...more }));

async function returned(world: World) {
  const stage = await ruled(world, 'revise');
  await returnApplication(world.people.reviewer, { application: stage.id });
  const { id } = await prisma().ruling.findFirstOrThrow({ where: { submissionId: stage.submission } });
  return { ...stage, ruling: id };
}

const says = async (world: World) => ({
  by: world.people.reviewer,
  form: { submission: (await submitted(world)).submission, step: '1', text: 'Which lights?' } as Form,
});

export const work: Record<string, Row> = {
  'applications.startApplicationCommand': {
    given: async (world) => {
      const { town, contact } = await newTown(world);
      return { by: contact, form: { town: town.id, cycle: world.cycle.id, aim: 'bronze' } };
    },
    records: ['application.started'],
  },
  'applications.addActionCommand': {
    given: about(begun, ({ id }) => ({ application: id, action: 'cool-roofs' })),
    records: ['application.action-added'],
  },
  'applications.removeActionCommand': {
    given: about(begun, ({ id }) => ({ application: id, action: 'dark-skies', confirm: 'yes' })),
    records: ['application.action-removed'],
  },
  'applications.leaveOutCommand': {
    given: about(begun, ({ id }) => ({ application: id, action: 'dark-skies', leave: 'yes' })),
    records: ['application.left-out'],
  },
  'applications.setAimCommand': {
    given: about(begun, ({ id }) => ({ application: id, aim: 'gold' })),
    records: ['application.aim-set'],
  },
  'applications.withdrawApplicationCommand': {
    given: about(submitted, ({ id }) => ({ application: id, confirm: 'yes' })),
    records: ['application.withdrawn'],
  },
  'applications.submitApplicationCommand': {
    given: about(ready, ({ id }) => ({ application: id, key: randomUUID() })),
    records: ['application.submitted'],
  },
  'applications.saveFormCommand': {
    given: about(begun, ({ submission }) => ({ submission, base: '0', step: '1', '1.narrative': 'Typed.' })),
    records: ['answers.saved'],
  },

  'applications.answerPointsCommand': {
    given: about(returned, (stage) => ({ ruling: stage.ruling, text: ['Said more.'], place: ['Page 2'] })),
    records: ['points.answered'],
  },
  'applications.sendClarificationCommand': {
    given: about(clarifying, ({ submission }) => ({ submission, step: '1' })),
    records: ['clarification.sent'],
  },

  'evidence.citeEvidence': {
    given: about(uncited, ({ submission, evidence }) => ({ submission, step: '1', slot: 'support', evidence })),
    records: ['evidence.cited'],
  },
  'evidence.changePinpoint': {
    given: about(cited, ({ citation }) => ({ citation, pinpoint: 'page 2' })),
    records: ['evidence.pinpoint-changed'],
  },
  'evidence.unciteEvidence': { given: about(cited, ({ citation }) => ({ citation })), records: ['evidence.uncited'] },
  'evidence.addLink': {
    given: about(begun, ({ townId }) => ({ town: townId, title: 'The town', url: 'https://example.org/town' })),
    records: ['evidence.added'],
  },
  'evidence.renameEvidence': {
    given: about(cited, ({ evidence }) => ({ evidence, title: 'Minutes' })),
    records: ['evidence.renamed'],
  },
  'evidence.removeEvidence': { given: about(uncited, ({ evidence }) => ({ evidence })), records: ['evidence.removed'] },
  'evidence.checkAgain': { given: about(cited, ({ evidence }) => ({ evidence })), records: ['evidence.check-asked'] },

  'programs.openCycleCommand': {
    given: coordinates((world) => ({
      year: `${(years += 1)}`,
      name: 'Again',
      rulebook: world.rulebookId,
      ...deadline,
    })),
    records: ['cycle.opened'],
  },
  'programs.saveRoundCommand': {
    given: coordinates(async (world) => ({
      cycle: (await cycle(world)).id,
      number: '1',
      reason: 'A storm.',
      ...deadline,
    })),
    records: ['cycle.changed'],
  },
  'programs.setAppealTimeCommand': {
    given: coordinates(async (world) => ({ cycle: (await cycle(world)).id, days: '45' })),
    records: ['cycle.changed'],
  },
  'programs.extendDeadlineCommand': {
    given: coordinates(async (world) => ({
      cycle: (await cycle(world)).id,
      number: '1',
      town: world.harrow.id,
      reason: 'A flood.',
      ...deadline,
    })),
    records: ['deadline.extended'],
  },
  'programs.closeCycleCommand': {
    given: coordinates(async (world) => ({ cycle: (await cycle(world, '2020-05-31T17:00:00-04:00')).id })),
    records: ['cycle.changed'],
  },
  'programs.recordRegistrationCommand': {
    given: coordinates(({ harrow }) => ({ town: harrow.id, teamSize: '5', ...date('resolution', '2023') })),
    records: ['town.registered'],
  },
  'programs.recordDesignationCommand': {
    given: coordinates(({ harrow }) => ({ town: harrow.id, held: 'yes', note: 'The list of 2023.' })),
    records: ['designation.recorded'],
  },

  'reviews.ruleStepCommand': {
    given: async (world) => ({ by: world.people.reviewer, form: ruling(await submitted(world), 'approved') }),
    records: ['ruling.made'],
  },
  'reviews.reopenStepCommand': {
    given: opens(reviewed, { reason }),
    records: ['step.reopened'],
  },
  'reviews.askClarificationCommand': {
    given: opens(late, { reason, ...deadline }),
    records: ['clarification.asked'],
  },
  'reviews.extendClarificationCommand': {
    given: opens(clarifying, { ...deadline, 'deadline.year': '2196' }),
    records: ['clarification.extended'],
  },
  'reviews.closeClarificationCommand': { given: opens(clarifying), records: ['clarification.closed'] },
  'reviews.addCommentCommand': {
    given: says,
    records: ['comment.added'],
  },
  'reviews.addNoteCommand': { given: says, records: ['note.added'] },
  'reviews.resolveCommentCommand': {
    given: async (world) => {
      const { by, form } = await says(world);
      await addComment(by, addCommentInput.parse(form));
      const where = { submissionId: form.submission as string };
      const { id } = await prisma().comment.findFirstOrThrow({ where });
      return { by, form: { comment: id, resolved: 'yes' } };
    },
    records: ['comment.resolved'],
  },
  'reviews.returnApplicationCommand': {
    given: as('reviewer', (world) => ruled(world, 'revise')),
    records: ['application.returned'],
  },
  'reviews.finishReviewCommand': {
    given: as('reviewer', (world) => ruled(world, 'approved')),
    records: ['application.reviewed'],
  },
  'reviews.assignReviewerCommand': {
    given: async (world) => as('coordinator', submitted, { reviewer: world.people.otherReviewer.id })(world),
    records: ['application.assigned'],
  },
  'reviews.releaseReviewerCommand': {
    given: async (world) => as('coordinator', submitted, { reviewer: world.people.reviewer.id })(world),
    records: ['application.assigned'],
  },

  'POST /api/evidence': {
    given: about(begun, ({ townId }) => ({ town: townId })),
    records: ['evidence.added'],
  },
  'PUT /api/answers/[submission]': {
    given: about(begun, ({ submission }) => ({ submission, base: 0, changes: { '1.narrative': 'Typed.' } })),
    records: ['answers.saved'],
  },
  // Who has a form open just now, forgotten in a minute.
  'PUT /api/presence/[submission]': {
    beside: ['presences'],
    given: about(begun, ({ submission }) => ({ submission, step: '1' })),
    records: [],
  },
  // Using the session is no change.
  'POST /api/session': { given: async () => ({ by: publicActor, form: {}, refused: 'never' }), records: [] },
};
