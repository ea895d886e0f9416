import type { EarlierRound } from '@/lib/workflow/changes';
import type { Finding } from '@/lib/workflow/findings';

/** What lies on the review desk beside the submission itself. Never part of a page of the town. */
export type DeskView = {
  /** The action as it went to the round before, if it did. */
  earlier: EarlierRound | null;
  /** What is found of the action's steps. */
  findings: Finding[];
};
