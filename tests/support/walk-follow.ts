import type { Person } from '@/lib/access/actor';
import { getAppeal } from '@/lib/services/appeals/get-appeal';
import { assignAppeal } from '@/lib/services/appeals/assign-appeal';
import { proposeCorrection } from '@/lib/services/certifications/propose-correction';
import { assignReviewer } from '@/lib/services/reviews/assign-reviewer';
import type { ApplicationView } from '@/lib/workflow/views';
import { ruleOn } from './walk-appeals';
import { one, posted, type Deed, type Doing } from './walk-deed';
import { answerAll, deeds, fill, levels } from './walk-deeds';
import { freeReviewers, moreTime } from './walk-program';
import type { Life, StepAt, Walk } from './walk-world';
import { makePerson } from './world';

/*
 * What each state asks of whom, in a random walk: done so that it should succeed.
 */

/** The steps of the round; before one is submitted, those of the actions. */
export const placesOf = ({ steps, submissions }: Life): StepAt[] =>
  steps.length > 0
    ? steps
    : submissions.map(({ id, action }) => ({
        submission: id,
        action,
        key: '1',
        category: 0,
        life: 'waiting',
        ruling: null,
        noted: false,
      }));

type Asked = Omit<Doing, 'who' | 'step'> & { view: ApplicationView };
type Follow = (asked: Asked, walk: Walk) => [Deed, Partial<Doing> & { who: Person }];

const covers = (given: Life['given'][number], step: StepAt) =>
  given.action !== null ? given.action === step.action : given.category === null || given.category === step.category;

/** Whoever was asked to read a step a second time does that first. */
const reads = ({ readings }: Life, { id }: Person, step: StepAt) =>
  readings.some((row) => row.readerId === id && row.submission === step.submission && row.step === step.key);

/** Makes what was returned fit to be sent again, and sends it. */
const mend = (send: Deed): Deed => ({
  ...send,
  do: async (doing) => {
    for (const { id, leftOut } of doing.life.submissions) {
      const step = placesOf(doing.life).find((place) => place.submission === id);
      const asked = step?.life === 'clarifying' || step?.life === 'lapsed';
      if (step?.life === 'approved' || (send === deeds['send clarification'] && doing.step.submission !== id)) continue;
      if (leftOut && !asked) await deeds['leave out'].do({ ...doing, step: { ...doing.step, ...step! }, pick: 1 });
      await fill(doing, id);
      if (step?.ruling?.outcome === 'revise') await answerAll({ who: doing.who, step });
    }
    return send.do(doing);
  },
});

/** A reviewer who may be given something of the town; where there is none, whoever is kept away is freed. */
async function reader({ walk, who }: Doing): Promise<Person> {
  await freeReviewers(walk, who);
  return walk.reviewers[0]!;
}

/** Gives the appeal to somebody who can rule on it; where nobody can, another reviewer is found first. */
async function giveAppeal({ walk, life, who, pick }: Doing): Promise<unknown> {
  const appeal = life.appeals.find(({ state }) => state === 'filed')!.id;
  const { reviewers } = await getAppeal(who, appeal);
  const known = walk.reviewers.filter(({ id }) => reviewers.some((free) => free.id === id));
  if (known.length === 0) walk.reviewers.push(await makePerson('Nora Newcomer', { role: 'reviewer' }));
  const reviewer = (known.length > 0 ? one(known, pick) : walk.reviewers.at(-1)!).id;
  return assignAppeal(who, { appeal, reviewer, ...posted(20) });
}

/** What each state asks of whom. */
export const follow: Record<string, Follow> = {
  draft: (_, walk) => [mend(deeds.submit), { who: walk.contact }],
  returned: (_, walk) => [mend(deeds.submit), { who: walk.contact }],
  stranded: ({ life }, { coordinators }) => [
    { by: ['coordinator'], weight: 0, do: (d) => moreTime(d.who, { ...d, life }) },
    { who: coordinators[0] },
  ],
  unassigned: (_, walk) => [
    {
      ...deeds.assign,
      do: async (d) => {
        const { id } = await reader(d);
        return assignReviewer(d.who, { application: walk.application, reviewer: id, categories: [] });
      },
    },
    { who: walk.coordinators[0] },
  ],
  reviewing: ({ life }, { reviewers, coordinators }) => {
    const can = (who: Person, step: StepAt) => life.given.some((row) => row.reviewerId === who.id && covers(row, step));
    for (const step of life.steps.filter((place) => place.life === 'waiting'))
      for (const who of reviewers)
        if (can(who, step)) return [reads(life, who, step) ? deeds['read again'] : deeds.rule, { who, step }];
    const revise = life.steps.some(({ ruling }) => ruling?.outcome === 'revise');
    // Who has to read a step again sends nothing before that.
    const sees = (who: Person) => !life.readings.some(({ readerId }) => readerId === who.id);
    return [
      revise ? deeds.return : deeds.finish,
      { who: reviewers.find((who) => sees(who) && can(who, life.steps[0]!)) ?? coordinators[0] },
    ];
  },
  stuck: ({ life }, { coordinators }) => [
    deeds['ask for a clarification'],
    { who: coordinators[0], step: life.steps.find(({ ruling }) => ruling?.outcome === 'revise')! },
  ],
  clarifying: ({ life }, { contact }) => [
    mend(deeds['send clarification']),
    { who: contact, step: life.steps.find((step) => step.life === 'clarifying')! },
  ],
  lapsed: ({ life, pick }, { coordinators }) => [
    pick % 2 ? deeds['give more time'] : deeds['close a clarification'],
    { who: coordinators[0], step: life.steps.find((step) => step.life === 'lapsed')! },
  ],
  'decision-due': ({ view }, { coordinators }) => [
    deeds.decide,
    { who: coordinators[0], pick: levels.indexOf(view.score.level ?? 'none') },
  ],
  appealed: (_, { coordinators }) => [{ ...deeds['assign the appeal'], do: giveAppeal }, { who: coordinators[0] }],
  appealing: ({ life, pick }, { reviewers }) => {
    const appeal = life.appeals.find(({ state }) => state === 'assigned')!;
    const held = life.steps.find((step) => step.submission === appeal.submission);
    // Once the certification is revoked, nothing can be granted any more.
    const granted = !life.revoked && pick % 2 === 0 && held?.ruling?.points !== 20;
    return [
      { ...deeds['rule on the appeal'], do: (d) => ruleOn(d, appeal.id, granted) },
      { who: reviewers.find(({ id }) => id === appeal.reviewerId)! },
    ];
  },
  // Of a step that was appealed meanwhile, a change is turned down.
  'correction-due': ({ life }, { coordinators }) => [
    life.appeals.some(
      ({ state, submission }) =>
        (state === 'filed' || state === 'assigned') && submission === life.change?.submissionId,
    )
      ? deeds['refuse the change']
      : deeds['confirm the change'],
    { who: coordinators.find(({ id }) => id !== life.change?.proposedById)! },
  ],
  'correction-owed': ({ view }, { coordinators }) => [
    {
      ...deeds['propose a change'],
      do: ({ walk, who }) =>
        proposeCorrection(who, {
          application: walk.application,
          to: (view.score.level ?? 'none') as 'none',
          reason: 'The appeal was granted.',
        }),
    },
    { who: coordinators[0] },
  ],
};
