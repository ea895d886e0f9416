'use server';

import { command } from '@/lib/command';
import {
  addAction,
  addActionInput,
  leaveOut,
  leaveOutInput,
  removeAction,
  removeActionInput,
} from '@/lib/services/applications/change-actions';
import { setAim, setAimInput } from '@/lib/services/applications/set-aim';
import { startApplication, startApplicationInput } from '@/lib/services/applications/start-application';
import { submitApplication, submitApplicationInput } from '@/lib/services/applications/submit-application';
import { withdrawApplication, withdrawApplicationInput } from '@/lib/services/applications/withdraw-application';
import { answerPoints, answerPointsInput } from '@/lib/services/submissions/answer-points';
import { saveForm, saveFormInput } from '@/lib/services/submissions/save-form';
import { sendClarification, sendClarificationInput } from '@/lib/services/submissions/send-clarification';
import { answerHref, applicationHref } from '@/lib/workflow/links';

const page = ({ application }: { application: string }) => [applicationHref(application), '/home'];
const open = ({ application }: { application: string }) => applicationHref(application);

export const startApplicationCommand = command(startApplicationInput, startApplication, {
  touches: () => ['/home'],
  then: ({ id }) => applicationHref(id),
});

export const addActionCommand = command(addActionInput, addAction, {
  touches: page,
  then: ({ application, action }) => answerHref(application, action),
});

export const removeActionCommand = command(removeActionInput, removeAction, { touches: page, then: open });

export const leaveOutCommand = command(leaveOutInput, leaveOut, { touches: page });

export const setAimCommand = command(setAimInput, setAim, { touches: page });

export const withdrawApplicationCommand = command(withdrawApplicationInput, withdrawApplication, {
  touches: page,
  then: open,
});

export const submitApplicationCommand = command(submitApplicationInput, submitApplication, {
  touches: page,
  then: (submitted) => `${open(submitted)}/receipt`,
});

export const saveFormCommand = command(saveFormInput, saveForm, {
  touches: (saved) => [answerHref(saved.application, saved.action), open(saved)],
});

const step = (of: { application: string; action: string }) => [answerHref(of.application, of.action), open(of)];

export const answerPointsCommand = command(answerPointsInput, answerPoints, { touches: step });
export const sendClarificationCommand = command(sendClarificationInput, sendClarification, { touches: step });
