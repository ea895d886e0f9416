import { randomUUID } from 'node:crypto';
import { holdClock, now } from '@/lib/clock';
import { leaveOut } from '@/lib/services/applications/change-actions';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { withdrawApplication } from '@/lib/services/applications/withdraw-application';
import { decideInput } from '@/lib/services/certifications/decide';
import { askHandover, handOver } from '@/lib/services/reviews/assign-handover';
import { assignReviewer, releaseReviewer } from '@/lib/services/reviews/assign-reviewer';
import { giveReading, giveReadingInput } from '@/lib/services/reviews/assign-second';
import { askClarification, extendClarification } from '@/lib/services/reviews/ask-clarification';
import { closeClarification } from '@/lib/services/reviews/close-clarification';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { reopenStep } from '@/lib/services/reviews/reopen-step';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { answerPoints } from '@/lib/services/submissions/answer-points';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import { sendClarification } from '@/lib/services/submissions/send-clarification';
import type { Act } from '@/lib/workflow/application';
import { possible } from '@/lib/workflow/application';
import { decideNow } from './decide-now';
import { appealDeeds } from './walk-appeals';
import { at, day, one, posted, type Deed, type Doing } from './walk-deed';
import { programDeeds } from './walk-program';
import { wholeAnswers, type Life } from './walk-world';

/*
 * What people do in a random walk: each deed by anybody, to anything, whenever; the services say whether it happens.
 */

/** Moves the walk's clock. */
export const pass = (ms: number): void => holdClock(new Date(now().getTime() + ms));

const saving = (life: Life): Act => (possible(life.status, 'edit') ? 'edit' : 'send-clarification');
/** What is typed now and then: also nothing at all, and that the step is left out. */
const typed: Record<string, string | boolean | null>[] = [
  { '1.narrative': wholeAnswers['1.narrative'] },
  { '1.narrative': 'Told otherwise, and longer.' },
  { '1.narrative': '' },
  { '1.left-out': true },
  { '1.left-out': null },
  Object.fromEntries(Object.keys(wholeAnswers).map((address) => [address, null])),
];
export const levels = ['none', 'bronze', 'silver'];
const outcomes = ['approved', 'revise', 'not-approved', 'approved'] as const;

/** Answers every point that the reviewers made on a step. */
export const answerAll = ({ who, step }: Pick<Doing, 'who' | 'step'>) =>
  answerPoints(who, { ruling: step.ruling?.id ?? randomUUID(), text: ['Named it.'], place: ['Narrative'] });

/** Answers a step wholly. */
export function fill({ who, life }: Pick<Doing, 'who' | 'life'>, submission: string) {
  const base = life.submissions.find((row) => row.id === submission)!.revision;
  return saveAnswers(who, { submission, base, changes: { ...wholeAnswers, '1.left-out': null } });
}

/** A reviewer whom one may give something, now and then one who must not get it. */
const reviewer = ({ walk, pick }: Doing) => one([...walk.reviewers, ...walk.reviewers, walk.conflicted], pick).id;

export const deeds = {
  save: {
    act: saving,
    weight: 3,
    do: ({ life, who, step, pick }) =>
      saveAnswers(who, {
        submission: step.submission,
        base: life.submissions.find((row) => row.id === step.submission)!.revision,
        changes: one(typed, pick),
      }),
  },
  'leave out': {
    act: 'edit',
    weight: 2,
    do: ({ walk, who, step, pick }) =>
      leaveOut(who, { application: walk.application, action: step.action, leave: pick % 2 === 0 ? 'yes' : 'no' }),
  },
  submit: {
    act: 'submit',
    steps: 'submit',
    weight: 4,
    do: ({ walk, who }) => submitApplication(who, { application: walk.application, key: randomUUID() }),
  },
  'answer points': { act: saving, weight: 4, do: (doing) => answerAll(doing) },
  'send clarification': {
    act: 'send-clarification',
    step: 'answer',
    weight: 4,
    do: (d) => sendClarification(d.who, at(d)),
  },
  withdraw: {
    act: 'withdraw',
    weight: 0.2,
    do: ({ walk, who }) => withdrawApplication(who, { application: walk.application, confirm: 'yes' }),
  },
  rule: {
    act: 'rule',
    step: 'rule',
    weight: 8,
    do: (d) =>
      ruleStep(
        d.who,
        ruleStepInput.parse({ ...at(d), outcome: one(outcomes, d.pick), points: 20, reason: 'Name the grounds.' }),
      ),
  },
  return: {
    act: 'return',
    steps: 'send',
    weight: 4,
    do: ({ walk, who }) => returnApplication(who, { application: walk.application }),
  },
  finish: {
    act: 'finish',
    steps: 'send',
    weight: 3,
    do: ({ walk, who }) => finishReview(who, { application: walk.application }),
  },
  'ask to hand over': {
    act: 'hand-over',
    weight: 1,
    do: ({ walk, who }) => askHandover(who, { application: walk.application, reason: 'I am away.' }),
  },
  'read again': {
    act: 'read-again',
    weight: 2,
    do: (d) =>
      giveReading(
        d.who,
        giveReadingInput.parse({ ...at(d), outcome: one(outcomes, d.pick), points: 20, reason: 'As I read it.' }),
      ),
  },
  assign: {
    act: 'assign',
    weight: 4,
    do: (d) =>
      assignReviewer(d.who, {
        application: d.walk.application,
        reviewer: reviewer(d),
        categories: d.pick % 3 === 0 ? [d.step.category] : [],
      }),
  },
  release: {
    act: 'assign',
    weight: 0.7,
    do: (d) => releaseReviewer(d.who, { application: d.walk.application, reviewer: reviewer(d) }),
  },
  'hand over': {
    act: 'assign',
    weight: 1,
    do: (d) =>
      handOver(d.who, {
        application: d.walk.application,
        from: one(d.walk.reviewers, d.pick).id,
        reviewer: one(d.walk.reviewers, d.pick + 1).id,
      }),
  },
  reopen: {
    act: 'reopen-step',
    step: 'reopen',
    weight: 2,
    do: (d) => reopenStep(d.who, { ...at(d), reason: 'It was of another town.' }),
  },
  'ask for a clarification': {
    act: 'ask-clarification',
    step: 'ask',
    weight: 4,
    do: (d) => askClarification(d.who, { ...at(d), reason: 'Which grounds?', ...posted(10) }),
  },
  'give more time': {
    act: 'settle-clarification',
    step: 'extend',
    weight: 1,
    do: (d) => extendClarification(d.who, { ...at(d), ...posted(20) }),
  },
  'close a clarification': {
    act: 'settle-clarification',
    step: 'close',
    weight: 1,
    do: (d) => closeClarification(d.who, at(d)),
  },
  decide: {
    act: 'decide',
    weight: 3,
    do: ({ walk, who, pick }) =>
      decideNow(
        who,
        decideInput.parse({
          application: walk.application,
          level: one(levels, pick),
          note: 'After long talks.',
        }),
      ),
  },
  ...appealDeeds,
  ...programDeeds,
  'time passes': {
    steps: 'lapse',
    by: ['clock'],
    weight: 2.5,
    do: ({ pick }) => Promise.resolve(pass(one([3600_000, day, 9 * day, 30 * day, 75 * day], pick))),
  },
} satisfies Record<string, Deed>;

export type DeedName = keyof typeof deeds;
