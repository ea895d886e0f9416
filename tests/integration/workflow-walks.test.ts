import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Person } from '@/lib/access/actor';
import type { ApplicationView } from '@/lib/workflow/views';
import { possible } from '@/lib/workflow/application';
import { stepTransitions } from '@/lib/workflow/step-life';
import { freshDatabase } from '../support/database';
import { attempt, expectJudged, expectSound, rowsGone, rowsOfTables, stateOf } from '../support/walk-checks';
import { one, type Deed, type Doing } from '../support/walk-deed';
import { deeds, type DeedName } from '../support/walk-deeds';
import { follow, placesOf } from '../support/walk-follow';
import { tours } from '../support/walk-tour';
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
/** `gone`: the rows of the tables that were gone through. */
type Real = { walk: Walk; told: string[]; gone: string[] };

async function done(deed: Deed, doing: Doing, model: Model, { told, gone }: Real, must = false): Promise<void> {
  const outcome = await attempt(deed, doing);
  const { refused } = outcome;
  told.push(`${doing.who.name}${refused ? ` (refused: ${refused.message})` : ''}`);
  if (must) expect(refused?.message, `${stateOf(model.view)}, ${told.join('; ')}`).toBeUndefined();
  const after = await readLife(doing.walk);
  expectJudged(deed, doing, after, outcome);
  if (!refused) gone.push(...rowsGone(deed, doing, after));
  const still = after.print === model.life.print && !deed.by?.includes('clock');
  if (!still) model.view = await expectSound(doing.walk, after, model.life);
  model.life = after;
}

/** Who it is for, as a rule. */
function rightly(walk: Walk, life: Life, name: DeedName): Person[] {
  const { contact, editor, reviewers, coordinators } = walk;
  const deed: Deed = deeds[name];
  const act = String(deed.act);
  if (['save', 'leave out', 'answer points'].includes(name)) return [editor, contact];
  if (['submit', 'withdraw', 'send-clarification', 'appeal', 'withdraw-appeal'].includes(act)) return [contact];
  const asked = reviewers.filter(({ id }) =>
    name === 'rule on the appeal'
      ? life.appeals.some(({ state, reviewerId }) => state === 'assigned' && reviewerId === id)
      : name === 'read again' && life.readings.some(({ readerId }) => readerId === id),
  );
  if (asked.length > 0) return asked;
  if (['rule', 'rule-appeal', 'read-again', 'hand-over'].includes(act) || name === 'join the town') return reviewers;
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
    return places.filter((place) => stepTransitions.some(({ act, from }) => act === step && from === place.life));
  }

  check(model: Readonly<Model>): boolean {
    const { act }: Deed = deeds[this.name];
    if (!this.bold && typeof act === 'string' && !possible(model.life.status, act)) return false;
    return this.steps(model).length > 0;
  }

  async run(model: Model, real: Real): Promise<void> {
    const { walk } = real;
    const everybody = [walk.contact, walk.editor, walk.viewer, walk.stranger, walk.conflicted];
    const who = this.bold
      ? [...everybody, ...walk.reviewers, ...walk.coordinators]
      : rightly(walk, model.life, this.name);
    const doing = { walk, life: model.life, step: one(this.steps(model), this.pick >> 3), pick: this.pick };
    real.told.push(this.name);
    await done(deeds[this.name], { ...doing, who: one(who, this.pick >> 5) }, model, real);
  }

  toString = () => `${this.bold ? 'boldly ' : ''}${this.name} ${this.pick}`;
}

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
const commands = fc.array(
  fc.oneof(
    ...names.map((name) => ({
      weight: Math.ceil(deeds[name].weight * 10),
      arbitrary: nat.map((pick): fc.AsyncCommand<Model, Real> => new Act(name, pick, false)),
    })),
    {
      weight: 100,
      arbitrary: fc.tuple(fc.constantFrom(...names), nat).map(([name, pick]) => new Act(name, pick, true)),
    },
    { weight: 250, arbitrary: nat.map((pick) => new Obey(pick)) },
  ),
  { minLength: long ? 40 : 15, maxLength: long ? 120 : 40 },
);

/** One walk, to the decision first where that is asked for, and at last to an end. */
async function walkAlong(decided: boolean, all: Iterable<fc.AsyncCommand<Model, Real>>): Promise<Real> {
  const walk = await makeWalk(staff);
  const real: Real = { walk, told: [], gone: [] };
  const life = await readLife(walk);
  const model: Model = { life, view: await expectSound(walk, life, null) };
  const ends = (of: Life) => of.status === 'decided' || of.status === 'withdrawn';
  try {
    for (let pick = 0; decided && !ends(model.life); pick += 3) await obey(model, real, pick);
    await fc.asyncModelRun(() => ({ model, real }), all);
    for (let left = 60; model.view.view.next !== 'nobody'; left -= 1) {
      expect(left).toBeGreaterThan(0);
      await obey(model, real, left);
    }
  } catch (error) {
    throw new Error(`After ${real.told.join('; ')}`, { cause: error });
  }
  return real;
}

test('known walks go through every row of the tables', { timeout: 120_000 }, async () => {
  const gone = new Set<string>();
  for (const tour of tours) {
    const all = tour.map(([name, pick = 0]) => (name === 'obey' ? new Obey(pick) : new Act(name, pick, false)));
    for (const row of (await walkAlong(false, all)).gone) gone.add(row);
  }
  expect(rowsOfTables.filter((row) => !gone.has(row))).toEqual([]);
});

test(
  'nothing happens outside the tables, everything agrees, and doing as the status says leads to an end',
  async () => {
    const until = performance.now() + (long ? 600_000 : 3000);
    let walked = 0;
    await fc.assert(
      fc.asyncProperty(fc.boolean(), commands, async (decided, all) => {
        // However slow the machine is, one walk comes to its end.
        if (walked > 0 && performance.now() > until) return;
        await walkAlong(decided, all);
        walked += 1;
      }),
      { numRuns: 5000, endOnFailure: true },
    );
  },
  long ? 700_000 : 120_000,
);
