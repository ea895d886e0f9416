import { describe, expect, test } from 'vitest';
import { findAction, findStep, shippedRulebooks } from '@/lib/rulebook/published';
import type { SubmissionFacts } from '@/lib/scoring/facts';
import { stepChanges } from '@/lib/workflow/changes';

const workforce = findAction(shippedRulebooks[0]!, 'municipal-workforce-homelessness')!;
const log = findStep(workforce, '1b')!;
const liaison = findStep(workforce, '1a')!;

const file = (answers: SubmissionFacts['answers'], evidence: SubmissionFacts['evidence'] = []): SubmissionFacts => ({
  action: workforce.id,
  answers,
  evidence,
  rulings: [],
});
const row = (id: string, training: string) => ({ id, training, topic: ['other'] });
const cited = (title: string, pinpoint?: string) =>
  ({ step: '1b', slot: 'certificates', title, kind: 'file', ...(pinpoint ? { pinpoint } : {}) }) as const;

describe('changes of a step between rounds', () => {
  test('are none where nothing changed, in whatever order columns were stored', () => {
    const before = file({ '1b': { log: [{ id: 'a', training: 'One', topic: ['other'] }] } });
    const after = file({ '1b': { log: [{ topic: ['other'], training: 'One', id: 'a' }] } });
    expect(stepChanges(log, before, after)).toEqual([]);
  });

  test('name rows by their present number, and removed ones by their former', () => {
    const before = file({ '1b': { log: [row('a', 'One'), row('b', 'Two'), row('c', 'Three')] } });
    const after = file({
      '1b': { log: [row('b', 'Two'), row('c', 'Three, again'), row('d', 'Four'), row('e', 'Five')] },
    });
    expect(stepChanges(log, before, after)).toEqual([
      { change: 'added', count: 2, what: 'training', which: '3, 4' },
      { change: 'edited', count: 1, what: 'training', which: '2' },
      { change: 'removed', count: 1, what: 'training', which: '1' },
    ]);
  });

  test('name fields by their labels, and leave other steps out', () => {
    const before = file({ '1a': { 'liaison-name': 'Bela Sorensen', 'on-team': true }, '1b': {} });
    const after = file({
      '1a': { 'liaison-name': 'Dana Whitlock', 'on-team': true },
      '1b': { log: [row('a', 'One')] },
    });
    expect(stepChanges(liaison, before, after)).toEqual([
      { change: 'edited', count: 1, what: 'answer', which: 'Name of the liaison' },
    ]);
  });

  test('tell evidence added, removed and pinned elsewhere', () => {
    const before = file({}, [cited('Flyer'), cited('Sign-in', 'page 1')]);
    const after = file({}, [cited('Sign-in', 'page 2'), cited('Certificates')]);
    expect(stepChanges(log, before, after)).toEqual([
      { change: 'added', count: 1, what: 'piece of evidence', which: 'Certificates' },
      { change: 'edited', count: 1, what: 'pinpoint', which: 'Sign-in' },
      { change: 'removed', count: 1, what: 'piece of evidence', which: 'Flyer' },
    ]);
  });
});
