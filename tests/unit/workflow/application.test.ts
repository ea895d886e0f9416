import { describe, expect, test } from 'vitest';
import type { ApplicationStatus } from '@/lib/access/can';
import { next, reviewState, transitions, type Act } from '@/lib/workflow/application';
import { actionStatus, statusView } from '@/lib/workflow/status';

const statuses: ApplicationStatus[] = ['draft', 'submitted', 'in_review', 'returned', 'decided', 'withdrawn'];
const acts: Act[] = ['submit', 'begin-review', 'return', 'decide', 'withdraw'];

describe('the life of an application', () => {
  test('what is decided or withdrawn stays so', () => {
    for (const act of acts) for (const end of ['decided', 'withdrawn'] as const) expect(next(end, act)).toBeNull();
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

describe('a status in words', () => {
  const facts = { openRound: null, reviewBy: null, decisionDue: false, assigned: true, level: null };

  test.each([
    ['draft', {}, 'In progress', 'town'],
    ['submitted', { assigned: false }, 'Submitted', 'coordinator'],
    ['submitted', {}, 'With the reviewers', 'reviewers'],
    ['in_review', { decisionDue: true }, 'Decision due', 'coordinator'],
    ['returned', {}, 'Returned', 'town'],
    ['decided', { level: 'Silver' }, 'Certified Silver', 'nobody'],
    ['decided', {}, 'Decided, no level', 'nobody'],
    ['withdrawn', {}, 'Withdrawn', 'nobody'],
  ] as const)('%s %j: %s, %s acts next', (status, more, town, who) => {
    expect(statusView({ ...facts, status, ...more })).toMatchObject({ town, next: who });
  });

  const action = { application: 'draft', begun: true, ready: false, leftOut: false, outcomes: [] } as const;
  test.each([
    [{ begun: false }, 'Not started'],
    [{}, 'In progress'],
    [{ ready: true }, 'Ready to submit'],
    [{ ready: true, leftOut: true }, 'Left out'],
    [{ application: 'submitted', outcomes: [null] }, 'With the reviewer'],
    [{ application: 'returned', outcomes: ['approved', 'revise'] }, 'Returned'],
    [{ application: 'returned', outcomes: ['approved', null], ready: true }, 'Ready to submit'],
    [{ application: 'decided', outcomes: ['approved', 'not-approved'] }, 'Approved'],
    [{ application: 'decided', outcomes: ['not-approved'] }, 'Not approved'],
  ] as const)('of an action with %j: %s', (more, word) => {
    expect(actionStatus({ ...action, ...more }).word).toBe(word);
  });
});
