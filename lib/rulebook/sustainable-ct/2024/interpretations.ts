import type { Interpretation } from '@/lib/rulebook/schema';

const yesOrNo = (yes: string, no: string) => [
  { value: 'yes', label: yes },
  { value: 'no', label: no },
];

/** Where the write-ups can be read two ways: the question, the passage and the reading in force. */
export const interpretations: Interpretation[] = [
  {
    key: 'windowEnd',
    question: 'Does work done between January 1 of the year sought and the submission count as new?',
    passage:
      'Timeframe for Credit, New: counts back three years from January 1 and says nothing of the months after it.',
    options: yesOrNo('Yes, up to the submission', 'No, only work before January 1'),
    value: 'yes',
  },
  {
    key: 'trainingsCount',
    question: 'Are trainings counted per attendance or per distinct training?',
    passage: 'What to Do, 1b, tiers: liaison, staff and officials attend a number of trainings in total.',
    options: [
      { value: 'attendance', label: 'Per attendance' },
      { value: 'training', label: 'Per distinct training' },
    ],
    value: 'attendance',
  },
  {
    key: 'topicsPerTraining',
    question: 'May one training meet both required topics?',
    passage: 'What to Do, 1b: one training on race equity and one on CAN function, among three.',
    options: yesOrNo('Yes, one training may meet both', 'No, two different trainings'),
    value: 'no',
  },
  {
    key: 'toolkitTarget',
    question: 'Must the action a toolkit was applied to be submitted, or approved?',
    passage: '1.1, What to Do, Submit: the town must also submit for the new action.',
    options: [
      { value: 'submitted', label: 'Submitted; one that is not approved is a finding' },
      { value: 'approved', label: 'Approved' },
    ],
    value: 'submitted',
  },
  {
    key: 'earlyReuse',
    question: 'May a credited item be new again in a recertification before the year of expiration?',
    passage: 'Timeframe for Credit, New: excludes credited items only in the year of expiration.',
    options: yesOrNo('Yes', 'No, only as rolling credit'),
    value: 'yes',
  },
  {
    key: 'partnerCredit',
    question: 'Does joint work give each town points?',
    passage: 'Engaging Partners: 1.1 says that each community receives points; the homelessness action does not say.',
    options: [
      { value: 'write-up', label: 'As each write-up says; where it says nothing, the town’s own claim decides' },
      { value: 'always', label: 'In every action' },
    ],
    value: 'write-up',
  },
  {
    key: 'quarters',
    question: 'Which quarters must hold a CAN meeting?',
    passage: 'What to Do, 1a: at least once per quarter, without saying over which time.',
    options: [
      { value: 'last-four', label: 'The last four complete quarters, or those since the designation if fewer' },
      { value: 'since-designation', label: 'Every complete quarter since the designation' },
    ],
    value: 'last-four',
  },
  {
    key: 'extraToolkits',
    question: 'What of toolkit applications above five?',
    passage: '1.1, What to Do: up to five actions.',
    options: [
      { value: 'keep', label: 'Kept on record, 0 points' },
      { value: 'refuse', label: 'Must be removed before submitting' },
    ],
    value: 'keep',
  },
];
