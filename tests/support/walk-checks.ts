import { expect } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { Refusal } from '@/lib/errors';
import { score } from '@/lib/scoring/score';
import { exportApplication } from '@/lib/services/applications/export-application';
import { getAppeal } from '@/lib/services/appeals/get-appeal';
import { listOwnAppeals } from '@/lib/services/appeals/list-appeals';
import { getApplication } from '@/lib/services/applications/get-application';
import { getCoordinatorHome } from '@/lib/services/people/get-coordinator-home';
import { getQueue, queueFilter } from '@/lib/services/reviews/get-queue';
import { getSubmission } from '@/lib/services/submissions/get-submission';
import { appealTransitions } from '@/lib/workflow/appeals';
import { transitions, type Act, type Mover } from '@/lib/workflow/application';
import { correctionTransitions } from '@/lib/workflow/correction-life';
import { stepTransitions } from '@/lib/workflow/step-life';
import { applicationStates } from '@/lib/workflow/status';
import type { ApplicationView } from '@/lib/workflow/views';
import type { Deed, Doing } from './walk-deed';
import type { Life, StepAt, Walk } from './walk-world';

/*
 * What must hold after every deed of a random walk.
 */

export type Outcome = { refused: Refusal | null };

/** Does the deed; a refusal is an outcome, anything else a fault. */
export async function attempt(deed: Deed, doing: Doing): Promise<Outcome> {
  try {
    await deed.do(doing);
    return { refused: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: error };
  }
}

/** As what a person can move the walk's application. */
function moversOf(walk: Walk, { id }: Person): Mover[] {
  if ([walk.contact, walk.editor].some((one) => one.id === id)) return ['town'];
  if (walk.coordinators.some((one) => one.id === id)) return ['coordinator'];
  return walk.reviewers.some((one) => one.id === id) ? ['reviewers'] : [];
}

const actOf = ({ act }: Deed, life: Life) => (typeof act === 'function' ? act(life) : act);

const rowOf = ({ from, act, to }: { from: string; act: string; to: string }) => `${from} ${act} ${to}`;

/** Every act on the application but talking, and every row of the other tables. */
export const rowsOfTables = [
  ...new Set(transitions.flatMap(({ act }) => (act === 'comment' ? [] : act))),
  ...[...stepTransitions, ...appealTransitions, ...correctionTransitions].map(rowOf),
];

/** The rows that a deed went through. */
export function rowsGone(deed: Deed, { life: before, step }: Doing, after: Life): string[] {
  if (after.print === before.print && !deed.by?.includes('clock')) return [];
  const act = actOf(deed, before);
  const steps = after.steps.flatMap((now) => {
    const from = before.steps.find((one) => same(one, now))?.life;
    const own = (same(now, step) ? deed.step : undefined) ?? deed.steps;
    return from && own ? rowOf({ from, act: own, to: now.life }) : [];
  });
  const appeals = after.appeals.flatMap(({ id, state: to }) => {
    const from = before.appeals.find((one) => one.id === id)?.state ?? 'none';
    return deed.appeal ? rowOf({ from, act: deed.appeal, to }) : [];
  });
  return [
    ...(act ? [act] : []),
    ...steps,
    ...appeals,
    ...(deed.change ? [rowOf({ from: before.changes, act: deed.change, to: after.changes })] : []),
  ];
}

const same = (a: StepAt, b: StepAt) => a.submission === b.submission && a.key === b.key;

const covers = (given: Life['given'][number], step: StepAt) =>
  given.action !== null ? given.action === step.action : given.category === null || given.category === step.category;

const isAsked = ({ life }: StepAt) => life === 'clarifying' || life === 'lapsed';
const isComplete = ({ steps }: Life) => steps.every((step) => step.ruling !== null && !isAsked(step));
const revises = ({ steps }: Life) => steps.some(({ ruling }) => ruling?.outcome === 'revise');

/** What an act needs beside the tables, told by what is stored before and after it. */
const needs: Partial<Record<Act, (doing: Doing, after: Life) => boolean>> = {
  submit: ({ life }) => life.open !== null,
  rule: ({ life, who, step }) => life.given.some((one) => one.reviewerId === who.id && covers(one, step)),
  'read-again': ({ life, who, step }) =>
    !isAsked(step) &&
    life.readings.some(({ readerId, submission }) => readerId === who.id && submission === step.submission),
  return: ({ life }, after) => isComplete(life) && revises(life) && after.open !== null,
  finish: ({ life }) => isComplete(life) && !revises(life),
  decide: ({ life }) => isComplete(life) && !revises(life) && life.steps.every(({ ruling }) => ruling?.sent),
  'rule-appeal': ({ life, who }) =>
    life.appeals.some(({ state, reviewerId }) => state === 'assigned' && reviewerId === who.id),
  'settle-correction': ({ life, who }, { changes }) => changes === 'refused' || life.change?.proposedById !== who.id,
};

/** Nothing but what a table has: of the application, of its steps, and of a change to its decision. */
function expectInTables(deed: Deed, doing: Doing, after: Life): void {
  const { walk, life: before, who, step } = doing;
  const act = actOf(deed, before);
  const row = transitions.find((one) => one.act === act && one.from === before.status && one.to === after.status);
  if (act) expect(row, `${before.status} ${act} ${after.status}`).toBeDefined();
  else expect(after.status).toBe(before.status);
  const by = row?.by ?? deed.by ?? [];
  if (act) expect(needs[act]?.(doing, after), `what ${act} needs`).not.toBe(false);
  if (!by.includes('clock')) expect(moversOf(walk, who).filter((mover) => by.includes(mover))).not.toEqual([]);

  for (const now of after.steps) {
    const was = before.steps.find((one) => same(one, now));
    const own = same(now, step) ? deed.step : undefined;
    const known = stepTransitions.filter((one) => one.act === (own ?? deed.steps));
    if (was && own)
      expect(
        known.map(({ from, to }) => `${from} ${to}`),
        own,
      ).toContain(`${was.life} ${now.life}`);
    else if (was && was.life !== now.life)
      expect(known.map(({ from, to }) => `${from} ${to}`)).toContain(`${was.life} ${now.life}`);
  }
  const changed = correctionTransitions.some(
    (one) => one.act === deed.change && one.from === before.changes && one.to === after.changes,
  );
  const still = before.changes === after.changes;
  expect(deed.change ? changed || (deed.perhaps && still) : still).toBe(true);
  expectAppealsInTable(deed, moversOf(walk, who), before, after);
}

/** Of appeals, at most one changes, as the table has it; who lets go of a town gives all of its appeals back. */
function expectAppealsInTable(deed: Deed, movers: Mover[], before: Life, after: Life): void {
  const changes = after.appeals.flatMap((now) => {
    const was = before.appeals.find(({ id }) => id === now.id) ?? { state: 'none' as const, reviewerId: null };
    return was.state === now.state && was.reviewerId === now.reviewerId ? [] : [{ from: was.state, to: now.state }];
  });
  expect(before.appeals.length).toBeLessThanOrEqual(after.appeals.length);
  if (deed.appeal !== 'give-back') expect(changes.length).toBeLessThanOrEqual(1);
  for (const { from, to } of changes) {
    const row = appealTransitions.find((one) => one.act === deed.appeal && one.from === from && one.to === to);
    expect(row, `${from} ${deed.appeal} ${to}`).toBeDefined();
    expect(movers.filter((mover) => row?.by.includes(mover))).not.toEqual([]);
  }
}

/** It was refused with a reason and changed nothing, or it is in the tables and on the record. */
export function expectJudged(deed: Deed, doing: Doing, after: Life, { refused }: Outcome): void {
  const { life: before } = doing;
  const changed = after.print !== before.print;
  expect(after.events > before.events, 'what changes is on the record, and only that').toBe(changed);
  if (refused) {
    expect(changed, 'a refusal changes nothing').toBe(false);
    expect(refused.reasons.length).toBeGreaterThan(0);
    for (const { message } of refused.reasons) expect(message).toMatch(/\S \S.*[.?]$/);
  } else if (changed || deed.by?.includes('clock')) expectInTables(deed, doing, after);
}

const underReview = ({ status }: Life) => status === 'submitted' || status === 'in_review';
const isRuled = ({ life }: StepAt) => life === 'ruled' || life === 'approved';

/** The state of the status function that a page shows. */
export const stateOf = ({ view }: ApplicationView) =>
  Object.entries(applicationStates).find(([, one]) => one.staff === view.staff)?.[0] ?? 'certified';

/** Application, steps and status say the same, each where it is read. */
async function expectAgreement(walk: Walk, life: Life, view: ApplicationView, before: Life | null): Promise<void> {
  expect(view.status).toBe(life.status);
  for (const step of life.steps) {
    expect(step.noted, `${step.action} is ${step.life}`).toBe(isRuled(step));
    const was = before?.steps.find((one) => same(one, step));
    if (was?.life === step.life && before?.status === life.status) continue;
    const shown = await getSubmission(walk.coordinators[0], walk.application, step.action);
    const asked = isAsked(step);
    if (underReview(life)) expect(shown.special[step.key] ?? 'none').toMatch(asked ? step.life : /none|reopened/);
    if (life.status === 'withdrawn') expect(shown.special).toEqual({});
    if (step.life === 'approved') expect(shown.locked).toContain(step.key);
    if (step.life === 'clarifying' && underReview(life)) expect(shown.locked).not.toContain(step.key);
  }
  if (underReview(life)) {
    expect(view.review.steps).toBe(life.steps.length);
    expect(view.review.ruled).toBe(life.steps.filter(({ ruling }) => ruling).length);
  }
  const asks = underReview(life) && life.steps.some((step) => step.life === 'clarifying');
  const open = (life.status === 'draft' || life.status === 'returned') && life.open !== null;
  expect(view.view.next === 'town', stateOf(view)).toBe(asks || open);
  expect(view.view.next === 'nobody', stateOf(view)).toBe(hasEnded(life, view));
  if (life.events % 4 > 0) return;
  for (const who of walk.coordinators) {
    const home = (await getCoordinatorHome(who)).some(({ id }) => id === walk.application);
    // Drafts whose time is over are on the board alone.
    expect(home, `${stateOf(view)} on the page of a coordinator`).toBe(
      view.view.next === 'coordinator' && life.status !== 'draft' && life.change?.proposedById !== who.id,
    );
  }
}

const waits = ({ state }: Life['appeals'][number]) => state === 'filed' || state === 'assigned';

/** Whether nothing is left to do: also no appeal, no change of the decision, and none that a granted appeal asks for. */
function hasEnded(life: Life, { score: { awarded } }: ApplicationView): boolean {
  if (life.status === 'draft') return life.closed && life.open === null;
  if (life.status !== 'decided') return life.status === 'withdrawn';
  const granted = life.appeals.some(({ state }) => state === 'granted');
  return life.change === null && !life.appeals.some(waits) && !(granted && !life.revoked && life.credited !== awarded);
}

const queued = { waiting: 'rule', clarifying: 'asked', lapsed: 'asked', ruled: null, approved: null } as const;

/** A reviewer's queue holds what waits for their ruling or reading, and says what waits for the town. */
async function expectQueue(walk: Walk, life: Life): Promise<void> {
  const who = walk.reviewers[life.events % walk.reviewers.length]!;
  const { lines } = await getQueue(who, queueFilter.parse({ town: walk.town.slug }));
  const stateFor = (step: StepAt) => {
    const reads = life.readings.some(
      (one) => one.readerId === who.id && one.submission === step.submission && one.step === step.key,
    );
    const given = life.given.some((one) => one.reviewerId === who.id && covers(one, step));
    if (reads) return isAsked(step) ? 'asked' : 'read';
    return given ? queued[step.life] : null;
  };
  const expected = life.steps.flatMap((step) => {
    const state = underReview(life) && stateFor(step);
    return state ? [`${step.action} ${state}`] : [];
  });
  expect(lines.map(({ actionId, state }) => `${actionId} ${state}`).sort()).toEqual(expected.sort());
  const own = (await listOwnAppeals(who)).filter(({ application }) => application === walk.application);
  const theirs = life.appeals.filter((one) => one.state === 'assigned' && one.reviewerId === who.id);
  expect(own.map(({ id }) => id).sort()).toEqual(theirs.map(({ id }) => id).sort());
}

/** Who the status names is there and has a right to the page on which they act. */
async function expectSomebody(walk: Walk, life: Life, { view }: ApplicationView): Promise<void> {
  const ok = async (who: Person, what: 'submit' | 'send') =>
    (await getApplication(who, walk.application)).can[what].ok === true;
  if (view.next === 'town' && !underReview(life)) expect(await ok(walk.contact, 'submit')).toBe(true);
  if (view.next === 'town' && underReview(life)) {
    const asked = life.steps.find((step) => step.life === 'clarifying')!;
    const page = await getSubmission(walk.contact, walk.application, asked.action);
    expect([page.can.send.ok, page.can.edit.ok]).toEqual([true, true]);
  }
  if (view.next !== 'reviewers') return;
  if (life.status === 'decided') {
    for (const appeal of life.appeals.filter(({ state }) => state === 'assigned')) {
      const who = walk.reviewers.find(({ id }) => id === appeal.reviewerId)!;
      expect((await getAppeal(who, appeal.id)).can.rule.ok).toBe(true);
    }
    return;
  }
  const waiting = life.steps.filter((step) => step.life === 'waiting');
  const able: Person[] = [];
  for (const who of walk.reviewers.filter(({ id }) => life.given.some((one) => one.reviewerId === id))) {
    const pages = await Promise.all(waiting.map((step) => getSubmission(who, walk.application, step.action)));
    if (waiting.length === 0 ? await ok(who, 'send') : pages.some((page) => page.can.rule.ok === true)) able.push(who);
  }
  expect(able, 'a reviewer who can act').not.toEqual([]);
}

/** The level is what the exported file scores; what was certified was met. */
async function expectScored(walk: Walk, life: Life, view: ApplicationView): Promise<void> {
  const { file } = await exportApplication(walk.coordinators[0], walk.application);
  const scored = score(walk.rulebook, file);
  expect([view.score.awarded, view.score.level]).toEqual([scored.awarded, scored.level]);
  // A granted appeal goes before the ledger, until the change that follows it is confirmed.
  if (life.appeals.some(({ state }) => state === 'granted')) return;
  if (life.level) expect(life.points).toBe(scored.awarded);
  const levels = [null, 'bronze', 'silver'];
  expect(levels.indexOf(life.level)).toBeLessThanOrEqual(levels.indexOf(scored.level));
}

/** Everything that holds at any time; pages of what has not changed since are not opened again. */
export async function expectSound(walk: Walk, life: Life, before: Life | null): Promise<ApplicationView> {
  const view = await getApplication(walk.coordinators[0], walk.application);
  await expectAgreement(walk, life, view, before);
  await expectQueue(walk, life);
  await expectSomebody(walk, life, view);
  await expectScored(walk, life, view);
  const outside = life.events % 2 ? walk.conflicted : walk.stranger;
  if (before?.status !== life.status)
    await expect(getApplication(outside, walk.application)).rejects.toMatchObject({ code: 'not-found' });
  return view;
}
