import type { ApplicationStatus } from '@/lib/access/can';
import type { Cells } from '@/lib/rulebook/cells';
import type { Action, LevelId, Rulebook } from '@/lib/rulebook/schema';
import type { ApplicationFile } from '@/lib/scoring/facts';
import type { Score } from '@/lib/scoring/result';
import type { Verdict } from '@/lib/verdict';
import type { ReviewState, RulingOutcome } from '@/lib/workflow/application';
import type { OpenRound } from '@/lib/workflow/rounds';
import type { StatusKind, StatusView } from '@/lib/workflow/status';

/* What services hand to screens. Plain values: they travel from server to browser as they are. */

export type TownRef = { id: string; slug: string; name: string; fictional: boolean };

/** A certification a town holds or held. Days are ISO dates. */
export type CertificationRef = { level: LevelId; year: number; awardedOn: string; until: string; points: number };

/** One line of a list of applications. */
export type ApplicationSummary = {
  id: string;
  town: TownRef;
  council: string;
  year: number;
  aim: LevelId;
  status: ApplicationStatus;
  view: StatusView;
  since: Date;
  openRound: OpenRound | null;
  claimed: number;
  documented: number;
  awarded: number;
  /** Level met on awarded points so far, or the one decided. */
  level: LevelId | null;
};

/** One action of an application, as the task list shows it. */
export type ActionRow = {
  submissionId: string;
  actionId: string;
  number: string | null;
  title: string;
  category: number;
  status: { kind: StatusKind; word: string };
  claimed: number;
  documented: number;
  awarded: number;
  leftOut: boolean;
  /** What is to be done next here, with the address it is done at (`step.field…`), if anything. */
  note: { text: string; address: string | null } | null;
};

export type TimelineEntry = { when: Date | null; state: 'past' | 'now' | 'later'; who: string | null; text: string };

export type ApplicationView = {
  id: string;
  town: TownRef;
  year: number;
  cycle: string;
  aim: LevelId;
  status: ApplicationStatus;
  view: StatusView;
  /** Last round submitted to; 0 before the first. */
  round: number;
  openRound: OpenRound | null;
  rulebook: Pick<Rulebook, 'program' | 'year' | 'version' | 'title' | 'categories' | 'levels'>;
  /** The certification held now, if any, and whether this application renews it in its year of expiration. */
  held: CertificationRef | null;
  recertifying: boolean;
  certification: CertificationRef | null;
  receipt: string | null;
  score: Score;
  actions: ActionRow[];
  /** Actions of the rulebook not in the application yet. */
  addable: { id: string; number: string | null; title: string; category: number; max: number }[];
  review: ReviewState;
  reviewers: { id: string; name: string; categories: number[] }[];
  timeline: TimelineEntry[];
  can: Record<'edit' | 'submit' | 'withdraw' | 'send' | 'assign' | 'decide', Verdict>;
  /** Names of the people who can submit for the town. */
  contacts: string[];
};

export type EvidenceView = {
  id: string;
  kind: 'file' | 'link';
  title: string;
  url: string | null;
  fileName: string | null;
  mediaType: string | null;
  bytes: number | null;
  addedBy: string;
  addedAt: Date;
  /** The state of the virus scan in words. */
  scan: string;
};

export type CitationView = {
  id: string;
  step: string;
  slot: string;
  row: string | null;
  pinpoint: string | null;
  evidence: EvidenceView;
};

export type RulingView = {
  id: string;
  step: string;
  round: number;
  outcome: RulingOutcome;
  points: number;
  items: string[];
  reason: string;
  reviewer: string;
  at: Date;
  sent: boolean;
};

/** One action of an application, whole: what its form, its read-only page and the review desk show. */
export type SubmissionView = {
  id: string;
  application: {
    id: string;
    status: ApplicationStatus;
    view: StatusView;
    year: number;
    cycle: string;
    openRound: OpenRound | null;
    town: TownRef;
  };
  action: Action;
  category: string;
  /** The rulebook with the application's actions only: enough to score as one types. */
  rulebook: Rulebook;
  /** The whole application as scoring sees it, with this submission's answers in it. */
  facts: ApplicationFile;
  cells: Cells;
  revision: number;
  leftOut: boolean;
  citations: CitationView[];
  rulings: RulingView[];
  /** Steps ruled approved (locked until reopened on the record). */
  locked: string[];
  /** Other actions of the application, for choosing a toolkit's target. */
  siblings: { id: string; number: string | null; title: string }[];
  /** Names of other municipalities, for the partners section. */
  municipalities: string[];
  can: Record<'edit' | 'submit' | 'rule', Verdict>;
  /** Who may edit and who may submit, by name. */
  editors: string[];
  contacts: string[];
};
