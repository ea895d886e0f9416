'use server';

import { command } from '@/lib/command';
import { assignInBulk, assignInBulkInput, undoBatch, undoBatchInput } from '@/lib/services/reviews/assign-bulk';
import {
  declareConflict,
  declareConflictInput,
  liftConflict,
  liftConflictInput,
} from '@/lib/services/reviews/assign-conflict';
import { askHandover, askHandoverInput, handOver, handOverInput } from '@/lib/services/reviews/assign-handover';
import {
  askReading,
  askReadingInput,
  giveReading,
  giveReadingInput,
  sampleReadings,
  sampleReadingsInput,
  withdrawReading,
  withdrawReadingInput,
} from '@/lib/services/reviews/assign-second';
import { setTopics, setTopicsInput } from '@/lib/services/reviews/assign-topics';

const lists = ['/home', '/programs/assign', '/programs/reviewers', '/programs/board'];
const applications = (ids: string[]) => [...lists, ...ids.map((id) => `/applications/${id}`)];
const application = (of: { application: string }) => applications([of.application]);

export const assignInBulkCommand = command(assignInBulkInput, assignInBulk, {
  touches: (made) => applications(made.applications),
  then: () => '/programs/assign#made',
});
export const undoBatchCommand = command(undoBatchInput, undoBatch, {
  touches: (undone) => applications(undone.applications),
});
export const setTopicsCommand = command(setTopicsInput, setTopics, { touches: () => lists });
export const declareConflictCommand = command(declareConflictInput, declareConflict, {
  touches: () => lists,
  then: ({ own }) => (own ? '/home' : '/programs/reviewers#conflicts'),
});
export const liftConflictCommand = command(liftConflictInput, liftConflict, { touches: () => lists });
export const askHandoverCommand = command(askHandoverInput, askHandover, { touches: application });
export const handOverCommand = command(handOverInput, handOver, { touches: application });
export const sampleReadingsCommand = command(sampleReadingsInput, sampleReadings, { touches: () => lists });
export const askReadingCommand = command(askReadingInput, askReading, { touches: application });
export const withdrawReadingCommand = command(withdrawReadingInput, withdrawReading, { touches: application });
export const giveReadingCommand = command(giveReadingInput, giveReading, {
  touches: (given) => [...application(given), `/applications/${given.application}/${given.action}`],
});
