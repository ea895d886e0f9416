import { describe, expect, test } from 'vitest';
import { inconsistencies } from '@/lib/rulebook/consistency';
import { fieldsByKey, isShown, partnersStep, reserved, stepFields } from '@/lib/rulebook/fields';
import { rulebookHash } from '@/lib/rulebook/hash';
import { actionName, findAction, findStep, shippedRulebooks } from '@/lib/rulebook/published';
import { rulebookSchema, type Rulebook } from '@/lib/rulebook/schema';
import { settingsOf } from '@/lib/rulebook/settings';

const rulebook = shippedRulebooks[0]!;
const homelessness = findAction(rulebook, 'municipal-workforce-homelessness')!;

describe('the shipped rulebook', () => {
  test('has the shape of a rulebook and no inconsistency', () => {
    for (const shipped of shippedRulebooks) {
      expect(rulebookSchema.parse(shipped)).toEqual(shipped);
      expect(inconsistencies(shipped)).toEqual([]);
    }
  });

  test('has 13 categories, an action in each of 1 to 12, and both actions in full', () => {
    expect(rulebook.categories.map((c) => c.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(new Set(rulebook.actions.map((a) => a.category)).size).toBe(12);
    expect(rulebook.actions.filter((a) => a.kind === 'full').map((a) => a.id)).toEqual([
      'optimize-for-equity',
      'municipal-workforce-homelessness',
    ]);
    expect(rulebook.actions.filter((a) => a.kind === 'outline')).toHaveLength(49);
  });

  test('names a clause for every requirement, points rule and criterion, and a privacy class for every answer', () => {
    for (const action of rulebook.actions)
      for (const step of action.steps) {
        expect(
          [step.clause, step.points.clause, ...step.requires.map((r) => r.clause)].every((c) => c.trim() !== ''),
        ).toBe(true);
        for (const field of stepFields(step)) {
          expect(['public', 'internal', 'personal']).toContain(field.privacy);
          if (field.kind === 'rows') for (const column of field.columns) expect(column.privacy).toBeDefined();
        }
      }
  });

  const personal: [step: string, field: string, column?: string][] = [
    ['1a', 'liaison-name'],
    ['1a', 'liaison-contact'],
    ['1b', 'log', 'attendee'],
    ['1b', 'log', 'contact'],
    ['2', 'roster'],
    ['2', 'roster', 'name'],
    ['2+', 'allocation'],
    ['2+', 'recruits'],
  ];
  test.each(personal)('%s.%s %s is personal', (step, key, column) => {
    const field = fieldsByKey(findStep(homelessness, step)!).get(key)!;
    const found = column && field.kind === 'rows' ? field.columns.find((c) => c.key === column) : field;
    expect(found?.privacy).toBe('personal');
  });

  test('questions that are the portal’s own say so', () => {
    const toolkits = findAction(rulebook, 'optimize-for-equity')!.steps[0]!.fields[0]!;
    const own = toolkits.kind === 'rows' ? toolkits.columns.filter((c) => c.own).map((c) => c.key) : [];
    expect(own).toEqual(['engaged', 'reached', 'heard', 'changed', 'outcome']);
  });

  test('outlines about trainings carry the log of 1b, column for column', () => {
    const log = (id: string, step: string) => {
      const field = findStep(findAction(rulebook, id)!, step)!.fields.find((f) => f.key === 'log');
      return field?.kind === 'rows' ? { columns: field.columns.map((c) => c.key), activity: field.activity } : null;
    };
    const own = log('municipal-workforce-homelessness', '1b');
    expect(own?.columns).toEqual(['attendee', 'role', 'contact', 'training', 'topic', 'provider', 'start', 'end']);
    expect(log('participate-in-equity-training', '1')).toEqual(own);
    expect(log('train-municipal-representatives', '1')).toEqual(own);
  });

  test('names actions by number where it is known', () => {
    expect(actionName(findAction(rulebook, 'open-space-plan')!)).toBe('3.4 Develop an Open Space Plan');
    expect(actionName(homelessness)).toBe(homelessness.title);
    expect(findAction(rulebook, 'nothing')).toBeUndefined();
  });
});

describe('inconsistencies are found', () => {
  const broken: [name: string, change: (copy: Rulebook) => void, message: string][] = [
    ['a doubled id', (r) => r.actions.push(structuredClone(r.actions[0]!)), 'there twice'],
    ['a lost relation', (r) => r.actions[0]!.related!.push('nowhere'), 'nowhere, which is not an action'],
    ['too many points', (r) => (r.actions[0]!.max = 40), 'up to 50 points'],
    [
      'a lost field',
      (r) =>
        r.actions[0]!.steps[0]!.requires.push({
          ...r.actions[0]!.steps[0]!.requires[0]!,
          test: { kind: 'answered', fields: ['gone'] },
        }),
      'gone',
    ],
    [
      'a lost criterion',
      (r) => r.levels[0]!.criteria.push({ kind: 'action', key: 'x', title: 'x', clause: 'x', action: 'lost' }),
      'lost',
    ],
    ['a strange reading', (r) => (r.interpretations[0]!.value = 'maybe'), 'maybe'],
  ];
  test.each(broken)('%s', (_name, change, message) => {
    const copy = structuredClone(rulebook);
    change(copy);
    expect(
      inconsistencies(copy)
        .map((r) => r.message)
        .join(' '),
    ).toContain(message);
  });
});

describe('hash', () => {
  test('depends on content and not on the order of keys', () => {
    const turned = Object.fromEntries(Object.entries(rulebook).reverse()) as Rulebook;
    expect(rulebookHash(turned)).toBe(rulebookHash(rulebook));
    expect(rulebookHash({ ...rulebook, version: 2 })).not.toBe(rulebookHash(rulebook));
    expect(rulebookHash(rulebook)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('fields of a step', () => {
  const keys = (step: string) => stepFields(findStep(homelessness, step)!).map((f) => f.key);
  test('every dated step asks for completion, credit and lasting impact; logs date their rows', () => {
    expect(keys('3').slice(-4)).toEqual([reserved.completed, reserved.credit, reserved.impact, reserved.leftOut]);
    expect(keys('1b')).toEqual(['log', reserved.leftOut]);
  });
  test('the completion question says what completed means', () => {
    expect(stepFields(findStep(homelessness, '1a')!).find((f) => f.key === 'completed')?.label).toBe(
      'When was the liaison designated?',
    );
  });
  test('a field is shown only while the other answer asks for it', () => {
    const field = fieldsByKey(findStep(homelessness, '1a')!).get('team-meetings')!;
    expect([isShown(field, { 'on-team': false }), isShown(field, { 'on-team': true }), isShown(field, {})]).toEqual([
      true,
      false,
      false,
    ]);
  });
  test('partners are four questions', () => {
    expect(partnersStep(homelessness).fields.map((f) => f.key)).toEqual([
      'municipalities',
      'organizations',
      'part',
      'none',
    ]);
  });
});

test('switched readings are taken over; unknown ones change nothing', () => {
  expect(settingsOf(rulebook, { windowEnd: 'no', earlyReuse: 'perhaps', other: 'x' })).toEqual({
    ...settingsOf(rulebook),
    windowEnd: 'no',
  });
});
