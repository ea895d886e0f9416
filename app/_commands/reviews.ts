'use server';

import { command } from '@/lib/command';
import { decide, decideInput } from '@/lib/services/certifications/decide';
import { addComment, addCommentInput, addNote } from '@/lib/services/comments/add-comment';
import { resolveComment, resolveCommentInput } from '@/lib/services/comments/resolve-comment';
import { proposeCorrection, proposeCorrectionInput } from '@/lib/services/certifications/propose-correction';
import {
  confirmCorrection,
  confirmCorrectionInput,
  refuseCorrection,
  refuseCorrectionInput,
} from '@/lib/services/certifications/settle-correction';
import {
  assignReviewer,
  assignReviewerInput,
  releaseReviewer,
  releaseReviewerInput,
} from '@/lib/services/reviews/assign-reviewer';
import {
  askClarification,
  askClarificationInput,
  extendClarification,
  extendClarificationInput,
} from '@/lib/services/reviews/ask-clarification';
import { closeClarification, closeClarificationInput } from '@/lib/services/reviews/close-clarification';
import { finishReview, finishReviewInput } from '@/lib/services/reviews/finish-review';
import { reopenStep, reopenStepInput } from '@/lib/services/reviews/reopen-step';
import { returnApplication, returnApplicationInput } from '@/lib/services/reviews/return-application';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import {
  keepTemplate,
  keepTemplateInput,
  removeTemplate,
  removeTemplateInput,
} from '@/lib/services/templates/keep-template';

const pages = ({ application }: { application: string }) => [
  '/home',
  '/programs/board',
  `/applications/${application}`,
];

const stepPages = (of: { application: string; action: string }) => [
  ...pages(of),
  `/applications/${of.application}/${of.action}`,
];

export const keepTemplateCommand = command(keepTemplateInput, keepTemplate, {
  touches: () => ['/programs/templates'],
});
export const removeTemplateCommand = command(removeTemplateInput, removeTemplate, {
  touches: () => ['/programs/templates'],
});
export const addCommentCommand = command(addCommentInput, addComment, { touches: stepPages });
// What the town reads and what it never reads come in by two entrances, so that no field decides between them.
export const addNoteCommand = command(addCommentInput, addNote, { touches: stepPages });
export const resolveCommentCommand = command(resolveCommentInput, resolveComment, { touches: stepPages });
export const ruleStepCommand = command(ruleStepInput, ruleStep, { touches: stepPages });
export const reopenStepCommand = command(reopenStepInput, reopenStep, { touches: stepPages });
export const askClarificationCommand = command(askClarificationInput, askClarification, { touches: stepPages });
export const extendClarificationCommand = command(extendClarificationInput, extendClarification, {
  touches: stepPages,
});
export const closeClarificationCommand = command(closeClarificationInput, closeClarification, { touches: stepPages });
export const returnApplicationCommand = command(returnApplicationInput, returnApplication, { touches: pages });
export const finishReviewCommand = command(finishReviewInput, finishReview, { touches: pages });
export const assignReviewerCommand = command(assignReviewerInput, assignReviewer, { touches: pages });
export const releaseReviewerCommand = command(releaseReviewerInput, releaseReviewer, { touches: pages });
const published = (of: { application: string }) => [...pages(of), '/', '/towns', '/programs/towns'];

// A letter that is shown first changes nothing: the page stays as it is, with what was typed.
export const decideCommand = command(decideInput, decide, {
  touches: (decided) => (decided.sent ? published(decided) : []),
});
export const proposeCorrectionCommand = command(proposeCorrectionInput, proposeCorrection, { touches: pages });
export const confirmCorrectionCommand = command(confirmCorrectionInput, confirmCorrection, { touches: published });
export const refuseCorrectionCommand = command(refuseCorrectionInput, refuseCorrection, { touches: pages });
