import type { WhyLeft } from '@/lib/workflow/assign-plan';
import type { TownRef } from '@/lib/workflow/views';

/* What the services of assigning hand to screens. Plain values. */

/** A part of an application as the preview names it: all of it (no category), a category, or some actions of one. */
type PreviewPart = {
  application: string;
  town: TownRef;
  year: number;
  category: number | null;
  /** Names of actions; empty: all. */
  actions: string[];
  steps: number;
};

/** What a bulk assignment would do. */
export type AssignPreview = {
  /** Sent along with the form: only what was shown is made. */
  mark: string;
  given: (PreviewPart & { reviewer: string })[];
  left: (PreviewPart & { why: WhyLeft })[];
  loads: { reviewer: string; before: number; after: number }[];
};

/** What a bulk assignment did, as it is kept. */
export type BatchSummary = {
  steps: number;
  applications: number;
  left: number;
  loads: { reader: string; before: number; after: number }[];
};

export type BatchView = {
  id: string;
  kind: 'rule' | 'chosen';
  madeBy: string;
  madeAt: Date;
  undoneAt: Date | null;
  summary: BatchSummary;
  /** How much of what it gave is still as it was given. */
  stands: number;
  /** Every application it gave has ended; its reviewers stay on the record. */
  ended: boolean;
  /** What was ruled on of it since, in words; it cannot be undone any more. */
  ruled: string | null;
};

/** An application under review with steps that nobody reads. */
export type UnreadView = {
  application: string;
  town: TownRef;
  year: number;
  round: number;
  submittedAt: Date;
  steps: number;
  without: number;
  categories: number[];
  /** Why somebody who had it has it no more, in words. */
  ended: string[];
};

export type ReviewerLine = {
  id: string;
  name: string;
  topics: number[];
  /** Steps that wait for their ruling. */
  load: number;
  conflicts: { id: string | null; town: string; reason: string; since: Date | null; by: string | null }[];
};

export type HandoverView = {
  id: string;
  application: string;
  town: TownRef;
  year: number;
  reviewer: { id: string; name: string };
  reason: string;
  askedAt: Date;
  steps: number;
};

/** The coordinator's page of assigning. */
export type AssigningView = {
  unread: UnreadView[];
  /** Applications under review whose every step has a reader. */
  settled: number;
  reviewers: ReviewerLine[];
  handovers: HandoverView[];
  batches: BatchView[];
  categories: { number: number; name: string }[];
  /** Actions that wait with nobody, for choosing one. */
  actions: { id: string; name: string }[];
  towns: { slug: string; name: string }[];
  at: Date;
};
