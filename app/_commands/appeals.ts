'use server';

import { command } from '@/lib/command';
import { assignAppeal, assignAppealInput } from '@/lib/services/appeals/assign-appeal';
import {
  fileAppeal,
  fileAppealInput,
  withdrawAppeal,
  withdrawAppealInput,
  type AppealPlace,
} from '@/lib/services/appeals/file-appeal';
import { ruleAppeal, ruleAppealInput } from '@/lib/services/appeals/rule-appeal';
import { correctPoints, correctPointsInput } from '@/lib/services/certifications/correct-points';

const pages = ({ application, action }: Omit<AppealPlace, 'appeal' | 'step'>) => [
  '/home',
  '/programs/board',
  `/applications/${application}`,
  `/applications/${application}/${action}`,
];
const appealPages = (of: AppealPlace) => [...pages(of), `/appeals/${of.appeal}`];

export const fileAppealCommand = command(fileAppealInput, fileAppeal, { touches: appealPages });
export const withdrawAppealCommand = command(withdrawAppealInput, withdrawAppeal, { touches: appealPages });
export const assignAppealCommand = command(assignAppealInput, assignAppeal, { touches: appealPages });
export const ruleAppealCommand = command(ruleAppealInput, ruleAppeal, { touches: appealPages });
export const correctPointsCommand = command(correctPointsInput, correctPoints, { touches: pages });
