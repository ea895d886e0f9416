import type { DeedName } from './walk-deeds';

/*
 * Walks that are known: together they go through every row of the tables, however few the random ones are. A name and the
 * number that chooses; what is refused is said, since the judge looks at that as well.
 */

type Stop = [name: DeedName | 'obey', pick?: number];

const assigned: Stop[] = [
  ['save', 1],
  ['leave out', 0],
  ['leave out', 1],
  ['obey'],
  ['assign in bulk', 1],
  ['undo a bulk assignment'],
  // Of one category alone, which is not that of the step: refused.
  ['assign', 36],
  ['rule', 40],
  ['release', 1],
  ['obey'],
  ['ask for a reading'],
  ['withdraw a reading'],
  ['sample readings', 2],
  ['read again'],
];

const twoRounds: Stop[] = [
  ['rule', 0],
  ['rule', 9],
  ['ask to hand over'],
  ['obey'],
  ['reopen'],
  ['obey'],
  ['rule', 0],
  ['rule', 8],
  ['rule', 9],
  ['time passes', 4],
  // No round is left to return it in: refused.
  ['return'],
];

const clarifications: Stop[] = [
  ['obey'],
  // While the town is asked nothing is sent, decided or read again: refused.
  ['return'],
  ['finish'],
  ['decide'],
  ['read again', 8],
  ['give more time'],
  ['time passes', 3],
  ['close the cycle'],
  ['give more time'],
  ['obey'],
  ['rule', 9],
  // Closed in time, and late: of an approved step, of one ruled on, of one that waits.
  ['ask for a clarification'],
  ['close a clarification'],
  ['ask for a clarification'],
  ['close a clarification'],
  ['reopen'],
  ['ask for a clarification'],
  ['close a clarification'],
  ['ask for a clarification'],
  ['ask for a clarification'],
  ['time passes', 3],
  ['close a clarification'],
  ['close a clarification'],
  ['rule', 0],
  ['ask for a clarification'],
  ['time passes', 3],
  ['close a clarification'],
];

const decision: Stop[] = [['rule'], ['obey'], ['reopen', 8], ['rule', 2], ['obey'], ['obey']];

const appeals: Stop[] = [
  ['appeal a ruling', 1],
  ['obey'],
  ['join the town', 32],
  ['obey'],
  ['obey'],
  ['refuse the change'],
  ['obey'],
  ['obey'],
  ['correct points', 2],
  ['obey'],
  ['appeal a ruling', 0],
  ['obey'],
  ['obey'],
  ['obey'],
  ['correct points', 0],
  ['obey'],
  ['correct points', 2],
  ['obey'],
  ['propose a change', 2],
];

const refusedLevel: Stop[] = [['obey'], ['obey'], ['rule', 2], ['rule', 10], ['obey'], ['obey']];

export const tours: Stop[][] = [
  [...assigned, ...twoRounds, ...clarifications, ...decision, ...appeals],
  [
    ...refusedLevel,
    ['appeal a ruling', 0],
    ['withdraw the appeal'],
    ['appeal a ruling', 1],
    ['obey'],
    ['assign the appeal', 8],
    ['obey', 1],
  ],
  [...refusedLevel, ['appeal a ruling', 0], ['obey'], ['withdraw the appeal']],
  [['withdraw']],
];
