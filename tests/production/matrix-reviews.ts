import type { CommandEntrance } from './matrix';

/* Who may rule on a step and say something beside it, and to whom: the columns and words of matrix-commands.ts. */

//                       anon. other view. edit. cont. help. unas. assi. memb. coor. disa. ended
const talking = {
  draft: 'in  404 no  no  no  no  404 404 no  no  in  in',
  'submitted returned': 'in  404 no  ok  ok  ok  404 ok  no  ok  in  in',
  decided: 'in  404 no  no  no  no  404 no  no  no  in  in',
};
const noting = {
  draft: 'in  404 no  no  no  no  404 404 no  no  in  in',
  'submitted returned': 'in  404 no  no  no  no  404 ok  no  ok  in  in',
  decided: 'in  404 no  no  no  no  404 no  no  no  in  in',
};

/** Of a decision; nothing of the kind waits. */
const correcting = {
  draft: 'in  404 no  no  no  no  404 404 no  yet in  in',
  'submitted returned': 'in  404 no  no  no  no  404 no  no  yet in  in',
  decided: 'in  404 no  no  no  no  404 no  no  404 in  in',
};

export const reviewCommands: Record<string, CommandEntrance> = {
  'reviews.addCommentCommand': {
    with: (s) => ({ submission: s.submission, step: '1', text: 'Which meeting was it?' }),
    rows: talking,
  },
  'reviews.addNoteCommand': {
    with: (s) => ({ submission: s.submission, step: '1', text: 'Compare with last year.' }),
    rows: noting,
  },
  'reviews.resolveCommentCommand': { with: (s) => ({ comment: s.comment, resolved: 'yes' }), rows: noting },
  'reviews.keepTemplateCommand': {
    with: () => ({ title: 'No date', text: 'Say when it was done.', place: '' }),
    rows: { any: 'in  no  no  no  no  no  no  no  no  ok  in  in' },
  },
  'reviews.removeTemplateCommand': {
    // Nobody's.
    with: () => ({ template: crypto.randomUUID() }),
    rows: { any: 'in  no  no  no  no  no  no  no  no  ok  in  in' },
  },
  'reviews.proposeCorrectionCommand': {
    // The decision says so already.
    with: (s) => ({ application: s.application, to: 'none', reason: 'A mistake.' }),
    rows: { ...correcting, decided: 'in  404 no  no  no  no  404 no  no  yet in  in' },
  },
  'reviews.confirmCorrectionCommand': {
    with: (s) => ({ application: s.application, correction: crypto.randomUUID(), seen: 'a print' }),
    rows: correcting,
  },
  'reviews.refuseCorrectionCommand': {
    with: (s) => ({ application: s.application, correction: crypto.randomUUID() }),
    rows: correcting,
  },
  'reviews.ruleStepCommand': {
    // Another ruling than the one the form showed.
    with: (s) => ({
      submission: s.submission,
      step: '1',
      outcome: 'revise',
      reason: 'Say what was decided.',
      seen: crypto.randomUUID(),
    }),
    rows: {
      draft: 'in  404 no  no  no  no  404 404 no  no  in  in',
      submitted: 'in  404 no  no  no  no  404 yet no  no  in  in',
      'returned decided': 'in  404 no  no  no  no  404 no  no  no  in  in',
    },
  },
};
