import type { CommandEntrance } from './matrix';

/* Who may give the commands of assigning; see matrix-commands.ts. */

//                     anon. other view. edit. cont. help. unas. assi. memb. coor. disa. ended
const coordinates = { any: 'in  no  no  no  no  no  no  no  no  ok  in  in' };
const coordinatesLater = { any: 'in  no  no  no  no  no  no  no  no  yet in  in' };
const assigning = {
  draft: 'in  404 no  no  no  no  404 404 no  ok  in  in',
  'submitted returned': 'in  404 no  no  no  no  404 no  no  ok  in  in',
  decided: 'in  404 no  no  no  no  404 no  no  yet in  in',
};
const unknown = { any: 'in  no  no  no  no  no  no  no  no  404 in  in' };

export const assignCommands: Record<string, CommandEntrance> = {
  'reviews.assignReviewerCommand': {
    with: (s, { people: { assigned } }) => ({ application: s.application, reviewer: assigned.id }),
    rows: assigning,
  },
  'reviews.releaseReviewerCommand': {
    with: (s, { people: { unassigned } }) => ({ application: s.application, reviewer: unassigned.id }),
    rows: assigning,
  },
  'assign.assignInBulkCommand': { with: () => ({ mark: 'of no plan' }), rows: coordinatesLater },
  'assign.undoBatchCommand': { with: () => ({ batch: crypto.randomUUID() }), rows: unknown },
  'assign.setTopicsCommand': { with: (_, w) => ({ reviewer: w.people.unassigned.id }), rows: coordinates },
  'assign.declareConflictCommand': {
    // A reviewer's own; a coordinator's for a reviewer.
    with: (_, w) => ({ town: w.world.harrow.slug, reviewer: w.people.unassigned.id, reason: 'A cousin.' }),
    rows: { any: 'in  no  no  no  no  no  ok  no  no  ok  in  in  in  no' },
  },
  'assign.liftConflictCommand': { with: () => ({ conflict: crypto.randomUUID() }), rows: unknown },
  'assign.askHandoverCommand': {
    with: (s) => ({ application: s.application, reason: 'Too much at once.' }),
    rows: {
      draft: 'in  404 no  no  no  no  404 404 no  no  in  in',
      'submitted returned': 'in  404 no  no  no  no  404 ok  no  no  in  in',
      decided: 'in  404 no  no  no  no  404 yet no  no  in  in',
    },
  },
  'assign.handOverCommand': {
    // From somebody who has nothing of it.
    with: (s, { people: { assigned, unassigned } }) => ({
      application: s.application,
      from: unassigned.id,
      reviewer: assigned.id,
    }),
    rows: {
      draft: 'in  404 no  no  no  no  404 404 no  yet in  in',
      'submitted returned decided': 'in  404 no  no  no  no  404 no  no  yet in  in',
    },
  },
  'assign.sampleReadingsCommand': { with: () => ({ percent: '50', seed: 'a-seed' }), rows: coordinates },
  'assign.askReadingCommand': {
    with: (s) => ({ place: `${s.submission} 1` }),
    rows: {
      draft: 'in  404 no  no  no  no  404 404 no  yet in  in',
      submitted: 'in  404 no  no  no  no  404 no  no  ok  in  in',
      'returned decided': 'in  404 no  no  no  no  404 no  no  yet in  in',
    },
  },
  'assign.withdrawReadingCommand': { with: () => ({ reading: crypto.randomUUID() }), rows: unknown },
  'assign.giveReadingCommand': {
    with: (s) => ({ submission: s.submission, step: '1', outcome: 'revise', reason: 'Say what was decided.' }),
    rows: {
      draft: 'in  404 no  no  no  no  404 404 no  no  in  in',
      'submitted returned decided': 'in  404 no  no  no  no  404 no  no  no  in  in',
    },
  },
};
