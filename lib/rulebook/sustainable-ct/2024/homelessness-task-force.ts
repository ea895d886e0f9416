import type { Step } from '@/lib/rulebook/schema';

const creation = 'Committee, task force or position creation';

/** Step 2: a task force with the CAN, new or an existing group; 10 points. */
export const taskForceStep: Step = {
  key: '2',
  title: 'Task force',
  clause: 'What to Do, 2',
  asks: 'With the CAN, bring a task force together, or use the Sustainability Team or another group. Ideally each department that meets people without a home is in it, and it meets at least quarterly.',
  actionType: creation,
  credit: ['new', 'rolling'],
  dated: 'step',
  completedLabel: 'When did the task force begin its work?',
  fields: [
    {
      key: 'group',
      kind: 'choice',
      label: 'Is it a new or an existing group?',
      privacy: 'public',
      options: [
        { value: 'new', label: 'A new task force' },
        { value: 'team', label: 'The Sustainability Team' },
        { value: 'existing', label: 'Another existing group' },
      ],
    },
    {
      key: 'roster',
      kind: 'rows',
      label: 'Members',
      item: 'member',
      privacy: 'personal',
      max: 100,
      claim: ['name'],
      complete: ['name', 'title'],
      columns: [
        { key: 'name', kind: 'text', label: 'Name', privacy: 'personal', max: 200 },
        { key: 'title', kind: 'text', label: 'Title', privacy: 'personal', max: 200 },
        { key: 'organization', kind: 'text', label: 'Department or organization', privacy: 'personal', max: 200 },
      ],
    },
    {
      key: 'meetings',
      kind: 'rows',
      label: 'Meeting dates',
      item: 'meeting',
      privacy: 'public',
      max: 60,
      claim: ['date'],
      complete: ['date'],
      columns: [
        { key: 'date', kind: 'date', label: 'Date', privacy: 'public' },
        { key: 'note', kind: 'text', label: 'Note', privacy: 'internal', max: 300 },
      ],
    },
    {
      key: 'mission',
      kind: 'yes-no',
      label: 'Do the attached minutes hold the mission statement and how it fits the CAN’s goals?',
      privacy: 'public',
      own: true,
    },
  ],
  evidence: [
    {
      key: 'meeting-documents',
      label: 'Meeting documents',
      hint: 'Agenda, minutes, presentation or photographs. Never the list of people without a home.',
      namesPeople: true,
    },
  ],
  requires: [
    {
      key: 'roster',
      strength: 'must',
      title: 'The members are listed with their titles',
      mend: 'List the members with their titles.',
      clause: 'What to Do, 2, Submit',
      test: { kind: 'count-of-rows', field: 'roster', min: 1 },
    },
    {
      key: 'meeting-document',
      strength: 'must',
      title: 'At least one document of a meeting is attached',
      mend: 'Attach an agenda, minutes, a presentation or photographs of a meeting.',
      clause: 'What to Do, 2, Submit',
      test: { kind: 'evidence', slot: 'meeting-documents', min: 1 },
    },
    {
      key: 'mission',
      strength: 'should',
      title: 'One set of minutes holds the mission and how it fits the CAN’s goals',
      mend: 'Attach minutes with the mission statement and how it fits the CAN’s goals, and say so.',
      clause: 'What to Do, 2, Submit',
      test: {
        kind: 'all',
        of: [
          { kind: 'equals', field: 'mission', value: true },
          { kind: 'evidence', slot: 'meeting-documents', min: 1 },
        ],
      },
    },
    {
      key: 'quarterly',
      strength: 'should',
      title: 'The task force meets at least quarterly',
      mend: 'Add a meeting date for each quarter.',
      clause: 'What to Do, 2',
      test: { kind: 'each-quarter', field: 'meetings', column: 'date', since: 'completed' },
    },
  ],
  points: { kind: 'fixed', points: 10, clause: 'What to Do, 2' },
};

/** Step 2+: money set aside to recruit members with lived experience; 5 points, only with step 2. */
export const livedExperienceStep: Step = {
  key: '2+',
  title: 'Lived experience',
  clause: 'What to Do, 2, lived experience',
  asks: 'Allocate funding to recruit one or more members to the task force who have lived without a home.',
  actionType: creation,
  credit: ['new', 'rolling'],
  dated: 'step',
  completedLabel: 'When was the funding allocated?',
  fields: [
    { key: 'allocation', kind: 'long-text', label: 'What was allocated?', privacy: 'personal', max: 2000 },
    { key: 'amount', kind: 'number', label: 'Amount', unit: 'dollars', privacy: 'personal', min: 1, max: 100_000_000 },
    {
      key: 'source',
      kind: 'text',
      label: 'Source',
      hint: 'The budget line, grant or donor.',
      privacy: 'personal',
      max: 300,
    },
    {
      key: 'recruits',
      kind: 'long-text',
      label: 'Whom is it to recruit?',
      hint: 'Describe the seats, not the people: no names are needed.',
      privacy: 'personal',
      max: 2000,
    },
  ],
  evidence: [
    {
      key: 'allocation',
      label: 'Evidence of the allocation',
      hint: 'Welcome: the budget, a vote or a letter.',
      own: true,
    },
  ],
  requires: [
    {
      key: 'allocation',
      strength: 'must',
      title: 'An allocation is described with an amount or a source',
      mend: 'Describe what was allocated, and give its amount or its source.',
      clause: 'What to Do, 2, lived experience',
      test: {
        kind: 'all',
        of: [
          { kind: 'answered', fields: ['allocation'] },
          {
            kind: 'any',
            of: [
              { kind: 'answered', fields: ['amount'] },
              { kind: 'answered', fields: ['source'] },
            ],
          },
        ],
      },
    },
    {
      key: 'allocation-evidence',
      strength: 'should',
      title: 'The allocation is shown by a document',
      mend: 'Attach the budget, vote or letter that shows the allocation.',
      clause: 'The portal’s own',
      own: true,
      test: { kind: 'evidence', slot: 'allocation', min: 1 },
    },
  ],
  points: { kind: 'bonus', on: '2', points: 5, clause: 'What to Do, 2, lived experience' },
};

/** Step 3: a shared repository of local resources, made with the CAN; 10 points. */
export const repositoryStep: Step = {
  key: '3',
  title: 'Repository',
  clause: 'What to Do, 3',
  asks: 'With the CAN, have the task force or the liaison create a shared collection of resources specific to your municipality, open to everyone who provides social services in it.',
  actionType: 'Data tracking, benchmarking and meeting performance metrics',
  credit: ['new', 'rolling'],
  dated: 'step',
  completedLabel: 'When was the repository created?',
  fields: [
    { key: 'repository', kind: 'link', label: 'Link to the repository', privacy: 'internal' },
    {
      key: 'made-by',
      kind: 'choice',
      label: 'Who made it?',
      privacy: 'public',
      options: [
        { value: 'task-force', label: 'The task force' },
        { value: 'liaison', label: 'The liaison' },
      ],
    },
    { key: 'with-can', kind: 'yes-no', label: 'Was it made together with the CAN?', privacy: 'public' },
    { key: 'contents', kind: 'long-text', label: 'What is in it?', privacy: 'public', max: 2000 },
    { key: 'local', kind: 'yes-no', label: 'Does it hold content specific to your municipality?', privacy: 'public' },
    {
      key: 'emerging',
      kind: 'choices',
      label: 'Which groups with emerging needs does it cover?',
      privacy: 'public',
      options: [
        { value: 'refugees', label: 'Refugees and immigrants' },
        { value: 'disabilities', label: 'People with disabilities' },
        { value: 'lgbtqia', label: 'LGBTQIA+ people' },
        { value: 'bipoc', label: 'Black, Indigenous and other people of color' },
        { value: 'mental-health', label: 'Mental or behavioral health, or substance use' },
        { value: 'other', label: 'Others' },
      ],
    },
    { key: 'access', kind: 'long-text', label: 'Who has access?', privacy: 'public', max: 1000 },
  ],
  evidence: [
    {
      key: 'support',
      label: 'A picture of the repository',
      hint: 'Welcome if reviewers cannot open the link.',
      own: true,
    },
  ],
  requires: [
    {
      key: 'link',
      strength: 'must',
      title: 'A link leads to the repository',
      mend: 'Enter the link to the repository.',
      clause: 'What to Do, 3, Submit',
      test: { kind: 'answered', fields: ['repository'] },
    },
    {
      key: 'local',
      strength: 'must',
      title: 'It holds content specific to the municipality',
      mend: 'Confirm that the repository holds content specific to your municipality.',
      clause: 'What to Do, 3',
      test: { kind: 'equals', field: 'local', value: true },
    },
    {
      key: 'with-can',
      strength: 'must',
      title: 'It was made with the CAN',
      mend: 'Confirm that the repository was made together with the CAN.',
      clause: 'What to Do, 3',
      test: { kind: 'equals', field: 'with-can', value: true },
    },
    {
      key: 'emerging',
      strength: 'should',
      title: 'Emerging needs are covered',
      mend: 'Say which groups with emerging needs the repository covers.',
      clause: 'What to Do, 3',
      test: { kind: 'answered', fields: ['emerging'] },
    },
  ],
  points: { kind: 'fixed', points: 10, clause: 'What to Do, 3' },
};
