import type { CommandEntrance } from './matrix';

/* Who may give the commands of appeals; see matrix-commands.ts. The appeal there is was withdrawn. */

//                                     anon. other view. edit. cont. help. unas. assi. memb. coor. disa. ended
const before = { 'draft submitted returned': 'in  404 404 404 404 404 404 404 404 404 in  in' };

export const appealCommands: Record<string, CommandEntrance> = {
  'appeals.fileAppealCommand': {
    with: (s) => ({ submission: s.submission, step: '1', reason: 'The minutes say more.' }),
    rows: {
      draft: 'in  404 no  no  yet no  404 404 no  no  in  in',
      'submitted returned decided': 'in  404 no  no  yet no  404 no  no  no  in  in',
    },
  },
  'appeals.withdrawAppealCommand': {
    with: (s) => ({ appeal: s.appeal }),
    rows: { ...before, decided: 'in  404 no  no  yet no  404 404 no  no  in  in' },
  },
  'appeals.assignAppealCommand': {
    with: (s, { people: { unassigned } }) => ({
      appeal: s.appeal,
      reviewer: unassigned.id,
      'deadline.month': '12',
      'deadline.day': '1',
      'deadline.year': '2030',
    }),
    rows: { ...before, decided: 'in  404 no  no  no  no  404 404 no  yet in  in' },
  },
  'appeals.ruleAppealCommand': {
    with: (s) => ({ appeal: s.appeal, outcome: 'upheld', reason: 'It stands.' }),
    rows: { ...before, decided: 'in  404 no  no  no  no  404 404 no  no  in  in' },
  },
  'appeals.correctPointsCommand': {
    // The step stands so already.
    with: (s) => ({ submission: s.submission, step: '1', outcome: 'approved', points: '10', reason: 'As it was.' }),
    rows: {
      draft: 'in  404 no  no  no  no  404 404 no  yet in  in',
      'submitted returned decided': 'in  404 no  no  no  no  404 no  no  yet in  in',
    },
  },
};
