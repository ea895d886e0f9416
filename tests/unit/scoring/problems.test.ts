import { describe, expect, test } from 'vitest';
import type { StepAnswers } from '@/lib/rulebook/cells';
import { checkFile, withoutLeavingOut } from '@/lib/scoring/problems';
import {
  approve,
  cite,
  codes,
  file,
  homelessness,
  log,
  outline,
  rulebook,
  scored,
  staffRows,
  stepOf,
  submission,
} from './support/files';
import { livedExperience, repository } from './support/homelessness';

const id = 'watershed-plan';
const withPartners = (partners: StepAnswers) => {
  const facts = outline(id);
  return { ...facts, answers: { ...facts.answers, partners } };
};

describe('outline actions', () => {
  const cases: [name: string, changes: StepAnswers, evidence: number, claimed: number, documented: number][] = [
    ['complete', {}, 1, 20, 20],
    ['no evidence', {}, 0, 20, 0],
    ['no narrative', { narrative: '' }, 1, 20, 0],
    ['no date', { completed: '' }, 1, 20, 0],
    ['no points', { points: '' }, 1, 0, 0],
    ['the portal’s own cap', { points: 50 }, 1, 50, 50],
    ['above the cap', { points: 55 }, 1, 50, 0],
    ['not a multiple of 5', { points: 12 }, 1, 10, 0],
    ['below zero', { points: -5 }, 1, 0, 0],
  ];
  test.each(cases)('%s', (_name, changes, evidence, claimed, documented) => {
    const facts = outline(id, 20, changes);
    const result = scored([{ ...facts, evidence: facts.evidence.slice(0, evidence) }]);
    expect(result.actions[0]).toMatchObject({ claimed, documented, awarded: 0, pointsSetByReviewer: true });
    expect(codes(result.problems).length === 0).toBe(documented > 0);
  });
  test('the reviewer sets the points', () => {
    expect(scored([outline(id)]).actions[0]?.because).toContain('points to be set by the reviewer');
    expect(scored([outline(id, 20, {}, [approve('1', 15)])]).actions[0]?.awarded).toBe(15);
  });
});

describe('partners', () => {
  const cases: [name: string, partners: StepAnswers, at: string | null][] = [
    ['none, said so', { none: true }, null],
    ['a town and the own part', { municipalities: ['Harrow Mills'], part: 'We hosted.' }, null],
    ['an organization and the own part', { organizations: 'A forum', part: 'We hosted.' }, null],
    ['nothing said', {}, 'partners.none'],
    ['not none, and nobody named', { none: false }, 'partners.none'],
    ['named without the own part', { organizations: 'A forum' }, 'partners.part'],
    ['the own part without a name', { part: 'We hosted.' }, 'partners.none'],
    ['none and named', { none: true, organizations: 'A forum', part: 'We hosted.' }, 'partners.none'],
  ];
  test.each(cases)('%s', (_name, partners, at) => {
    const result = scored([withPartners(partners)]);
    const found = result.problems.filter((p) => p.code === 'partners').map((p) => p.path);
    expect(found).toEqual(at === null ? [] : [`${id}/${at}`]);
    expect(result.actions[0]?.ready).toBe(at === null);
  });
});

describe('what blocks a submission', () => {
  test('an empty application has nothing ready, and no other problem', () => {
    expect(scored([]).problems).toMatchObject([{ code: 'nothing-ready', path: '', severity: 'blocks' }]);
    expect(codes(scored([submission(homelessness, {})]).problems)).toEqual(['nothing-ready']);
  });
  test('a begun step must be finished or left out; leaving it out keeps its answers', () => {
    const open = submission(homelessness, { '1b': { log: staffRows(4) }, '3': repository });
    expect(codes(scored([open]).problems)).toEqual(['liaison-three', 'liaison-topics']);
    open.answers['1b']!['left-out'] = true;
    const result = scored([open]);
    expect(codes(result.problems)).toEqual([]);
    expect(stepOf(result.actions, homelessness, '1b')).toMatchObject({
      begun: true,
      leftOut: true,
      claimed: 0,
      because: 'Left out of this round; its answers are kept.',
    });
  });
  test('a bonus without its step is asked to wait or be left out', () => {
    const result = scored([submission(homelessness, { '2+': livedExperience, '3': repository })]);
    expect(result.problems).toMatchObject([
      { code: 'step-needed', path: `${homelessness}/2+.left-out`, severity: 'blocks' },
    ]);
    // Where the program asks about the step, that is no way out.
    const { message } = result.problems[0]!;
    expect(message).toBe('Finish step 2 first, or leave this step out.');
    expect(withoutLeavingOut(message)).toBe('Finish step 2 first.');
    expect(withoutLeavingOut('Finish step 3, or leave it out of this round. 0 points.')).toBe(
      'Finish step 3. 0 points.',
    );
  });
  test('an approved step is locked and raises nothing; its points stand', () => {
    const result = scored([{ ...outline(id, 20, { narrative: '', completed: '' }, [approve('1', 20)]), evidence: [] }]);
    expect(codes(result.problems)).toEqual([]);
    expect(result.actions[0]).toMatchObject({ awarded: 20, ready: true });
  });
  test('a submission left out scores nothing and raises nothing; its rulings stand', () => {
    const result = scored([
      { ...outline(id, 20, { narrative: '' }, [approve('1', 20)]), leftOut: true },
      outline('dark-skies'),
    ]);
    expect(result.actions[0]).toMatchObject({ claimed: 0, documented: 0, awarded: 20, ready: false });
    expect(codes(result.problems)).toEqual([]);
  });
  test('the latest ruling stands, by instant or else by order', () => {
    const revise = { step: '1', outcome: 'revise' as const, points: 0 };
    expect(scored([outline(id, 20, {}, [approve('1', 20), revise])]).awarded).toBe(0);
    expect(scored([outline(id, 20, {}, [revise, approve('1', 20)])]).awarded).toBe(20);
    const dated = [
      { ...approve('1', 20), at: '2024-09-10T00:00:00Z' },
      { ...revise, at: '2024-09-09T23:00:00-04:00' },
    ];
    expect(scored([outline(id, 20, {}, dated)]).awarded).toBe(0);
    expect(scored([outline(id, 20, {}, [dated[0]!, { ...revise, at: '2024-09-09T12:00:00Z' }])]).awarded).toBe(20);
  });
  test('a gap in one row warns while the others carry the step', () => {
    const rows = [...staffRows(1), ...staffRows(1).map((row) => ({ ...row, contact: '' }))];
    const outlined = submission(
      'participate-in-equity-training',
      { '1': { narrative: 'x', points: 5, completed: '2023-01-01', credit: 'new', log: rows } },
      [cite('1', 'support')],
    );
    const result = scored([outlined]);
    expect(codes(result.problems)).toEqual([]);
    expect(codes(result.problems, 'warns')).toEqual(['row-incomplete']);
  });
});

describe('what can never be right in a file', () => {
  const check = (...submissions: Parameters<typeof file>[0]) =>
    checkFile(rulebook, file(submissions)).map((p) => [p.code, p.path]);
  test('a complete file has none of it', () => expect(check(outline(id), log(staffRows(2)))).toEqual([]));
  test('an unknown action', () => expect(check(submission('fly', {}))).toEqual([['unknown-action', 'fly']]));
  test('an action twice', () => expect(check(outline(id), outline(id))).toEqual([['action-twice', id]]));
  test('an unknown answer and step', () =>
    expect(check(submission(id, { '1': { wings: 2 }, '9': { narrative: 'x' } }))).toEqual([
      ['unknown-answer', `${id}/1.wings`],
      ['unknown-answer', `${id}/9.narrative`],
    ]));
  test('an unknown place for evidence, and a ruling on an unknown step', () =>
    expect(check(submission(id, {}, [cite('1', 'pocket')], [approve('7', 5)]))).toEqual([
      ['unknown-evidence', `${id}/1.evidence.pocket`],
      ['unknown-step', id],
    ]));
  test('a reading the rulebook does not have', () => {
    const interpretations = { windowEnd: 'perhaps', moon: 'full', earlyReuse: 'no' };
    const odd = file([], { rulebook: { program: 'sustainable-ct', year: 2024, interpretations } });
    expect(checkFile(rulebook, odd).map((p) => p.message)).toEqual([
      'The rulebook has no reading “windowEnd: perhaps”; its own stands. Choose one of: yes, no.',
      'The rulebook has no reading “moon: full”; its own stands.',
    ]);
  });
  test('a row id twice', () => {
    const [row] = staffRows(1);
    expect(check(log([row!, row!]))).toEqual([['row-twice', `${homelessness}/1b.log.${row!.id}`]]);
  });
  test('wrong types do not break the score', () => {
    const odd = submission(homelessness, {
      '1b': { log: 'all of them' },
      '1a': { page: 5, 'can-meetings': true, completed: ['x'] },
      '3': { repository: [{ id: 'r' }] },
    });
    expect(scored([odd]).claimed).toBe(0);
    expect(check(odd).every(([code]) => code === 'unknown-answer' || code!.startsWith('invalid-'))).toBe(true);
  });
});
