import { describe, expect, test } from 'vitest';
import { answersOf, cellsOf, type Answers, type Cells, type Scalar } from '@/lib/rulebook/cells';
import { checkCells } from '@/lib/rulebook/answers';
import { isRealDate } from '@/lib/rulebook/dates';
import { linkState } from '@/lib/rulebook/links';
import { findAction, shippedRulebooks } from '@/lib/rulebook/published';

const action = findAction(shippedRulebooks[0]!, 'municipal-workforce-homelessness')!;
const check = (cells: Cells) => checkCells(action, cells);

describe('the door lets drafts in', () => {
  const allowed: [at: string, value: Scalar][] = [
    ['1a.liaison-name', 'Dana Whitlock'],
    ['1a.liaison-name', ''],
    ['1a.liaison-name', '🏛'.repeat(200)],
    ['1a.liaison-name', '=HYPERLINK("x") <script>alert(1)</script> ＃ 名'],
    ['1a.on-team', false],
    ['1a.page', 'aldbrook.example'],
    ['1a.page', 'https://aldbrook.example/page?x=javascript:1'],
    ['1a.completed', '2024-09-'],
    ['1a.completed', '2024-02-30'],
    ['1a.completed', '--'],
    ['1a.credit', 'rolling'],
    ['1a.left-out', true],
    ['1b.log.0192-ab_C.training', 'Housing First'],
    ['1b.log.r1.topic', ['race-equity', 'can-function']],
    ['1b.log.r1.topic', ['housing-first', 'cooking']],
    ['1b.log.r1.role', 'Selectman'],
    ['2+.amount', 2400.5],
    ['3.emerging', []],
    ['partners.municipalities', ['Aldbrook']],
    ['partners.none', true],
  ];
  test.each(allowed)('%s = %j', (at, value) => expect(check({ [at]: value })).toEqual([]));
});

describe('the door refuses, with the address and in plain words', () => {
  const refused: [at: string, value: Scalar, code: string, message: string][] = [
    ['1a.nothing', 'x', 'unknown-answer', 'Reload the page'],
    ['9.page', 'x', 'unknown-answer', 'Reload the page'],
    ['__proto__.x', 'x', 'unknown-answer', 'Reload the page'],
    ['1a', 'x', 'unknown-answer', 'Reload the page'],
    ['1a.page.r1.x', 'x', 'unknown-answer', 'Reload the page'],
    ['1b.log', 'x', 'unknown-answer', 'Reload the page'],
    ['1b.log.r1', 'x', 'unknown-answer', 'Reload the page'],
    ['1b.log.r 1.training', 'x', 'unknown-answer', 'Reload the page'],
    ['1b.log.r1.training.x', 'x', 'unknown-answer', 'Reload the page'],
    ['1b.completed', '2024-01-01', 'unknown-answer', 'Reload the page'],
    ['1a.liaison-name', 5, 'invalid-text', 'Enter text here.'],
    ['1a.liaison-name', 'x'.repeat(201), 'invalid-text', 'Shorten this to at most 200 characters.'],
    ['1a.liaison-name', 'a\u0000b', 'invalid-text', 'Type this text again'],
    ['1a.liaison-name', '🏛'.repeat(201), 'invalid-text', 'Shorten this to at most 200 characters.'],
    ['1a.on-team', 'yes', 'invalid-yes-no', 'Answer with yes or no.'],
    ['1a.liaison-kind', 'king', 'invalid-choice', 'Choose one of the options'],
    ['1b.log.r1.role', 'x'.repeat(101), 'invalid-choice', 'Shorten this'],
    ['1b.log.r1.topic', ['x'.repeat(101)], 'invalid-choices', 'Shorten this'],
    ['1b.log.r1.topic', Array.from({ length: 201 }, String), 'invalid-choices', 'Choose at most 200 of them.'],
    ['partners.municipalities', ['x'.repeat(201)], 'invalid-choices', 'Shorten this'],
    ['3.emerging', ['pigeons'], 'invalid-choices', 'Choose one of the options'],
    ['1b.log.r1.topic', 'race-equity', 'invalid-choices', 'Choose one of the options'],
    ['1a.completed', 'on the first Monday of May', 'invalid-date', 'Enter a date as year-month-day'],
    ['2+.amount', 0, 'invalid-number', 'Enter a number from 1 to 100,000,000.'],
    ['2+.amount', '2400', 'invalid-number', 'Enter a number.'],
    ['2+.amount', Number.NaN, 'invalid-number', 'Enter a number.'],
    ['2+.amount', Infinity, 'invalid-number', 'Enter a number.'],
    ['1a.page', 'javascript:alert(1)', 'invalid-link', 'begins with https:// or http://'],
    ['1a.page', ' JaVa\tScript:alert(1)', 'invalid-link', 'begins with https:// or http://'],
    ['1a.page', 'data:text/html,x', 'invalid-link', 'begins with https:// or http://'],
    ['1a.page', 'file:///etc/passwd', 'invalid-link', 'begins with https:// or http://'],
  ];
  test.each(refused)('%s = %j', (at, value, code, message) => {
    const reasons = check({ [at]: value });
    expect(reasons).toMatchObject([{ code, at }]);
    expect(reasons[0]!.message).toContain(message);
  });

  test('points of an outline are a multiple of 5 within the cap', () => {
    const outline = findAction(shippedRulebooks[0]!, 'dark-skies')!;
    expect(checkCells(outline, { '1.points': 15 })).toEqual([]);
    expect(checkCells(outline, { '1.points': 12 })[0]?.message).toBe('Enter a multiple of 5.');
    expect(checkCells(outline, { '1.points': 55 })[0]?.message).toBe('Enter a number from 5 to 50.');
  });

  test('a decimal multiple is one, though its quotient is not whole to the last bit', () => {
    const outline = structuredClone(findAction(shippedRulebooks[0]!, 'dark-skies')!);
    const points = outline.steps[0]!.fields.find((field) => field.kind === 'number')!;
    Object.assign(points, { min: 0, multipleOf: 0.07 });
    expect(checkCells(outline, { '1.points': 2.03 })).toEqual([]);
    expect(checkCells(outline, { '1.points': 2.04 })[0]?.message).toBe('Enter a multiple of 0.07.');
  });

  test('10,000 training rows: one clear message', () => {
    const cells = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`1b.log.r${i}.training`, 'x']));
    expect(check(cells)).toEqual([
      { code: 'too-many-rows', message: 'Keep at most 500 rows here; there are 10,000.', at: '1b.log' },
    ]);
  });
});

test('answers and cells say the same', () => {
  const answers: Answers = {
    '1a': { page: 'x', 'on-team': false },
    '1b': {
      log: [
        { id: 'a', training: 'T', topic: ['other'] },
        { id: 'b', training: 'U' },
      ],
    },
  };
  expect(answersOf(cellsOf(answers))).toEqual(answers);
});

describe('links', () => {
  test.each([
    ['https://aldbrook.example', 'safe'],
    ['http://aldbrook.example:8080/a?b#c', 'safe'],
    ['HTTPS://ALDBROOK.EXAMPLE', 'safe'],
    ['aldbrook.example/page', 'unfinished'],
    ['aldbrook.example:8080/page', 'unfinished'],
    ['https://', 'unfinished'],
    ['https:', 'unfinished'],
    ['https://user:secret@aldbrook.example', 'unfinished'],
    ['//aldbrook.example', 'unfinished'],
    ['javascript:alert(1)', 'refused'],
    ['java\nscript:alert(1)', 'refused'],
    ['\u0001javascript:alert(1)', 'refused'],
    ['vbscript:x', 'refused'],
    ['mailto:a@b.example', 'refused'],
    ['javascript:1', 'refused'],
  ])('%j is %s', (text, state) => expect(linkState(text)).toBe(state));
});

describe('dates that exist', () => {
  test.each([
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['2023-02-29', false],
    ['1900-02-29', false],
    ['2024-04-31', false],
    ['2024-13-01', false],
    ['2024-00-10', false],
    ['2024-1-1', false],
    ['2024-01-00', false],
    ['0024-01-01', false],
    ['2024-01-01T00:00', false],
    ['', false],
  ])('%s: %s', (text, real) => expect(isRealDate(text)).toBe(real));
});
