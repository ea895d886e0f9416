import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Cells } from '@/lib/rulebook/cells';
import { rulebookHash } from '@/lib/rulebook/hash';
import { same } from '@/lib/workflow/merge';
import { freshDatabase } from '../support/database';
import { Network, Office, type Claim } from '../support/offices';
import { makeApplication, makeCycle, makeWorld, type World } from '../support/world';
import { prisma } from '../support/owner';

/*
 * Long random histories of eight people in one form, on a network that loses, doubles and reorders, with browsers that
 * die: whatever the server acknowledged is stored or was replaced by somebody who had seen it, and whatever was typed is
 * stored, on its device, or waits for a decision. `npm run test:chaos` runs longer ones. A failure prints its seed.
 */

await freshDatabase();
const long = process.env.CHAOS === 'long';
const action = 'municipal-workforce-homelessness';
let world: World;
let year = 2100;

beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const isPersonal = (address: string) => address === '1a.liaison-name';
const fields = ['1a.liaison-name', '1a.liaison-title', '1a.relationship', '1a.page', '3.contents'];
const rows = ['r1', 'r2', 'r3'];
const columns = ['training', 'attendee'];
const cellsOfRow = (row: string, value: string | null) =>
  Object.fromEntries(columns.map((column) => [`1b.log.${row}.${column}`, value && `${column} ${value}`]));

const office = fc.nat(7);
const field = fc.constantFrom(...fields);
/** Few texts, so that two people sometimes write the same. */
const text = fc.constantFrom('oak', 'elm', 'ash', 'fir', '');
const index = fc.nat(20);

const operation = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('type'), office, field, text }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('type-badly'), office }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('add-row'), office, row: fc.constantFrom(...rows), text }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove-row'), office, row: fc.constantFrom(...rows) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('paste'), office, text, count: fc.integer({ min: 2, max: 20 }) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.constantFrom(100, 250, 900, 5000, 60_000) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('send'), office }) },
  { weight: 10, arbitrary: fc.record({ do: fc.constant('deliver'), index, answered: fc.boolean() }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('deliver'), index, answered: fc.constant(true) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('give-up'), index, copies: fc.constantFrom(1, 2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose'), index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('all-at-once') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave'), office }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reload'), office }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill'), office }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look'), office }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('choose'), office, choice: fc.constantFrom('mine', 'theirs', 'both') }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sign-out-or-in'), office }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer O> ? O : never;

type Stored = { cells: Cells; revision: number };

class History {
  readonly network: Network;
  readonly offices: Office[];

  constructor(readonly submission: string) {
    const { contact, editor, helper } = world.people;
    this.network = new Network(submission, rulebookHash(world.rulebook));
    this.offices = Array.from(
      { length: 8 },
      (_, i) => new Office(`office-${i}`, [contact, editor, helper][i % 3]!, this.network, isPersonal),
    );
  }

  async stored(): Promise<Stored> {
    const row = await prisma().submission.findUniqueOrThrow({ where: { id: this.submission } });
    return { cells: row.cells as Cells, revision: row.revision };
  }

  async open(office: Office): Promise<void> {
    office.open(await this.stored());
  }

  async run(op: Operation): Promise<void> {
    const { network } = this;
    const at = 'office' in op ? this.offices[op.office]! : this.offices[0]!;
    switch (op.do) {
      case 'type':
        return at.type({ [op.field]: op.field === '1a.page' && op.text ? `https://example.org/${op.text}` : op.text });
      case 'type-badly':
        return at.type({ '1a.page': 'javascript:alert(1)' });
      case 'add-row':
        return at.type(cellsOfRow(op.row, op.text || 'oak'));
      case 'remove-row':
        return at.type(cellsOfRow(op.row, null));
      case 'paste':
        return at.type(
          Object.assign({}, ...Array.from({ length: op.count }, (_, i) => cellsOfRow(`p${i}`, op.text || 'elm'))),
        );
      case 'wait':
        return this.wait(op.ms);
      case 'send':
        return void at.page!.now();
      case 'deliver':
        return network.deliver(network.take(op.index), op.answered);
      case 'give-up':
        return network.giveUp(op.index, op.copies);
      case 'lose':
        return network.giveUp(op.index, 0);
      case 'all-at-once': {
        const all = network.onTheWay.splice(0);
        return void (await Promise.all(all.map((request) => network.deliver(request, true))));
      }
      case 'leave':
        return at.page!.leave();
      case 'reload':
        at.page!.leave();
        return this.open(at);
      case 'kill':
        return this.open(at);
      case 'look':
        return void at.page!.sync();
      case 'choose':
        return at.choose(op.choice);
      case 'sign-out-or-in':
        at.signedOut = !at.signedOut;
    }
  }

  async wait(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
    if (ms < 250) return;
    for (const { name, typed, device } of this.offices)
      for (const [address, value] of typed) {
        const kept = device && address in device.changes ? device.changes[address] : 'nothing';
        if (!isPersonal(address) && !same(kept, value))
          throw new Error(`${name} typed ${value} in ${address}; kept: ${kept}`);
      }
  }

  /** Everybody is connected and signed in, decides what there is to decide, and waits until all is stored. */
  async settle(): Promise<void> {
    for (const office of this.offices) office.signedOut = false;
    for (let turn = 0; turn < 60; turn += 1) {
      for (const office of this.offices) {
        for (const { address } of office.page!.view().refused) office.type({ [address]: 'https://example.org/good' });
        office.choose('mine');
      }
      await this.wait(60_000);
      while (this.network.onTheWay.length > 0) await this.network.deliver(this.network.take(0), true);
      if (this.offices.every(({ typed, page }) => typed.size === 0 && page!.view().state === 'saved'))
        return this.wait(250);
    }
    const left = this.offices.map(({ name, typed, page }) => [name, page!.view().state, ...typed]);
    throw new Error(`All are connected and have decided, and this is not stored: ${JSON.stringify(left)}`);
  }
}

type Made = { revision: number; writer: string; seq: number };

/**
 * The claims in the order of the server's work: by revision, and first the one that made it. Answers may arrive in another
 * order, for PostgreSQL lets the next writer in before it says that the first has committed.
 */
function inOrder(claims: readonly Claim[], made: readonly Made[]): Claim[] {
  const makers = new Map(made.map((one) => [one.revision, one]));
  const later = ({ revision, writer, seq }: Claim) => {
    const maker = makers.get(revision);
    return maker?.writer === writer && maker.seq === seq ? 0 : 1;
  };
  return [...claims].sort((a, b) => a.revision - b.revision || later(a) - later(b));
}

/** Fails unless each value that stood was replaced by somebody who had seen it, or by the hand that wrote it. */
function expectNothingOverwritten(claims: readonly Claim[]): void {
  const standing = new Map<string, Claim>();
  for (const claim of claims) {
    const before = standing.get(claim.address);
    if (same(before?.value, claim.value)) continue;
    const seen = !before || claim.base >= before.revision;
    const own = before?.writer === claim.writer && before.seq <= claim.seq;
    if (!seen && !own) throw new Error(`${JSON.stringify(before)} was overwritten unseen by ${JSON.stringify(claim)}`);
    standing.set(claim.address, claim);
  }
}

/** Fails unless the answers stored are those acknowledged last. */
function expectAcknowledged(claims: readonly Claim[], cells: Cells): void {
  const last = new Map<string, Claim>();
  for (const claim of claims) last.set(claim.address, claim);
  const expected = [...last]
    .filter(([, { value }]) => !same(value, null))
    .map(([address, { value }]) => [address, value]);
  expect(cells).toEqual(Object.fromEntries(expected));
}

async function play(operations: readonly Operation[]): Promise<void> {
  // A cycle for each history: the record of the one before stays.
  const cycle = await makeCycle(world.rulebookId, (year += 1), ['2024-05-31T17:00:00-04:00']);
  const application = await makeApplication(world, { actions: [action], cycle });
  const history = new History(application.submissions[action]!);
  try {
    for (const office of history.offices) await history.open(office);
    for (const op of operations) await history.run(op);
    await history.settle();
    for (const office of history.offices) await history.open(office);
    await history.settle();

    const { cells, revision } = await history.stored();
    const events = await prisma().event.findMany({
      where: { applicationId: application.id, kind: 'answers.saved' },
      select: { details: true },
    });
    const made = events.map(({ details }) => details as Made);
    expect(made.map((one) => one.revision).sort((a, b) => a - b)).toEqual(
      Array.from({ length: revision }, (_, i) => i + 1),
    );
    const claims = inOrder(history.network.claims, made);
    expectNothingOverwritten(claims);
    expectAcknowledged(claims, cells);
    for (const { screen, device } of history.offices) expect([screen, device]).toEqual([cells, null]);
  } finally {
    for (const office of history.offices) office.close();
  }
}

const [length, runs] = long ? [4000, 12] : [300, 2];

test(
  'eight people, a bad network, dying browsers: nothing acknowledged and nothing typed is lost',
  async () => {
    const histories = fc.array(operation, { minLength: length, maxLength: length, size: 'max' });
    await fc.assert(fc.asyncProperty(histories, play), { numRuns: runs, endOnFailure: true });
  },
  long ? 1_200_000 : 120_000,
);
