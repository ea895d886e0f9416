import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ApplicationStatus } from '@/lib/access/can';
import { appealTransitions, type AppealAct, type AppealState } from '@/lib/workflow/appeals';
import { next, reviewState, transitions, type Act, type Mover, type RulingOutcome } from '@/lib/workflow/application';
import {
  correctionTransitions,
  mayCorrect,
  type CorrectionAct,
  type CorrectionLife,
} from '@/lib/workflow/correction-life';
import { statusView, type Party } from '@/lib/workflow/status';

/*
 * The life of an application, walked at random: whatever has happened, somebody can act, and the status says who.
 */

type Step = RulingOutcome | null;
type Life = {
  status: ApplicationStatus;
  steps: Step[];
  round: number;
  rounds: number;
  assigned: boolean;
  /** The step a clarification is asked for, and whether its time is over. */
  asked: { step: number; before: Step; late: boolean } | null;
  /** Of each step, once the application is decided. */
  appeals: (AppealState | 'none')[];
  change: CorrectionLife;
  /** An appeal was granted whose points the ledger does not hold. */
  owed: boolean;
};
type Deed = { name: string; act?: Act; by: Party; after: (life: Life) => Life };

const deadline = new Date('2026-12-18T22:00:00Z');
const openRound = ({ round, rounds }: Life) => (round < rounds ? { number: round + 1, deadline } : null);
const underReview = ({ status }: Life) => status === 'submitted' || status === 'in_review';
const set = (life: Life, step: number, outcome: Step): Life => ({ ...life, steps: life.steps.with(step, outcome) });
const reviewOf = ({ steps, asked }: Life) => reviewState(steps, asked !== null);

function viewOf(life: Life) {
  const review = reviewOf(life);
  return statusView({
    status: life.status,
    openRound: openRound(life),
    reviewBy: null,
    decisionDue: next(life.status, 'decide') !== null && review.decisionDue,
    assigned: life.assigned,
    level: null,
    stuck: review.canReturn && !openRound(life),
    clarification: life.asked && { deadline, late: life.asked.late },
    appeals: {
      filed: life.appeals.filter((state) => state === 'filed').length,
      assigned: life.appeals.filter((state) => state === 'assigned').length,
    },
    correctionDue: life.change === 'proposed',
    correctionOwed: life.owed,
  });
}

const partyOf = ([mover]: readonly Mover[]): Party => (mover === undefined || mover === 'clock' ? 'nobody' : mover);

const ofAppeals: Record<AppealAct, Act | undefined> = {
  file: 'appeal',
  assign: 'assign-appeal',
  'give-back': undefined,
  rule: 'rule-appeal',
  withdraw: 'withdraw-appeal',
};
const ofChanges: Record<CorrectionAct, Act> = {
  propose: 'propose-correction',
  confirm: 'settle-correction',
  refuse: 'settle-correction',
};

/** What can be done once it is decided, row by row of the tables: a granted appeal prepares the change that follows. */
function deedsAfter(life: Life): Deed[] {
  const ofSteps = life.appeals.flatMap((state, index) =>
    appealTransitions
      .filter(({ from, to }) => from === state && (to !== 'granted' || mayCorrect(life.change, 'propose')))
      .map((row): Deed => {
        const granted = row.to === 'granted' ? { change: 'proposed' as const, owed: true } : {};
        return {
          name: `appeal ${row.from} ${row.act} ${row.to}`,
          by: partyOf(row.by),
          after: (one) => ({ ...one, appeals: one.appeals.with(index, row.to as AppealState), ...granted }),
          ...(ofAppeals[row.act] ? { act: ofAppeals[row.act]! } : {}),
        };
      }),
  );
  const ofDecision = correctionTransitions
    .filter(({ from }) => from === life.change)
    .map((row): Deed => ({
      name: `change ${row.from} ${row.act} ${row.to}`,
      by: partyOf(row.by),
      after: (one) => ({ ...one, change: row.to, owed: one.owed && row.act !== 'confirm' }),
      act: ofChanges[row.act],
    }));
  return [...ofSteps, ...ofDecision];
}

/** What can be done now, by the rules that the services keep to. Withdrawing always can, and helps nobody on. */
function deedsOf(life: Life): Deed[] {
  if (life.status === 'decided') return deedsAfter(life);
  const deeds: Deed[] = [];
  const can = (act: Act) => next(life.status, act) !== null;
  const moved = (act: Act, one: Life): Life => ({ ...one, status: next(life.status, act) ?? one.status });
  const add = (name: string, by: Party, after: Deed['after'], act?: Act) =>
    deeds.push({ name, by, after, ...(act ? { act } : {}) });
  const review = reviewOf(life);
  const { asked } = life;
  if (can('submit') && openRound(life))
    add(
      'submit',
      'town',
      (one) =>
        moved('submit', { ...one, round: one.round + 1, steps: one.steps.map((s) => (s === 'revise' ? null : s)) }),
      'submit',
    );
  // What was returned is left out of the next round.
  const kept = life.steps.filter((step) => step !== 'revise');
  if (can('submit') && openRound(life) && kept.length > 0)
    add(
      'submit without',
      'town',
      (one) => moved('submit', { ...one, round: one.round + 1, steps: one.steps.filter((s) => s !== 'revise') }),
      'submit',
    );
  if (openRound(life)) add('deadlines pass', 'nobody', (one) => ({ ...one, rounds: one.round }));
  if (can('submit') && !openRound(life)) add('extend', 'coordinator', (one) => ({ ...one, rounds: one.round + 1 }));
  if (underReview(life) && !life.assigned) add('assign', 'coordinator', (one) => ({ ...one, assigned: true }));
  for (const [index, outcome] of life.steps.entries()) {
    if (!underReview(life) || asked) continue;
    if (life.assigned && outcome !== 'approved')
      for (const ruling of ['approved', 'revise', 'not-approved'] as const)
        add(`rule ${index} ${ruling}`, 'reviewers', (one) => set(moved('rule', one), index, ruling));
    if (outcome === 'approved' && can('reopen-step'))
      add(`reopen ${index}`, 'coordinator', (one) => set(one, index, null), 'reopen-step');
    if (outcome === 'revise' && !openRound(life) && can('ask-clarification'))
      add(
        `ask ${index}`,
        'coordinator',
        (one) => ({ ...one, asked: { step: index, before: outcome, late: false } }),
        'ask-clarification',
      );
  }
  if (asked && !asked.late) {
    add('send', 'town', (one) => set({ ...one, asked: null }, asked.step, null), 'send-clarification');
    add('time passes', 'nobody', (one) => ({ ...one, asked: { ...asked, late: true } }));
  }
  if (asked?.late) add('close', 'coordinator', (one) => set({ ...one, asked: null }, asked.step, asked.before));
  if (can('return') && review.canReturn && openRound(life))
    add('return', 'reviewers', (one) => moved('return', one), 'return');
  if (can('decide') && review.decisionDue) add('decide', 'coordinator', (one) => moved('decide', one), 'decide');
  return deeds;
}

test('in 10,000 walks nothing happens outside the table, and somebody named by the status can always act', () => {
  const start = fc.record({
    steps: fc.integer({ min: 1, max: 4 }),
    rounds: fc.integer({ min: 1, max: 3 }),
    status: fc.constantFrom<ApplicationStatus>('draft', 'draft', 'decided'),
  });
  const walked = new Set<string>();
  fc.assert(
    fc.property(start, fc.array(fc.nat(), { maxLength: 60 }), ({ steps, rounds, status }, choices) => {
      let life: Life = {
        status,
        steps: Array.from({ length: steps }, () => (status === 'decided' ? 'not-approved' : null)),
        round: 0,
        rounds,
        assigned: false,
        asked: null,
        appeals: Array.from({ length: steps }, () => 'none'),
        change: 'none',
        owed: false,
      };
      for (const choice of choices) {
        const deeds = deedsOf(life);
        const view = viewOf(life);
        if (life.status === 'decided' && !life.steps.every((step) => step === 'approved' || step === 'not-approved'))
          expect.fail(`decided with a step that is not ruled on: ${JSON.stringify(life)}`);
        const waits = life.appeals.some((state) => state === 'filed' || state === 'assigned');
        const ended = life.status === 'decided' && !waits && !life.owed && life.change !== 'proposed';
        if ((view.next === 'nobody') !== ended || !(ended || deeds.some(({ by }) => by === view.next)))
          expect.fail(`${view.next} acts next, and can do nothing or has nothing to do: ${JSON.stringify(life)}`);
        const deed = deeds[choice % deeds.length]!;
        const after = deed.after(life);
        walked.add(deed.name);
        if (after.status !== life.status)
          expect(transitions.filter((one) => one.from === life.status && one.to === after.status)).not.toEqual([]);
        if (deed.act)
          expect(transitions.find((one) => one.from === life.status && one.act === deed.act)?.by).toContain(deed.by);
        const approved = ({ steps }: Life) => steps.filter((step) => step === 'approved').length;
        if (approved(after) < approved(life)) expect(deed.act).toBe('reopen-step');
        life = after;
      }
    }),
    { numRuns: 10_000 },
  );
  const rows = [
    ...appealTransitions.map(({ from, act, to }) => `appeal ${from} ${act} ${to}`),
    ...correctionTransitions.map(({ from, act, to }) => `change ${from} ${act} ${to}`),
  ];
  expect(rows.filter((row) => !walked.has(row))).toEqual([]);
}, 30_000);
