import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { withdrawApplication } from '@/lib/services/applications/withdraw-application';
import { decide, decideInput } from '@/lib/services/certifications/decide';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import { query } from '../support/content';
import { cutOff } from '../support/cut-off';
import { freshDatabase } from '../support/database';
import { makeReady } from '../support/whole';
import { watch } from '../support/watched';
import { assign, makeWorld, type World } from '../support/world';

/*
 * Each change of an application is cut off at every one of its statements, one after the other: no row of any table, and no
 * job, is other than before, until it is done whole.
 */

const url = await freshDatabase();
const watched = await watch(url);
afterAll(watched.stop);
let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

type Given = { id: string; townId: string; contact: Person; submission: string };

async function given(): Promise<Given> {
  const { id, contact } = await makeReady(world, `Cut Off ${randomUUID()}`);
  const [row] = await query<{ id: string; town_id: string }>(
    url,
    'select id, town_id from submissions where application_id = $1',
    [id],
  );
  return { id, contact, submission: row!.id, townId: row!.town_id };
}
const submit = ({ id, contact }: Given) => submitApplication(contact, { application: id, key: randomUUID() });
const rule = ({ submission }: Given, outcome: 'approved' | 'revise') =>
  ruleStep(
    world.people.reviewer,
    ruleStepInput.parse({ submission, step: '1', outcome, points: 5, reason: 'Say more.', items: [] }),
  );
async function submitted(): Promise<Given> {
  const one = await given();
  await submit(one);
  await assign(world, one);
  return one;
}
async function ruled(outcome: 'approved' | 'revise'): Promise<Given> {
  const one = await submitted();
  await rule(one, outcome);
  return one;
}

const { reviewer, coordinator } = {
  reviewer: () => world.people.reviewer,
  coordinator: () => world.people.coordinator,
};
const changes: [string, () => Promise<Given>, (one: Given) => Promise<unknown>][] = [
  [
    'saving answers',
    given,
    ({ submission, contact }) =>
      saveAnswers(contact, { submission, base: 0, changes: { '1.narrative': 'Told again.' } }),
  ],
  ['submitting', given, submit],
  ['withdrawing', submitted, ({ id, contact }) => withdrawApplication(contact, { application: id, confirm: 'yes' })],
  ['ruling', submitted, (one) => rule(one, 'revise')],
  ['returning', () => ruled('revise'), ({ id }) => returnApplication(reviewer(), { application: id })],
  ['finishing', () => ruled('approved'), ({ id }) => finishReview(reviewer(), { application: id })],
  [
    'deciding',
    async () => {
      const one = await ruled('approved');
      await finishReview(reviewer(), { application: one.id });
      return one;
    },
    ({ id }) => decide(coordinator(), decideInput.parse({ application: id, level: 'none' })),
  ],
];

describe('cut off at any statement, nothing has happened:', () => {
  test.each(changes)('%s', async (_name, prepare, change) => {
    const one = await prepare();
    await watched.noted();
    for (let at = 1; ; at += 1) {
      const { done, statements } = await cutOff(at, () => change(one));
      const noted = await watched.noted();
      if (!done) expect(noted, `statement ${at}`).toEqual([]);
      else {
        // There was no statement left to cut off: this time all of it was done, in one transaction.
        expect([statements, statements > 5]).toEqual([at - 1, true]);
        return expect(noted).toMatchObject([{ events: [expect.any(String)] }]);
      }
    }
  });
});
