import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { findAction } from '@/lib/rulebook/published';
import { parseApplicationFile } from '@/lib/scoring/file';
import { mostOf } from '@/lib/scoring/points';
import type { Line } from '@/lib/scoring/result';
import { score } from '@/lib/scoring/score';
import { file, rulebook } from './support/files';
import { applicationFile } from './support/arbitrary';

const runs = { numRuns: 100 };
// A busy machine may take its time; what is asserted does not depend on it.
vi.setConfig({ testTimeout: 60_000 });
const columns = ['claimed', 'documented', 'awarded'] as const;
const order = [null, 'bronze', 'silver', 'gold'];

const sums = (line: Line) => {
  for (const column of columns)
    if (line.lines.length > 0) expect(line.lines.reduce((sum, part) => sum + part[column], 0)).toBe(line[column]);
  line.lines.forEach(sums);
};

describe('for any application', () => {
  test('documented ≤ claimed ≤ max, awarded ≤ max, for steps and actions', () => {
    fc.assert(
      fc.property(applicationFile, (facts) => {
        for (const action of score(rulebook, facts).actions)
          for (const line of [action, ...action.steps]) {
            expect(line.documented).toBeLessThanOrEqual(line.claimed);
            expect(line.claimed).toBeLessThanOrEqual(line.max);
            expect(line.awarded).toBeLessThanOrEqual(line.max);
            expect(Math.min(line.documented, line.awarded)).toBeGreaterThanOrEqual(0);
          }
      }),
      runs,
    );
  });

  test('every total is the sum of its lines', () => {
    fc.assert(
      fc.property(applicationFile, (facts) => {
        const result = score(rulebook, facts);
        result.actions.forEach(sums);
        for (const column of columns)
          expect(result.actions.reduce((sum, a) => sum + a[column], 0)).toBe(result[column]);
      }),
      runs,
    );
  });

  test('approving one more step never lowers a level or a criterion', () => {
    fc.assert(
      fc.property(applicationFile, fc.nat(), (facts, pick) => {
        const before = score(rulebook, facts);
        const open = before.actions.flatMap((a) => a.steps.filter((s) => s.ruling !== 'approved'));
        const step = open[pick % Math.max(1, open.length)];
        if (!step) return;
        const after = score(rulebook, {
          ...facts,
          submissions: facts.submissions.map((s) =>
            s.action === step.action
              ? { ...s, rulings: [...s.rulings, { step: step.key, outcome: 'approved' as const, points: step.max }] }
              : s,
          ),
        });
        expect(order.indexOf(after.level)).toBeGreaterThanOrEqual(order.indexOf(before.level));
        expect(after.awarded).toBeGreaterThanOrEqual(before.awarded);
        const haves = (result: typeof before) => result.levels.flatMap((l) => l.criteria.map((c) => c.have));
        haves(after).forEach((have, i) => expect(have).toBeGreaterThanOrEqual(haves(before)[i]!));
      }),
      runs,
    );
  });

  test('unknown is never reported as met or not met', () => {
    fc.assert(
      fc.property(applicationFile, (facts) => {
        for (const action of score(rulebook, facts).actions)
          for (const step of action.steps) {
            if (!step.begun) for (const r of step.requirements) expect(r.verdict.ok).toBe('unknown');
            const submission = facts.submissions.find((s) => s.action === action.action)!;
            const rules = findAction(rulebook, action.action)!.steps.find((s) => s.key === step.key)!.requires;
            for (const { key, test: condition } of rules)
              if (
                condition.kind === 'answered' &&
                condition.fields.every((f) => submission.answers[step.key]?.[f] === undefined)
              )
                expect(step.requirements.find((r) => r.key === key)?.verdict.ok).toBe('unknown');
              else if (condition.kind === 'evidence' && !submission.evidence.some((e) => e.step === step.key))
                expect(step.requirements.find((r) => r.key === key)?.verdict.ok).toBe('unknown');
          }
      }),
      runs,
    );
  });

  test('a step counts as ready only with points documented or approved, and blocking problems are named', () => {
    fc.assert(
      fc.property(applicationFile, (facts) => {
        const { actions, problems } = score(rulebook, facts);
        for (const action of actions)
          for (const step of action.steps.filter((s) => s.begun && !s.leftOut && s.ruling !== 'approved')) {
            const blocked = problems.some(
              (p) => p.severity === 'blocks' && p.path.startsWith(`${action.action}/${step.key}.`),
            );
            expect(step.ready).toBe(step.documented > 0 && !blocked);
            if (step.documented === 0) expect(blocked).toBe(true);
          }
      }),
      runs,
    );
  });

  test('scoring is deterministic and survives a round trip through JSON and the schema', () => {
    fc.assert(
      fc.property(applicationFile, (facts) => {
        const first = score(rulebook, facts);
        const read = parseApplicationFile(JSON.parse(JSON.stringify(facts)));
        expect(read.ok).toBe(true);
        if (read.ok) expect(JSON.stringify(score(rulebook, read.file))).toBe(JSON.stringify(first));
      }),
      runs,
    );
  });

  test('scoring changes nothing it is given', () => {
    fc.assert(
      fc.property(applicationFile, (facts) => {
        const before = JSON.stringify(facts);
        score(rulebook, facts);
        expect(JSON.stringify(facts)).toBe(before);
      }),
      { numRuns: 50 },
    );
  });
});

test('no action’s steps are worth more than the action', () => {
  for (const action of rulebook.actions)
    expect(action.steps.reduce((sum, step) => sum + mostOf(step.points), 0)).toBe(action.max);
});

test('an empty application scores nothing and meets nothing', () => {
  const result = score(rulebook, file([]));
  expect([result.claimed, result.documented, result.awarded, result.level]).toEqual([0, 0, 0, null]);
});
