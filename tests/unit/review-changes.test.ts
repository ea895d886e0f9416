import { describe, expect, test } from 'vitest';
import { findAction, findStep, shippedRulebooks } from '@/lib/rulebook/published';
import type { SubmissionFacts } from '@/lib/scoring/facts';
import { answerChanges } from '@/components/review/answer-changes';
import { stepFields } from '@/lib/rulebook/fields';
import { outsideChanges, standingOf, stepChanges, type EarlierRound } from '@/lib/workflow/changes';

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

describe('evidence attached anew under a title that was there', () => {
  test('is other evidence', () => {
    const facts = file({}, [cited('Sign-in', 'page 1')]);
    expect(stepChanges(log, facts, facts)).toEqual([]);
    expect(stepChanges(log, facts, facts, ['1b/certificates/Sign-in'])).toEqual([
      { change: 'edited', count: 1, what: 'piece of evidence', which: 'Sign-in' },
    ]);
  });
});

describe('what changed outside what was returned', () => {
  const earlier = (ruled: EarlierRound['ruled'], opened: string[] = []): EarlierRound => ({
    round: 1,
    submission: file({ '1a': { 'liaison-name': 'Bela' }, '1b': {}, partners: { none: true } }),
    ruled,
    opened,
    attached: [],
  });
  const present = file({
    '1a': { 'liaison-name': 'Dana' },
    '1b': { log: [row('a', 'One')] },
    partners: { organizations: 'A school' },
  });
  const told = (ruled: EarlierRound['ruled'], opened?: string[]) =>
    outsideChanges(workforce, earlier(ruled, opened), present).map(({ step }) => step);

  test.each<[string, EarlierRound['ruled'], string[], string[]?]>([
    ['an approved step', { '1a': 'approved', '1b': 'revise' }, ['1a']],
    ['one not approved', { '1a': 'revise', '1b': 'not-approved' }, ['1b']],
    ['none, where both were returned', { '1a': 'revise', '1b': 'revise' }, []],
    ['the partners section, where no step was returned', { '1a': 'approved' }, ['1a', 'partners']],
    ['nothing of an action not submitted before', {}, []],
    ['not what was reopened or clarified meanwhile', { '1a': 'approved', '1b': 'not-approved' }, ['1b'], ['1a']],
  ])('%s', (_, ruled, expected, opened) => {
    expect(told(ruled, opened)).toEqual(expected);
  });

  test('a step without a ruling in the round before is there for the first time', () => {
    expect(standingOf({ ruled: { '1a': 'approved' }, opened: [] }, '1b')).toBe('first');
  });
});

describe('answers that changed, word by word', () => {
  const read = (before: SubmissionFacts['answers'][string], after: SubmissionFacts['answers'][string]) =>
    answerChanges(stepFields(log), before, after, {}).map(({ where, parts }) => [
      where,
      parts.map(({ kind, text }) => `${kind} ${text}`),
    ]);

  test('name the row and the column, and read as the town reads them', () => {
    const was = { id: 'a', training: 'Housing First', topic: ['other'], start: '2023-06-06' };
    expect(
      read(
        { log: [was, row('b', 'Two')] },
        { log: [{ ...was, training: 'Housing Last', start: '2023-06-07' }, row('c', 'Three')] },
      ),
    ).toEqual([
      ['Row 1, Name of the training', ['same Housing ', 'removed First', 'added Last']],
      ['Row 1, First day', ['same Jun ', 'removed 6', 'added 7', 'same , 2023']],
      ['Row 2, which is new, Name of the training', ['added Three']],
      ['Row 2, which is new, Topic', ['added Another topic']],
      ['What was row 2 and is gone, Name of the training', ['removed Two']],
      ['What was row 2 and is gone, Topic', ['removed Another topic']],
    ]);
  });
});
