import { randomUUID } from 'node:crypto';
import type { Person } from '@/lib/access/actor';
import { holdClock, now } from '@/lib/clock';
import { leaveOut } from '@/lib/services/applications/change-actions';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { withdrawApplication } from '@/lib/services/applications/withdraw-application';
import { decideInput } from '@/lib/services/certifications/decide';
import { getCorrections } from '@/lib/services/certifications/get-corrections';
import { proposeCorrection } from '@/lib/services/certifications/propose-correction';
import { confirmCorrection, refuseCorrection } from '@/lib/services/certifications/settle-correction';
import { extendDeadline } from '@/lib/services/cycles/extend-deadline';
import { declareConflict, liftConflict } from '@/lib/services/reviews/assign-conflict';
import { askHandover, handOver } from '@/lib/services/reviews/assign-handover';
import { assignReviewer, releaseReviewer } from '@/lib/services/reviews/assign-reviewer';
import { askReading, giveReading, giveReadingInput } from '@/lib/services/reviews/assign-second';
import { askClarification, extendClarification } from '@/lib/services/reviews/ask-clarification';
import { closeClarification } from '@/lib/services/reviews/close-clarification';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { reopenStep } from '@/lib/services/reviews/reopen-step';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { answerPoints } from '@/lib/services/submissions/answer-points';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import { sendClarification } from '@/lib/services/submissions/send-clarification';
import type { Act, Mover } from '@/lib/workflow/application';
import { possible } from '@/lib/workflow/application';
import type { CorrectionAct } from '@/lib/workflow/correction-life';
import type { StepAct } from '@/lib/workflow/step-life';
import { decideNow } from './decide-now';
import { prisma } from './owner';
import { wholeAnswers, type Life, type StepAt, type Walk } from './walk-world';

/*
 * What people do in a random walk: each deed by anybody, to anything, whenever; the services say whether it happens.
 */

/** One deed as it is done: by whom, to which of the steps, and a number that chooses what else there is to choose. */
export type Doing = { walk: Walk; life: Life; who: Person; step: StepAt; pick: number };
export type Deed = {
  /** What it is in the tables; `step` is done to the doing's step, `steps` to all of them, none where no state changes. */
  act?: Act | ((life: Life) => Act);
  step?: StepAct;
  steps?: StepAct;
  change?: CorrectionAct;
  /** Whose deed it is, where no table says it. */
  by?: readonly Mover[];
  weight: number;
  do: (doing: Doing) => Promise<unknown>;
};

const one = <T>(of: readonly T[], pick: number): T => of[pick % of.length]!;
const day = 86_400_000;

/** Moves the walk's clock. */
export const pass = (ms: number): void => holdClock(new Date(now().getTime() + ms));

/** A deadline some days on, as a form posts it. */
export function posted(days: number) {
  const [month, date, year] = new Date(now().getTime() + days * day)
    .toLocaleDateString('en-US', { timeZone: 'America/New_York' })
    .split('/');
  return { 'deadline.month': month!, 'deadline.day': date!, 'deadline.year': year!, time: '17:00' };
}

const saving = (life: Life): Act => (possible(life.status, 'edit') ? 'edit' : 'send-clarification');
const at = ({ step: { submission, key } }: Doing) => ({ submission, step: key });
const texts = [wholeAnswers['1.narrative'], 'Told otherwise, and longer.', ''];
export const levels = ['none', 'bronze', 'silver'];
const outcomes = ['approved', 'revise', 'not-approved', 'approved'] as const;

/** Answers every point that the reviewers made on a step. */
export const answerAll = ({ who, step }: Pick<Doing, 'who' | 'step'>) =>
  answerPoints(who, { ruling: step.ruling?.id ?? randomUUID(), text: ['Named it.'], place: ['Narrative'] });

/** Answers a step wholly. */
export function fill({ who, life }: Pick<Doing, 'who' | 'life'>, submission: string) {
  const base = life.submissions.find((row) => row.id === submission)!.revision;
  return saveAnswers(who, { submission, base, changes: { '1.narrative': wholeAnswers['1.narrative'] } });
}

/** A reviewer whom one may give something, now and then one who must not get it. */
const reviewer = ({ walk, pick }: Doing) => one([...walk.reviewers, ...walk.reviewers, walk.conflicted], pick).id;

/** Settles the change that waits, after reading its letter. */
export async function settle({ walk, life, who }: Omit<Doing, 'step' | 'pick'>, confirmed: boolean): Promise<unknown> {
  const place = { application: walk.application, correction: life.change?.id ?? randomUUID() };
  if (!confirmed) return refuseCorrection(who, place);
  const waiting = (await getCorrections(who, walk.application)).find((row) => row.state === 'proposed');
  return confirmCorrection(who, { ...place, seen: waiting?.preview?.print ?? '' });
}

/** Gives the town more time in a round that it can still submit to. */
export const moreTime = (who: Person, { walk, life }: Pick<Doing, 'walk' | 'life'>) =>
  extendDeadline(who, {
    cycle: walk.cycle.id,
    number: Math.min(life.round + 1, 2),
    town: walk.town.id,
    reason: 'The town clerk was ill.',
    ...posted(14),
  });

export const deeds = {
  save: {
    act: saving,
    weight: 3,
    do: ({ life, who, step, pick }) =>
      saveAnswers(who, {
        submission: step.submission,
        base: life.submissions.find((row) => row.id === step.submission)!.revision,
        changes: { '1.narrative': one(texts, pick) },
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
  'ask for a reading': {
    by: ['coordinator'],
    weight: 1,
    do: (d) => askReading(d.who, { submission: d.step.submission, step: d.step.key }),
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
  'confirm the change': { act: 'settle-correction', change: 'confirm', weight: 2, do: (doing) => settle(doing, true) },
  'refuse the change': { act: 'settle-correction', change: 'refuse', weight: 1, do: (doing) => settle(doing, false) },
  'extend the deadline': { by: ['coordinator'], weight: 1, do: (doing) => moreTime(doing.who, doing) },
  'declare a conflict': {
    by: ['coordinator', 'reviewers'],
    weight: 0.5,
    do: ({ walk, who, pick }) =>
      declareConflict(who, {
        town: walk.town.slug,
        reviewer: walk.reviewers.some(({ id }) => id === who.id) ? who.id : one(walk.reviewers, pick).id,
        reason: 'A cousin works there.',
      }),
  },
  'lift a conflict': {
    by: ['coordinator'],
    weight: 1,
    do: async ({ walk, who }) => {
      const where = { townId: walk.town.id, liftedAt: null, reviewerId: { not: walk.conflicted.id } };
      const found = await prisma().conflict.findFirst({ where });
      return found && liftConflict(who, { conflict: found.id });
    },
  },
  'time passes': {
    steps: 'lapse',
    by: ['clock'],
    weight: 4,
    do: ({ pick }) => Promise.resolve(pass(one([3600_000, day, 9 * day, 30 * day, 75 * day], pick))),
  },
} satisfies Record<string, Deed>;

export type DeedName = keyof typeof deeds;
