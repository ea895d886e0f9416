import { describe, expect, it } from 'vitest';
import { formState, sentOf } from '@/components/form/form-state';
import { answerText, headWords, privacyNote, rowWords } from '@/components/submission/answer-words';
import { checkedLink, fieldLink } from '@/components/submission/field-link';
import { fieldAt, newRowId, toCell, toRaw, valuesOf } from '@/components/submission/step/values';
import { stepFields } from '@/lib/rulebook/fields';
import type { SimpleField } from '@/lib/rulebook/schema';
import { municipalWorkforceHomelessness as action } from '@/lib/rulebook/sustainable-ct/2024/municipal-workforce-homelessness';
import { trainingLog } from '@/lib/rulebook/sustainable-ct/2024/training-log';

const base = { key: 'k', label: 'K', privacy: 'public' } as const;
const kinds: Record<string, SimpleField> = {
  text: { ...base, kind: 'text', max: 10 },
  number: { ...base, kind: 'number', min: 0, max: 100 },
  'yes-no': { ...base, kind: 'yes-no' },
  date: { ...base, kind: 'date' },
  choices: {
    ...base,
    kind: 'choices',
    options: [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ],
  },
};
const log = trainingLog('homelessness');

describe('inputs and cells', () => {
  it.each([
    ['text', 'hello', 'hello'],
    ['text', '   ', null],
    ['number', '1,200', 1200],
    ['number', 'many', 'many'],
    ['number', '', null],
    ['yes-no', 'true', true],
    ['yes-no', 'false', false],
    ['yes-no', '', null],
    ['date', '2024-9-', '2024-9-'],
    ['choices', ['a', '', 'a'], ['a']],
    ['choices', [], null],
  ])('%s %j', (kind, raw, cell) => {
    expect(toCell(kinds[kind]!, raw)).toEqual(cell);
    if (cell !== null && kind !== 'number') expect(toCell(kinds[kind]!, toRaw(kinds[kind]!, cell))).toEqual(cell);
  });

  it('nests the cells of one step and leaves out the others', () => {
    const fields = stepFields(action.steps[1]!);
    const cells = { '1b.log.r1.attendee': 'Dana', '1b.log.r1.topic': ['other'], '1a.page': 'https://x.example' };
    expect(valuesOf(fields, '1b', cells)).toEqual({ '1b': { log: { r1: { attendee: 'Dana', topic: ['other'] } } } });
    expect(fieldAt(fields, '1b.log.r1.nothing')).toBeUndefined();
    expect(fieldAt(fields, '1b.log')).toBeUndefined();
  });

  it('gives each new row an id after all others', () => {
    let ids = ['a1', 'r1', 'zz'];
    for (let index = 0; index < 50; index += 1) {
      const id = newRowId(ids, Date.UTC(2026, 0, 1), index);
      expect(ids.every((other) => other < id)).toBe(true);
      expect(id).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
      ids = [...ids, id];
    }
  });
});

describe('answers in words', () => {
  it('reads a row as who, what and when, personal details apart', () => {
    const row = {
      id: 'r1',
      attendee: 'Dana',
      role: 'liaison',
      contact: 'd@x.example',
      training: 'First Aid',
      topic: ['housing-first'],
      provider: 'Forum',
      start: '2024-04-22',
      end: '2024-04-23',
    };
    expect(rowWords(log, row, {})).toEqual({
      lead: 'Dana',
      beside: 'Liaison',
      personal: 'd@x.example',
      main: 'First Aid',
      more: 'Housing first. Forum',
      when: 'Apr 22–23, 2024',
    });
    expect(headWords(log).when).toBe('When');
  });

  it('shows an unfinished date as it was typed', () => {
    expect(answerText(kinds.date!, '2024-9-', {})).toBe('“9/–/2024”, not a whole date');
    expect(answerText(kinds.date!, 'late July', {})).toBe('“late July”, not a whole date');
  });

  it('says which columns are personal data', () => {
    expect(privacyNote(log)).toBe(
      '“Who attended” and “Contact”: personal data. Reviewers see it; the public never does.',
    );
    expect(privacyNote(kinds.text!)).toBeNull();
  });
});

describe('links to fields', () => {
  it('leads to a field, opens its row and says to repeat what is to be mended', () => {
    expect(fieldLink('/f', '1b.log.r1.end')).toBe('/f?check=1&step=1b&row=r1#1b.log.r1.end');
    expect(fieldLink('/f', '1a')).toBe('/f?check=1&step=1a');
    expect(fieldLink('/f', undefined)).toBe('/f');
    expect(checkedLink('/f?step=2%2B#2%2B.amount')).toBe('/f?check=1&step=2%2B#2%2B.amount');
    expect(checkedLink('/applications/1')).toBe('/applications/1');
  });
});

describe('a form that was refused', () => {
  const form = new FormData();
  form.append('$ACTION_ID_x', '');
  form.append('email', 'a@x.example');
  form.append('password', 'a long secret');
  form.append('items[]', 'a');
  form.append('items[]', 'b');
  form.append('held.month', '9');
  form.append('held.day', '5');
  form.append('held.year', '2024');
  const sent = sentOf(form);

  it('gives back what was typed, never a password', () => {
    const state = formState({
      ok: false,
      code: 'invalid',
      reasons: [{ code: 'x', message: 'Mend it.', at: 'email' }],
      sent,
    });
    expect(state.value('email', 'old')).toBe('a@x.example');
    expect(state.value('password')).toBe('');
    expect(state.values('items')).toEqual(['a', 'b']);
    expect(state.date('held')).toBe('2024-09-05');
    expect(state.error('email')).toBe('Mend it.');
    expect(state.error('password')).toBeUndefined();
  });

  it('shows what stands while nothing was sent', () => {
    const state = formState(null);
    expect(state.value('email', 'old')).toBe('old');
    expect(state.values('items', ['z'])).toEqual(['z']);
  });
});
