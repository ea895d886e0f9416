import { describe, expect, test } from 'vitest';
import type { ApplicationStatus } from '@/lib/access/can';
import { next, reviewState, transitions } from '@/lib/workflow/application';

const statuses: ApplicationStatus[] = ['draft', 'submitted', 'in_review', 'returned', 'decided', 'withdrawn'];
const acts = [...new Set(transitions.map((t) => t.act))];

describe('the life of an application', () => {
  test('what is decided or withdrawn stays so', () => {
    for (const act of acts) {
      expect(next('withdrawn', act)).toBeNull();
      expect([null, 'decided']).toContain(next('decided', act));
    }
  });

  test('a town submits what is open, and only that', () => {
    expect(statuses.filter((status) => next(status, 'submit'))).toEqual(['draft', 'returned']);
  });

  test('each status can be reached from a draft', () => {
    const reached = new Set<ApplicationStatus>(['draft']);
    for (let i = 0; i < transitions.length; i++)
      for (const t of transitions) if (reached.has(t.from)) reached.add(t.to);
    expect([...reached].sort()).toEqual([...statuses].sort());
  });
});

describe('where a review stands', () => {
  test.each([
    [[], { ruled: 0, decisionDue: false, canReturn: false }],
    [[null, 'approved'], { ruled: 1, decisionDue: false, canReturn: false }],
    [['not-approved', 'approved'], { ruled: 2, decisionDue: true, canReturn: false }],
    [['revise', 'approved'], { ruled: 2, decisionDue: false, canReturn: true }],
    [['revise', null], { ruled: 1, decisionDue: false, canReturn: false }],
  ] as const)('%j', (outcomes, expected) => {
    expect(reviewState(outcomes)).toMatchObject(expected);
  });
});
