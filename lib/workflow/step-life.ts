import { no, yes, type Verdict } from '@/lib/verdict';
import type { Mover, Transition } from '@/lib/workflow/application';
import { instant } from '@/lib/words';
import { approvedSteps, specialOf, standing, type Opened, type Ruled } from '@/lib/workflow/standing';

/*
 * The life of one submitted step under review: which of its acts are possible, in the manner of the application's table.
 */

/** Approved: and the town was told, so that it is locked. */
export type StepLife = 'waiting' | 'ruled' | 'approved' | 'clarifying' | 'lapsed';
/**
 * `lapse` is the clock's; the rulings are `sent` by returning, finishing or asking, and go on with the application's acts.
 * After the decision an appeal is `grant`ed, and points are `correct`ed.
 */
export type StepAct =
  'rule' | 'send' | 'submit' | 'reopen' | 'ask' | 'extend' | 'answer' | 'close' | 'lapse' | 'grant' | 'correct';

const reviewers: readonly Mover[] = ['reviewers'];
const town: readonly Mover[] = ['town'];
const staff: readonly Mover[] = ['reviewers', 'coordinator'];
const coordinator: readonly Mover[] = ['coordinator'];

/** Closing leads back to where the step was when it was asked about. */
export const stepTransitions: readonly Transition<StepLife, StepAct>[] = [
  { from: 'waiting', act: 'rule', to: 'ruled', by: reviewers },
  { from: 'ruled', act: 'rule', to: 'ruled', by: reviewers },
  { from: 'ruled', act: 'send', to: 'ruled', by: staff },
  { from: 'ruled', act: 'send', to: 'approved', by: staff },
  { from: 'ruled', act: 'submit', to: 'waiting', by: town },
  { from: 'approved', act: 'reopen', to: 'waiting', by: coordinator },
  { from: 'waiting', act: 'ask', to: 'clarifying', by: coordinator },
  { from: 'ruled', act: 'ask', to: 'clarifying', by: coordinator },
  { from: 'clarifying', act: 'extend', to: 'clarifying', by: coordinator },
  { from: 'lapsed', act: 'extend', to: 'clarifying', by: coordinator },
  { from: 'clarifying', act: 'answer', to: 'waiting', by: town },
  { from: 'clarifying', act: 'lapse', to: 'lapsed', by: ['clock'] },
  { from: 'clarifying', act: 'close', to: 'waiting', by: coordinator },
  { from: 'clarifying', act: 'close', to: 'ruled', by: coordinator },
  { from: 'clarifying', act: 'close', to: 'approved', by: coordinator },
  { from: 'lapsed', act: 'close', to: 'waiting', by: coordinator },
  { from: 'lapsed', act: 'close', to: 'ruled', by: coordinator },
  { from: 'lapsed', act: 'close', to: 'approved', by: coordinator },
  { from: 'ruled', act: 'grant', to: 'approved', by: reviewers },
  { from: 'approved', act: 'grant', to: 'approved', by: reviewers },
  { from: 'ruled', act: 'correct', to: 'approved', by: coordinator },
  { from: 'approved', act: 'correct', to: 'approved', by: coordinator },
  { from: 'approved', act: 'correct', to: 'ruled', by: coordinator },
];

type Reviewed = { rulings: readonly Ruled[]; openings: readonly Opened[] };

/** Where a submitted step stands at an instant, in the application's present round. */
export function stepLife(reviewed: Reviewed, step: string, round: number, at: Date): StepLife {
  const special = specialOf(reviewed, step, at);
  if (special === 'clarifying' || special === 'lapsed') return special;
  const { rulings, openings } = reviewed;
  if (approvedSteps(rulings, openings).includes(step)) return 'approved';
  return standing(rulings, openings, round, true).has(step) ? 'ruled' : 'waiting';
}

const asked = 'A clarification of this step is open already. Give it more time, or close it.';
const notAsked = 'No clarification of this step is open now. Reload the page to see how it stands.';
const approved =
  'This step was approved, and the town was told. It stays approved unless a coordinator reopens it on the record.';
const toClose =
  'The town is asked for a clarification of this step. Rule on it once that is sent, or a coordinator has closed it.';

/** Why an act is not possible: by the act, and by where the step stands where that needs other words. */
const why: Partial<Record<StepAct, { [life in StepLife]?: string } & { otherwise: string }>> = {
  rule: { approved, otherwise: toClose },
  reopen: {
    clarifying: asked,
    lapsed: asked,
    otherwise: 'This step is not approved, so it is open already. Reload the page to see how it stands.',
  },
  ask: { approved: 'This step is approved. Reopen it first if it has to be looked at again.', otherwise: asked },
  extend: { otherwise: notAsked },
  close: { otherwise: notAsked },
  answer: { otherwise: notAsked },
};
const over = (until: Date) =>
  `The clarification was open until ${instant(until)}. Everything you entered is kept. Ask the program’s coordinator for more time.`;

/** Whether the act is possible for a step that stands so, with the reason if not; `until`: of the clarification asked. */
export function mayStep(life: StepLife, act: StepAct, until: Date | null = null): Verdict {
  if (stepTransitions.some((one) => one.from === life && one.act === act)) return yes;
  const words = why[act];
  const message = act === 'answer' && life === 'lapsed' && until ? over(until) : (words?.[life] ?? words?.otherwise);
  return no({ code: 'step-stands', message: message ?? notAsked });
}
