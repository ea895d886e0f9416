import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changesLife, correctionTransitions, mayCorrect } from '@/lib/workflow/correction-life';
import type { Opened, Ruled } from '@/lib/workflow/standing';
import { mayStep, stepLife, stepTransitions, type StepAct, type StepLife } from '@/lib/workflow/step-life';

const at = (hour: number) => new Date(Date.UTC(2024, 10, 20, hour));
const ruled = (outcome: Ruled['outcome'], more: Partial<Ruled> = {}): Ruled => ({
  step: '1',
  outcome,
  round: 1,
  at: at(1),
  sentAt: null,
  ...more,
});
const opened = (kind: Opened['kind'], more: Partial<Opened> = {}): Opened => ({
  step: '1',
  kind,
  openedAt: at(3),
  deadline: kind === 'clarification' ? at(6) : null,
  sentAt: null,
  closedAt: null,
  ...more,
});

describe('the life of a step', () => {
  test.each<[StepLife, Ruled[], Opened[]]>([
    ['waiting', [], []],
    ['waiting', [ruled('approved', { step: '2' })], []],
    ['ruled', [ruled('approved')], []],
    ['ruled', [ruled('not_approved', { sentAt: at(2) })], []],
    ['approved', [ruled('approved', { sentAt: at(2) })], []],
    ['waiting', [ruled('approved', { sentAt: at(2) })], [opened('reopening')]],
    ['clarifying', [ruled('revise', { sentAt: at(3) })], [opened('clarification')]],
    ['lapsed', [ruled('revise', { sentAt: at(3) })], [opened('clarification', { deadline: at(4) })]],
    ['waiting', [ruled('revise', { sentAt: at(3) })], [opened('clarification', { sentAt: at(4) })]],
    ['ruled', [ruled('revise', { sentAt: at(3) })], [opened('clarification', { closedAt: at(4) })]],
  ])('is %s', (life, rulings, openings) => {
    expect(stepLife({ rulings, openings }, '1', 1, at(5))).toBe(life);
  });

  test('a call to revise of an earlier round waits for its ruling again', () => {
    expect(stepLife({ rulings: [ruled('revise', { sentAt: at(2) })], openings: [] }, '1', 2, at(5))).toBe('waiting');
  });

  test.each<[StepAct, StepLife[]]>([
    ['rule', ['waiting', 'ruled']],
    ['reopen', ['approved']],
    ['ask', ['waiting', 'ruled']],
    ['extend', ['clarifying', 'lapsed']],
    ['close', ['clarifying', 'lapsed']],
    ['answer', ['clarifying']],
  ])('%s is for a step that is %j, and says why not otherwise', (act, lives) => {
    for (const life of ['waiting', 'ruled', 'approved', 'clarifying', 'lapsed'] as const) {
      const verdict = mayStep(life, act, at(4));
      expect(verdict.ok).toBe(lives.includes(life));
      if (verdict.ok === false) expect(verdict.reasons[0]?.message).toMatch(/\S{2} .*\.$/);
    }
  });

  test('can be left in every state', () => {
    for (const { to } of stepTransitions) expect(stepTransitions.some(({ from }) => from === to)).toBe(true);
  });
});

test('a change of a decision waits for one other person, and another is proposed only once it is settled', () => {
  const proposed = { settledAt: null, confirmed: null };
  const settled = { settledAt: at(2), confirmed: true };
  expect([[], [proposed], [settled], [proposed, settled]].map(changesLife)).toEqual([
    'none',
    'proposed',
    'confirmed',
    'proposed',
  ]);
  expect(mayCorrect('proposed', 'propose')).toBe(false);
  expect(correctionTransitions.filter(({ from }) => from === 'proposed').map(({ act }) => act)).toEqual([
    'confirm',
    'refuse',
  ]);
});

/** What reads a status in words, or answers the second of two equal requests; whether an act is possible, the table says. */
const readings = new Set([
  'lib/services/mail/compose-reminder.ts',
  'lib/services/mail/letters-of-work.ts',
  'lib/services/applications/get-home.ts',
  'lib/services/applications/view-parts.ts',
  'lib/services/applications/withdraw-application.ts',
  'lib/services/certifications/decide.ts',
]);

test('no service and no right judges the status of an application by itself', () => {
  const found = ['lib/services', 'lib/access'].flatMap((root) =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => /status [!=]== '(?!draft')/.test(readFileSync(path, 'utf8'))),
  );
  expect(found.filter((path) => !readings.has(path))).toEqual([]);
});
