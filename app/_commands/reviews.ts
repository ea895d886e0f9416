'use server';

import { command } from '@/lib/command';
import { decide, decideInput } from '@/lib/services/certifications/decide';
import {
  assignReviewer,
  assignReviewerInput,
  releaseReviewer,
  releaseReviewerInput,
} from '@/lib/services/reviews/assign-reviewer';
import { finishReview, finishReviewInput } from '@/lib/services/reviews/finish-review';
import { returnApplication, returnApplicationInput } from '@/lib/services/reviews/return-application';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';

const pages = ({ application }: { application: string }) => [
  '/home',
  '/programs/board',
  `/applications/${application}`,
];

export const ruleStepCommand = command(ruleStepInput, ruleStep, {
  touches: (ruled) => [...pages(ruled), `/applications/${ruled.application}/${ruled.action}`],
});
export const returnApplicationCommand = command(returnApplicationInput, returnApplication, { touches: pages });
export const finishReviewCommand = command(finishReviewInput, finishReview, { touches: pages });
export const assignReviewerCommand = command(assignReviewerInput, assignReviewer, { touches: pages });
export const releaseReviewerCommand = command(releaseReviewerInput, releaseReviewer, { touches: pages });
export const decideCommand = command(decideInput, decide, {
  touches: (decided) => [...pages(decided), '/', '/towns', '/programs/towns'],
});
