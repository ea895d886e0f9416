import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawApplication } from '@/lib/services/applications/withdraw-application';
import { decideInput } from '@/lib/services/certifications/decide';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep } from '@/lib/services/reviews/rule-step';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import { decideNow } from '../support/decide-now';
import { cutOff } from '../support/cut-off';
import { freshDatabase } from '../support/database';
import { ready, reviewed, ruled, ruling, submit, submitted, type Stage } from '../support/stages';
import { watch } from '../support/watched';
import { makeWorld, type World } from '../support/world';

/*
 * Each change of an application is cut off at every one of its statements, one after the other: no row of any table, and no
 * job, is other than before, until it is done whole.
 */

const watched = await watch(await freshDatabase());
afterAll(watched.stop);
let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

const changes: [string, (world: World) => Promise<Stage>, (stage: Stage, world: World) => Promise<unknown>][] = [
  [
    'saving answers',
    ready,
    ({ submission, contact }) =>
      saveAnswers(contact, { submission, base: 0, changes: { '1.narrative': 'Told again.' } }),
  ],
  ['submitting', ready, submit],
  ['withdrawing', submitted, ({ id, contact }) => withdrawApplication(contact, { application: id, confirm: 'yes' })],
  ['ruling', submitted, (stage, { people }) => ruleStep(people.reviewer, ruling(stage, 'revise'))],
  [
    'returning',
    (of) => ruled(of, 'revise'),
    ({ id }, { people }) => returnApplication(people.reviewer, { application: id }),
  ],
  [
    'finishing',
    (of) => ruled(of, 'approved'),
    ({ id }, { people }) => finishReview(people.reviewer, { application: id }),
  ],
  [
    'deciding',
    reviewed,
    ({ id }, { people }) => decideNow(people.coordinator, decideInput.parse({ application: id, level: 'none' })),
  ],
];

describe('cut off at any statement, nothing has happened:', () => {
  test.each(changes)('%s', async (_name, prepare, change) => {
    const stage = await prepare(world);
    await watched.noted();
    for (let at = 1; ; at += 1) {
      const { done, statements } = await cutOff(at, () => change(stage, world));
      const noted = await watched.noted();
      if (!done) {
        expect(noted, `statement ${at}`).toEqual([]);
      } else {
        // There was no statement left to cut off: this time all of it was done, in one transaction.
        expect([statements, statements > 4]).toEqual([at - 1, true]);
        return expect(noted).toMatchObject([{ events: [expect.any(String)] }]);
      }
    }
  });
});
