import { randomUUID } from 'node:crypto';
import { assignAppeal } from '@/lib/services/appeals/assign-appeal';
import { fileAppeal, withdrawAppeal } from '@/lib/services/appeals/file-appeal';
import { ruleAppeal, ruleAppealInput } from '@/lib/services/appeals/rule-appeal';
import { correctPoints, correctPointsInput } from '@/lib/services/certifications/correct-points';
import { getCorrections } from '@/lib/services/certifications/get-corrections';
import { proposeCorrection } from '@/lib/services/certifications/propose-correction';
import { confirmCorrection, refuseCorrection } from '@/lib/services/certifications/settle-correction';
import { at, one, posted, type Deed, type Doing } from './walk-deed';

/*
 * What is done in a random walk once the application is decided: appeals, and changes of the decision.
 */

/** An appeal that waits, or any other where none does. */
const appealOf = ({ life, pick }: Pick<Doing, 'life' | 'pick'>): string => {
  const waiting = life.appeals.filter(({ state }) => state === 'filed' || state === 'assigned');
  return one(waiting.length > 0 ? waiting : [...life.appeals, { id: randomUUID() }], pick).id;
};

/** Settles the change that waits, after reading its letter. */
async function settle({ walk, life, who }: Doing, confirmed: boolean): Promise<unknown> {
  const place = { application: walk.application, correction: life.change?.id ?? randomUUID() };
  if (!confirmed) return refuseCorrection(who, place);
  const waiting = (await getCorrections(who, walk.application)).find((row) => row.state === 'proposed');
  return confirmCorrection(who, { ...place, seen: waiting?.preview?.print ?? '' });
}

/** Rules on an appeal, granting it or not. */
export const ruleOn = ({ who }: Pick<Doing, 'who'>, appeal: string, granted: boolean, points = 20) =>
  ruleAppeal(
    who,
    ruleAppealInput.parse({
      appeal,
      ...(granted ? { outcome: 'granted', points } : { outcome: 'upheld' }),
      reason: 'As page 4 says.',
    }),
  );

export const appealDeeds = {
  'appeal a ruling': {
    act: 'appeal',
    appeal: 'file',
    weight: 6,
    // Of anything in the application, also what was left out of its last round.
    do: ({ who, life, pick }) =>
      fileAppeal(who, {
        submission: one(life.submissions, pick).id,
        step: '1',
        reason: 'Page 4 says so.',
        evidence: [],
      }),
  },
  'withdraw the appeal': {
    act: 'withdraw-appeal',
    appeal: 'withdraw',
    weight: 0.7,
    do: (doing) => withdrawAppeal(doing.who, { appeal: appealOf(doing) }),
  },
  'assign the appeal': {
    act: 'assign-appeal',
    appeal: 'assign',
    weight: 5,
    do: (doing) =>
      assignAppeal(doing.who, {
        appeal: appealOf(doing),
        reviewer: one([...doing.walk.reviewers, doing.walk.conflicted], doing.pick >> 2).id,
        ...posted(20),
      }),
  },
  'rule on the appeal': {
    act: 'rule-appeal',
    appeal: 'rule',
    steps: 'grant',
    change: 'propose',
    perhaps: true,
    weight: 5,
    do: (doing) => ruleOn(doing, appealOf(doing), doing.pick % 4 !== 0, one([20, 15, 5], doing.pick)),
  },
  'correct points': {
    act: 'propose-correction',
    change: 'propose',
    weight: 2,
    do: (doing) =>
      correctPoints(
        doing.who,
        correctPointsInput.parse({
          ...at(doing),
          outcome: doing.pick % 3 === 0 ? 'not-approved' : 'approved',
          points: doing.pick % 3 === 0 ? undefined : one([10, 20, 15], doing.pick),
          reason: 'It was read wrongly.',
        }),
      ),
  },
  'propose a change': {
    act: 'propose-correction',
    change: 'propose',
    weight: 3,
    do: ({ walk, who, pick }) =>
      proposeCorrection(who, {
        application: walk.application,
        to: one(['none', 'bronze', 'revoked', 'silver'] as const, pick),
        reason: 'The minutes were of another town.',
      }),
  },
  'confirm the change': {
    act: 'settle-correction',
    change: 'confirm',
    steps: 'correct',
    weight: 3,
    do: (doing) => settle(doing, true),
  },
  'refuse the change': { act: 'settle-correction', change: 'refuse', weight: 1, do: (doing) => settle(doing, false) },
} satisfies Record<string, Deed>;
