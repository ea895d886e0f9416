import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { assignReviewer } from '@/lib/services/reviews/assign-reviewer';
import type { ApplicationView } from '@/lib/workflow/views';
import { possible } from '@/lib/workflow/application';
import { stepTransitions } from '@/lib/workflow/step-life';
import { freshDatabase } from '../support/database';
import { attempt, expectJudged, expectSound, stateOf } from '../support/walk-checks';
import { answerAll, deeds, fill, moreTime, levels, type Deed, type DeedName, type Doing } from '../support/walk-deeds';
import { makeStaff, makeWalk, readLife, type Life, type Staff, type StepAt, type Walk } from '../support/walk-world';

/*
 * The workflow, walked at random over the real services: whatever anybody does, it is in the tables or refused with a reason,
 * everything agrees, and somebody can act; and doing what the status says, as whom it names, leads to an end. `npm run
 * test:chaos` walks for ten minutes. A failure prints its seed.
 */

await freshDatabase();
const long = process.env.CHAOS === 'long';
let staff: Staff;

beforeAll(async () => {
  staff = await makeStaff();
});

/** What the commands look at: how the application stands. Filled in as the walk goes on. */
type Model = { life: Life; view: ApplicationView };
type Real = { walk: Walk; told: string[] };

/** The steps of the round; before one is submitted, those of the actions. */
const placesOf = ({ steps, submissions }: Life): StepAt[] =>
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

const pickOf = <T>(of: readonly T[], pick: number): T => of[pick % of.length]!;

async function done(deed: Deed, doing: Doing, model: Model, { told }: Real, must = false): Promise<void> {
  const outcome = await attempt(deed, doing);
  const { refused } = outcome;
  told.push(`${doing.who.name}${refused ? ` (refused: ${refused.message})` : ''}`);
  if (must) expect(refused?.message, `${stateOf(model.view)}, ${told.join('; ')}`).toBeUndefined();
  const after = await readLife(doing.walk);
  expectJudged(deed, doing, after, outcome);
  const still = after.print === model.life.print && !deed.by?.includes('clock');
  if (!still) model.view = await expectSound(doing.walk, after, model.life);
  model.life = after;
}

/** Who it is for, as a rule. */
function rightly(walk: Walk, name: DeedName): Person[] {
  const { contact, editor, reviewers, coordinators } = walk;
  const deed: Deed = deeds[name];
  if (['save', 'leave out', 'answer points'].includes(name)) return [editor, contact];
  if (deed.act === 'submit' || deed.act === 'withdraw' || deed.act === 'send-clarification') return [contact];
  if (['rule', 'read-again', 'hand-over'].includes(String(deed.act))) return reviewers;
  return deed.act === 'return' || deed.act === 'finish' ? [...reviewers, ...coordinators] : coordinators;
}

/** A deed of the tables by somebody whose it is where it is possible; or, `bold`, by anybody at any time. */
class Act implements fc.AsyncCommand<Model, Real> {
  constructor(
    private readonly name: DeedName,
    private readonly pick: number,
    private readonly bold: boolean,
  ) {}

  private steps({ life }: Model): StepAt[] {
    const { step }: Deed = deeds[this.name];
    const places = placesOf(life);
    if (this.bold || !step) return places;
    return places.filter((place) => stepTransitions.some((one) => one.act === step && one.from === place.life));
  }

  check(model: Readonly<Model>): boolean {
    const { act }: Deed = deeds[this.name];
    if (!this.bold && typeof act === 'string' && !possible(model.life.status, act)) return false;
    return this.steps(model).length > 0;
  }

  async run(model: Model, real: Real): Promise<void> {
    const { walk } = real;
    const everybody = [walk.contact, walk.editor, walk.viewer, walk.stranger, walk.conflicted];
    const who = this.bold ? [...everybody, ...walk.reviewers, ...walk.coordinators] : rightly(walk, this.name);
    const doing = { walk, life: model.life, step: pickOf(this.steps(model), this.pick >> 3), pick: this.pick };
    real.told.push(this.name);
    await done(deeds[this.name], { ...doing, who: pickOf(who, this.pick >> 5) }, model, real);
  }

  toString = () => `${this.bold ? 'boldly ' : ''}${this.name} ${this.pick}`;
}

type Follow = (doing: Omit<Doing, 'who' | 'step'> & Model, walk: Walk) => [Deed, Partial<Doing> & { who: Person }];

const covers = (one: Life['given'][number], step: StepAt) =>
  one.action !== null ? one.action === step.action : one.category === null || one.category === step.category;

/** Whoever was asked to read a step a second time does that first. */
const reads = ({ readings }: Life, { id }: Person, step: StepAt) =>
  readings.some((one) => one.readerId === id && one.submission === step.submission && one.step === step.key);

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

/** What each state asks of whom, done so that it should succeed. */
const follow: Record<string, Follow> = {
  draft: (_, walk) => [mend(deeds.submit), { who: walk.contact }],
  returned: (_, walk) => [mend(deeds.submit), { who: walk.contact }],
  stranded: ({ life }, { coordinators }) => [
    { by: ['coordinator'], weight: 0, do: (d) => moreTime(d.who, { ...d, life }) },
    { who: coordinators[0] },
  ],
  unassigned: (_, walk) => [
    {
      ...deeds.assign,
      do: async ({ who }) => {
        await deeds['lift a conflict'].do({ walk, who } as Doing);
        return assignReviewer(who, { application: walk.application, reviewer: walk.reviewers[0].id, categories: [] });
      },
    },
    { who: walk.coordinators[0] },
  ],
  reviewing: ({ life }, { reviewers, coordinators }) => {
    const can = (who: Person, step: StepAt) => life.given.some((one) => one.reviewerId === who.id && covers(one, step));
    for (const step of life.steps.filter((one) => one.life === 'waiting'))
      for (const who of reviewers)
        if (can(who, step)) return [reads(life, who, step) ? deeds['read again'] : deeds.rule, { who, step }];
    const revise = life.steps.some(({ ruling }) => ruling?.outcome === 'revise');
    return [
      revise ? deeds.return : deeds.finish,
      { who: reviewers.find((one) => can(one, life.steps[0]!)) ?? coordinators[0] },
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
  'correction-due': ({ life }, { coordinators }) => [
    deeds['confirm the change'],
    { who: coordinators.find(({ id }) => id !== life.change?.proposedById)! },
  ],
};

/** Whoever the status names does what it says, and is not refused. */
async function obey(model: Model, real: Real, pick: number): Promise<void> {
  const state = stateOf(model.view);
  const { walk } = real;
  const known = follow[state];
  if (!known) throw new Error(`Nobody knows what to do when it is ${state}`);
  const doing = { walk, life: model.life, pick };
  const [deed, of] = known({ ...doing, ...model }, walk);
  real.told.push(`as the status says (${state})`);
  await done(deed, { ...doing, step: placesOf(model.life)[0]!, ...of }, model, real, true);
}

class Obey implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly pick: number) {}
  check = ({ view }: Readonly<Model>) => view.view.next !== 'nobody';
  run = (model: Model, real: Real) => obey(model, real, this.pick);
  toString = () => `obey ${this.pick}`;
}

const names = Object.keys(deeds) as DeedName[];
const nat = fc.nat(100_000);
const commands = fc.commands(
  [
    ...names.flatMap((name) =>
      Array.from({ length: Math.ceil(deeds[name].weight) }, () => nat.map((pick) => new Act(name, pick, false))),
    ),
    ...Array.from({ length: 8 }, () =>
      fc.tuple(fc.constantFrom(...names), nat).map(([name, pick]) => new Act(name, pick, true)),
    ),
    ...Array.from({ length: 30 }, () => nat.map((pick) => new Obey(pick))),
  ],
  { maxCommands: long ? 80 : 30, size: 'max' },
);

test(
  'nothing happens outside the tables, everything agrees, and doing as the status says leads to an end',
  async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (all) => {
        const walk = await makeWalk(staff);
        const real: Real = { walk, told: [] };
        const life = await readLife(walk);
        const model: Model = { life, view: await expectSound(walk, life, null) };
        await fc.asyncModelRun(() => ({ model, real }), all);
        for (let left = 25; model.view.view.next !== 'nobody'; left -= 1) {
          expect(left, real.told.join('; ')).toBeGreaterThan(0);
          await obey(model, real, 0);
        }
      }),
      { numRuns: long ? 5000 : 25, interruptAfterTimeLimit: long ? 600_000 : 12_000, endOnFailure: true },
    );
  },
  long ? 700_000 : 60_000,
);
