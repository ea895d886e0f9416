import type { TownRole } from '@/lib/access/actor';
import type { ApplicationStatus } from '@/lib/access/can';
import type { Cells } from '@/lib/rulebook/cells';
import type { Action, LevelId, Rulebook } from '@/lib/rulebook/schema';
import type { ApplicationFile } from '@/lib/scoring/facts';
import type { Score } from '@/lib/scoring/result';
import type { Verdict } from '@/lib/verdict';
import type { ReviewerView } from '@/lib/workflow/assigned';
import type { ReviewState, RulingOutcome } from '@/lib/workflow/application';
import type { DecisionLetterText } from '@/lib/workflow/decision-letter';
import type { LinkView } from '@/lib/workflow/link-words';
import type { OpenRound } from '@/lib/workflow/rounds';
import type { SpecialState, StatusKind, StatusView } from '@/lib/workflow/status';

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
  review: ReviewState;
  /** Names of the reviewers assigned. */
  reviewers: string[];
  /** Submitted steps that wait for a ruling and that nobody was given. */
  withoutReader: number;
};

/** A cycle in which a town can start an application now. */
export type StartableCycle = { id: string; year: number; name: string; round: OpenRound };

/** One town of the reader: its applications, newest first, and whether another can be started. */
export type HomeTown = {
  town: TownRef;
  council: string;
  roles: TownRole[];
  registered: boolean;
  held: CertificationRef | null;
  applications: ApplicationSummary[];
  startable: StartableCycle[];
  canStart: Verdict;
};

/** What is to be done, soonest first; `href` is where. */
export type DueItem = { town: TownRef; text: string; by: Date | null; href: string };
export type HomeView = { towns: HomeTown[]; due: DueItem[] };

/** One action as the last check before submitting shows it. */
export type CheckedAction = {
  actionId: string;
  number: string | null;
  title: string;
  claimed: number;
  documented: number;
  problems: { message: string; href: string; blocks: boolean }[];
};

/** The last check of an application before it is submitted. */
export type CheckView = {
  id: string;
  town: TownRef;
  year: number;
  aim: LevelId;
  openRound: OpenRound | null;
  claimed: number;
  documented: number;
  /** Actions that go along in this round. */
  included: CheckedAction[];
  /** Actions not begun or left out: they stay in the draft. */
  staying: { actionId: string; number: string | null; title: string; why: 'not-started' | 'left-out' }[];
  /** Problems of the application as a whole. */
  general: { message: string; href: string; blocks: boolean }[];
  /** Whether this person can submit it now, with every reason if not. */
  submit: Verdict;
  /** Rendered into the form: the same key twice is one submission. */
  requestKey: string;
  contacts: string[];
};

/** One entry of the whole record. */
export type RecordEntry = { id: string; when: Date; who: string | null; text: string };
export type RecordView = { id: string; town: TownRef; year: number; entries: RecordEntry[]; next: string | null };

/** What a town gets in hand when it has submitted. */
export type ReceiptView = {
  application: string;
  town: TownRef;
  year: number;
  receipt: string;
  round: number;
  at: Date;
  by: string;
  claimed: number;
  documented: number;
  actions: { number: string | null; title: string; claimed: number; documented: number; steps: string[] }[];
  reviewBy: Date | null;
};

/** One action of an application, as the task list shows it. */
export type ActionRow = {
  submissionId: string;
  /** Where its form is. */
  href: string;
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
  note: { text: string; address: string | null; href: string } | null;
  /** Submitted before: it stays in the application and can only be left out. */
  submitted: boolean;
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
  submittedAt: Date | null;
  openRound: OpenRound | null;
  rulebook: Pick<Rulebook, 'program' | 'year' | 'version' | 'title' | 'categories' | 'levels' | 'timeframe'>;
  /** The certification held now, if any, and whether this application renews it in its year of expiration. */
  held: CertificationRef | null;
  recertifying: boolean;
  certification: CertificationRef | null;
  receipt: string | null;
  /** Until when rulings of the decision can be appealed; null before there is one. */
  appealUntil: Date | null;
  score: Score;
  actions: ActionRow[];
  /** Actions of the rulebook not in the application yet. */
  addable: { id: string; number: string | null; title: string; category: number; max: number }[];
  review: ReviewState;
  reviewers: ReviewerView[];
  /** Actions the reader was given to rule on; null for whoever looks after the whole, and for the town. */
  own: string[] | null;
  /** The action of each thing to mend before it can be submitted; '' for one that belongs to none. */
  toMend: string[];
  timeline: TimelineEntry[];
  /** `edit`: change what is in the application; `answer`: also the one step that a clarification is asked of. */
  can: Record<
    'edit' | 'answer' | 'submit' | 'withdraw' | 'send' | 'assign' | 'decide' | 'correct' | 'letters',
    Verdict
  >;
  /** Names of the people who can submit for the town. */
  contacts: string[];
};

/** The letters about an application's decision, latest first. */
export type LettersView = {
  application: string;
  town: TownRef;
  year: number;
  letters: (DecisionLetterText & { id: string; by: string; at: Date })[];
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
  /** What the latest check of a link found; null for files. */
  link: LinkView | null;
  /** The state of the virus scan in words. */
  scan: string;
  /** The bytes cannot be had: a virus was found in them, or the storage lost them. */
  gone: boolean;
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
  /** Of a step to be revised: each thing to fix, with what the town says it changed. */
  fixes: ReturnPoint[];
};

/** One thing to fix; `answer`: what the town changed for it and where. */
export type ReturnPoint = { text: string; answer: { text: string; place: string; by: string; at: Date } | null };

/** A step that a coordinator opened: an approved one again, or one for a clarification. */
export type OpeningView = {
  step: string;
  kind: 'reopening' | 'clarification';
  reason: string;
  by: string;
  at: Date;
  deadline: Date | null;
  sentAt: Date | null;
  closedAt: Date | null;
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
  /** Hash of the rulebook: sent along with each save, so that a form older than the rulebook is noticed. */
  stamp: string;
  leftOut: boolean;
  citations: CitationView[];
  rulings: RulingView[];
  openings: OpeningView[];
  /** Steps that keep their answers: approved ones until reopened on the record; all but those asked about in a clarification. */
  locked: string[];
  /** The steps a clarification is asked of now, those it is late for, and those that are appealed. */
  special: Record<string, NonNullable<SpecialState>>;
  /** The standing ruling the town answers, by step. */
  toAnswer: Record<string, string>;
  /** Other actions of the application, for choosing a toolkit's target. */
  siblings: { id: string; number: string | null; title: string }[];
  /** Names of other municipalities, for the partners section. */
  municipalities: string[];
  /** Actions of the application that the reader was given to rule on; null for whoever looks after the whole, and for the town. */
  own: string[] | null;
  can: Record<'edit' | 'submit' | 'rule' | 'open' | 'send', Verdict>;
  /** Who may edit and who may submit, by name. */
  editors: string[];
  contacts: string[];
};
