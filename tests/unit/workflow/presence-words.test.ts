import { expect, test } from 'vitest';
import { presenceWords } from '@/lib/workflow/presence-words';

const step = (key: string) => `step ${key}`;

test.each([
  [[], ''],
  [[{ name: 'Sam', step: '2' }], 'Sam is editing step 2.'],
  [[{ name: 'Sam', step: '1' }], 'Sam is editing this step too. Changes are merged as you both type.'],
  [
    [
      { name: 'Ada', step: '2' },
      { name: 'Sam', step: '2' },
      { name: 'Bo', step: '1' },
    ],
    'Ada and Sam are editing step 2. Bo is editing this step too. Changes are merged as you both type.',
  ],
])('%j', (others, words) => expect(presenceWords(others, '1', step)).toBe(words));
