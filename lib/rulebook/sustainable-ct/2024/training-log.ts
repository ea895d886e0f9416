import type { RowsField } from '@/lib/rulebook/schema';

/** Topics of homelessness trainings: the two required ones and those the write-up suggests for the third. */
const topics = [
  { value: 'race-equity', label: 'Race equity and homelessness' },
  { value: 'can-function', label: 'CAN function and shelter diversion' },
  { value: 'housing-first', label: 'Housing first' },
  { value: 'domestic-violence', label: 'Domestic violence and category 4 homelessness' },
  { value: 'trauma-informed', label: 'Trauma-informed care' },
  { value: 'mental-health', label: 'Mental health first aid and emergency response' },
  { value: 'diversion-groups', label: 'Diversion for specific populations' },
  { value: 'community-resources', label: 'Community resources' },
  { value: 'other', label: 'Another topic' },
];

const liaison = { value: 'liaison', label: 'Liaison' };
const staff = { value: 'staff', label: 'Staff' };
const elected = { value: 'elected', label: 'Elected official' };
const other = { value: 'other', label: 'Other representative' };

/** The log of trainings attended, one row per person and training (step 1b; the outlines about trainings carry it too). */
export const trainingLog = (of: 'homelessness' | 'any'): RowsField => ({
  key: 'log',
  kind: 'rows',
  label: 'Training log',
  hint: 'One row is one person at one training.',
  item: 'training',
  privacy: 'internal',
  max: 500,
  claim: ['attendee', 'role', 'training'],
  complete: ['attendee', 'role', 'contact', 'training', 'provider', 'start', 'end'],
  once: ['attendee', 'training', 'provider', 'start', 'end'],
  activity: { name: 'training', provider: 'provider', start: 'start' },
  completed: 'end',
  columns: [
    { key: 'attendee', kind: 'text', label: 'Who attended', privacy: 'personal', max: 200 },
    {
      key: 'role',
      kind: 'choice',
      label: 'Role',
      privacy: 'internal',
      options: of === 'homelessness' ? [liaison, staff, elected] : [liaison, staff, elected, other],
    },
    { key: 'contact', kind: 'text', label: 'Contact', hint: 'Email or phone', privacy: 'personal', max: 200 },
    { key: 'training', kind: 'text', label: 'Name of the training', privacy: 'public', max: 300 },
    of === 'homelessness'
      ? { key: 'topic', kind: 'choices', label: 'Topic', privacy: 'public', options: topics }
      : { key: 'topic', kind: 'text', label: 'Topic', privacy: 'public', max: 300 },
    { key: 'provider', kind: 'text', label: 'Provider', privacy: 'public', max: 200 },
    { key: 'start', kind: 'date', label: 'First day', privacy: 'public' },
    { key: 'end', kind: 'date', label: 'Last day', privacy: 'public' },
  ],
});
