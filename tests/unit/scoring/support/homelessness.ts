import type { StepAnswers } from '@/lib/rulebook/cells';

/* Complete answers for each step of the homelessness action, as of September 27, 2024. */

export const liaison: StepAnswers = {
  'liaison-name': 'Dana Whitlock',
  'liaison-title': 'Director of Human Services',
  'liaison-contact': 'dana@aldbrook.example',
  'liaison-kind': 'employee',
  'on-team': true,
  'can-meetings': ['2023-08-09', '2023-11-02', '2024-02-29', '2024-06-30'].map((date, i) => ({ id: `m${i}`, date })),
  page: 'https://aldbrook.example/homeless-services',
  'page-shows': true,
  relationship: 'Dana is a member and reports each spring.',
  completed: '2022-03-01',
  credit: 'new',
};

export const taskForce: StepAnswers = {
  group: 'new',
  roster: [{ id: 'r1', name: 'Dana Whitlock', title: 'Director', organization: 'Human Services' }],
  meetings: [{ id: 'm1', date: '2024-05-05' }],
  mission: true,
  completed: '2022-04-01',
  credit: 'new',
};

export const livedExperience: StepAnswers = {
  allocation: 'Two stipends for a year of meetings.',
  amount: 2400,
  source: 'Human Services budget',
  recruits: 'Two members with lived experience.',
  completed: '2023-07-01',
  credit: 'new',
};

export const repository: StepAnswers = {
  repository: 'https://aldbrook.example/resources',
  'made-by': 'liaison',
  'with-can': true,
  contents: 'Local pantries, funds and contacts.',
  local: true,
  emerging: ['refugees'],
  access: 'All providers in town.',
  completed: '2023-01-15',
  credit: 'new',
};
