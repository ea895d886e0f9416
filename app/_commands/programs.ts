'use server';

import { command } from '@/lib/command';
import { closeCycle, closeCycleInput } from '@/lib/services/cycles/close-cycle';
import { extendDeadline, extendDeadlineInput } from '@/lib/services/cycles/extend-deadline';
import { openCycle, openCycleInput } from '@/lib/services/cycles/open-cycle';
import { setAppealTime, setAppealTimeInput } from '@/lib/services/cycles/set-appeal-time';
import { saveRound, saveRoundInput } from '@/lib/services/cycles/save-round';
import { recordDesignation, recordDesignationInput } from '@/lib/services/towns/record-designation';
import { recordRegistration, recordRegistrationInput } from '@/lib/services/towns/record-registration';

const cyclePages = ({ cycle }: { cycle: string }) => [
  '/programs/cycles',
  `/programs/cycles/${cycle}`,
  '/programs/board',
];
const townPages = ({ slug }: { slug: string }) => ['/programs/towns', `/programs/towns/${slug}`, '/programs/board'];

export const openCycleCommand = command(openCycleInput, openCycle, {
  touches: cyclePages,
  then: ({ cycle }) => `/programs/cycles/${cycle}`,
});
export const saveRoundCommand = command(saveRoundInput, saveRound, { touches: cyclePages });
export const extendDeadlineCommand = command(extendDeadlineInput, extendDeadline, { touches: cyclePages });
export const setAppealTimeCommand = command(setAppealTimeInput, setAppealTime, { touches: cyclePages });
export const closeCycleCommand = command(closeCycleInput, closeCycle, { touches: cyclePages });
export const recordRegistrationCommand = command(recordRegistrationInput, recordRegistration, { touches: townPages });
export const recordDesignationCommand = command(recordDesignationInput, recordDesignation, { touches: townPages });
