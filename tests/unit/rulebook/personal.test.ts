import { describe, expect, it } from 'vitest';
import { cellsOf } from '@/lib/rulebook/cells';
import { personalAddresses } from '@/lib/rulebook/personal';
import { shippedRulebooks } from '@/lib/rulebook/published';
import { fieldSchema } from '@/lib/rulebook/schema';
import { answersWithCanaries, wordsOf } from '@/tests/support/canaries';

describe('every field has a privacy class', () => {
  const field = { key: 'name', kind: 'text', label: 'Name', max: 10 };

  it.each(['public', 'internal', 'personal'])('%s is one', (privacy) => {
    expect(fieldSchema.safeParse({ ...field, privacy }).success).toBe(true);
  });

  it('and a rulebook without it is none', () => {
    for (const privacy of [undefined, '', 'secret'])
      expect(fieldSchema.safeParse({ ...field, privacy }).success).toBe(false);
    const rows = { key: 'list', kind: 'rows', label: 'List', privacy: 'public', item: 'row', max: 5, claim: ['name'] };
    expect(fieldSchema.safeParse({ ...rows, columns: [{ ...field, privacy: 'personal' }] }).success).toBe(true);
    expect(fieldSchema.safeParse({ ...rows, columns: [field] }).success).toBe(false);
  });
});

it('every personal answer of the shipped rulebooks is known as one by its address, and no other is', () => {
  const kept: string[] = [];
  for (const rulebook of shippedRulebooks)
    for (const action of rulebook.actions) {
      const isPersonal = personalAddresses(action);
      const cells = Object.entries(cellsOf(answersWithCanaries(rulebook, action)));
      kept.push(...cells.filter(([address]) => !isPersonal(address)).map(([, value]) => String(value)));
    }
  const all = kept.join();
  expect(wordsOf('personal').length).toBeGreaterThanOrEqual(12);
  expect(wordsOf('personal').filter((word) => all.includes(word))).toEqual([]);
  expect(wordsOf('public', 'internal').filter((word) => !all.includes(word))).toEqual([]);
});
