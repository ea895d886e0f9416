import type { Action, Level, LevelId } from '@/lib/rulebook/schema';

/* What public pages show: decided facts and the rulebook, never people, drafts or files. Plain values. */

/** A level a town holds or held. Days are ISO dates. */
export type PublicCertification = {
  level: LevelId;
  points: number;
  awardedOn: string;
  until: string;
  /** When it was taken back, by a correction or a revocation; null while it stands or ran out. */
  ended: { as: 'corrected' | 'revoked'; on: string } | null;
};

/** A town in the public register. `standing`: what this portal knows, which is not all there is to know. */
export type PublicTown = {
  slug: string;
  name: string;
  council: string;
  fictional: boolean;
  standing: 'certified' | 'registered' | 'no-record';
  held: PublicCertification | null;
};

/** Towns by council of governments, and those certified today, highest level first. */
export type TownRegister = {
  councils: { council: string; fictional: boolean; towns: PublicTown[] }[];
  certified: PublicTown[];
  shown: number;
  all: number;
};

/** One text of the town's own; `about` names its row, `question` what was asked. */
export type Passage = { about: string | null; question: string; text: string };

export type ReportAction = { id: string; name: string; category: number; credit: string; points: number };

/** What was decided, whole: criteria, points by category, each approved action, and approved public passages. */
export type ReportDetails = {
  rulebook: { year: number; version: number };
  criteria: { title: string; has: string; met: 'yes' | 'no' | 'unknown' }[];
  categories: { number: number; name: string; points: number }[];
  actions: ReportAction[];
  words: { action: string; points: number; passages: Passage[] }[];
};

export type TownReport = {
  town: PublicTown & { county: string; contact: string | null };
  certification: PublicCertification | null;
  /** Null for a certification from before this portal. */
  details: ReportDetails | null;
  /** Every certification, latest first. */
  history: PublicCertification[];
};

/** One rung of an action's ladder of points, with the levels that ask for it. */
export type Rung = { points: number; label: string; levels: { name: string; words: string }[] };

export type ActionLine = {
  id: string;
  number: string | null;
  title: string;
  outline: boolean;
  points: string;
  requiredFor: string[];
};

/** The actions of the rulebook in force by category. */
export type ActionCatalog = {
  title: string;
  year: number;
  version: number;
  categories: { number: number; name: string; actions: ActionLine[] }[];
  shown: number;
  all: number;
};

export type CreditedTown = { slug: string; name: string; fictional: boolean; year: number; points: number };

/** One action of the rulebook in force. */
export type ActionPageView = {
  action: Action;
  category: { number: number; name: string };
  points: string;
  ladder: Rung[];
  requiredFor: string[];
  related: { id: string; number: string | null; title: string }[];
  credited: CreditedTown[];
};

/** What the front page shows of the rulebook in force and of the towns. */
export type FrontPageView = {
  levels: Pick<Level, 'id' | 'name' | 'criteria' | 'source'>[];
  years: number;
  actions: number;
  categories: number;
  towns: number;
  certified: PublicTown[];
};
