import type { Action } from '@/lib/rulebook/schema';

const narrative = (key: string, label: string) =>
  ({ key, kind: 'long-text', label, privacy: 'public', own: true, max: 4000 }) as const;

/** 1.1 Optimize for Equity: the Equity Toolkit applied to other actions of the same application. */
export const optimizeForEquity: Action = {
  id: 'optimize-for-equity',
  number: '1.1',
  formerNumbers: [{ number: '9.1', until: 2020 }],
  category: 1,
  title: 'Optimize for Equity',
  kind: 'full',
  summary:
    'Plan one of your actions together with the people it touches, above all those who are usually not asked. Up to five times, for 10 points each.',
  objective: 'Make the way the town decides more inclusive and more like the whole community, for good.',
  whatToDo: [
    {
      clause: 'What to Do, 1',
      text: 'Choose another action in your application that is new, not rolling credit. Work through the whole Sustainable CT Equity Toolkit for it.',
    },
    { clause: 'What to Do, introduction', text: 'Do it again for up to four more actions, each a different one.' },
  ],
  whatToSubmit: [
    {
      clause: 'What to Do, Submit',
      text: 'For each application of the toolkit: the action you applied it to, and a narrative.',
    },
    { clause: 'What to Do, Submit', text: 'That other action itself, on its own page of the same application.' },
  ],
  help: [
    'The program pairs a town that asks with an equity coach, free of charge.',
    'The program offers free trainings on racial equity, diversity and inclusion.',
  ],
  related: ['participate-in-equity-training', 'adopt-equity-statement'],
  leadTime: 'Allow three to six months for each application, with the action it is applied to.',
  partnersShareCredit: true,
  max: 50,
  steps: [
    {
      key: '1',
      title: 'Toolkit applications',
      clause: 'What to Do, 1',
      asks: 'Apply the Equity Toolkit to up to five different actions of this application and tell how it went for each.',
      actionType: 'Implementation projects',
      credit: ['new'],
      dated: { rows: 'toolkits' },
      completedLabel: 'When was this toolkit application completed?',
      fields: [
        {
          key: 'toolkits',
          kind: 'rows',
          label: 'Toolkit applications',
          hint: 'One for each action you applied the toolkit to. The narrative questions are the portal’s own; the program’s write-up points to a page of the Toolkit.',
          item: 'toolkit application',
          privacy: 'public',
          max: 10,
          claim: ['target'],
          once: ['target'],
          completed: 'completed',
          columns: [
            { key: 'target', kind: 'action-reference', label: 'Applied to which action?', privacy: 'public' },
            { key: 'completed', kind: 'date', label: 'When was it completed?', privacy: 'public' },
            narrative('engaged', 'Who took part, and who was missing?'),
            narrative('reached', 'How did you reach them?'),
            narrative('heard', 'What did you hear?'),
            narrative('changed', 'What changed because of it?'),
            narrative('outcome', 'What came of it, and what comes next?'),
          ],
        },
      ],
      evidence: [
        {
          key: 'support',
          label: 'Anything that shows the work',
          hint: 'Welcome, not required: flyers, notes, a summary of what you heard.',
          own: true,
        },
      ],
      requires: [
        {
          key: 'applied',
          strength: 'must',
          title: 'The toolkit is applied to at least one other action',
          mend: 'Add a toolkit application and choose the action it was applied to.',
          clause: 'What to Do, 1',
          test: { kind: 'count-of-rows', field: 'toolkits', min: 1 },
        },
      ],
      points: { kind: 'per-row', field: 'toolkits', points: 10, most: 5, clause: 'What to Do, introduction' },
    },
  ],
};
