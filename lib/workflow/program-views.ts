import type { OpenRound } from '@/lib/workflow/rounds';
import type { TownStanding } from '@/lib/workflow/town-standing';
import type { ApplicationSummary, CertificationRef, TownRef } from '@/lib/workflow/views';

/* What the services of reviewers and coordinators hand to screens. Plain values. */

/** A reviewer who could be assigned. */
export type ReviewChoice = { id: string; name: string };

/** One town as the program's staff read it. */
export type TownLine = {
  town: TownRef;
  county: string;
  council: string;
  standing: TownStanding;
  /** The open application, if any. */
  application: { id: string; year: number } | null;
  contacts: number;
};

/** One town with its registration, designation, contacts and history. */
export type TownView = TownLine & {
  registration: { resolutionPassed: string; teamSize: number; recordedBy: string; recordedAt: Date } | null;
  climateLeader: { held: boolean; note: string; recordedBy: string; recordedAt: Date } | null;
  /** Contacts by name, and open invitations to be one. */
  contactNames: string[];
  invited: { email: string; expiresAt: Date }[];
  certifications: CertificationRef[];
  applications: { id: string; year: number }[];
};

/** One cycle in the list of cycles. */
export type CycleLine = {
  id: string;
  year: number;
  name: string;
  closed: boolean;
  rulebook: string;
  rounds: number;
  openRound: OpenRound | null;
  applications: number;
};

export type RoundView = {
  number: number;
  deadline: Date;
  reviewBy: Date | null;
  past: boolean;
  /** Who moved its deadline last, and why. */
  moved: { by: string; because: string } | null;
  /** Day and time on Eastern clocks, as the form takes them. */
  form: { day: string; time: string; reviewBy: string };
};

export type ExtensionView = {
  id: string;
  town: string;
  round: number;
  deadline: Date;
  reason: string;
  grantedBy: string;
  grantedAt: Date;
};

/** One cycle with its rounds, extensions and the towns that take part. */
export type CycleView = {
  id: string;
  year: number;
  name: string;
  /** How many days towns can appeal rulings after a decision. */
  appealDays: number;
  closed: boolean;
  opensAt: Date;
  rulebook: { id: string; name: string };
  openRound: number | null;
  rounds: RoundView[];
  extensions: ExtensionView[];
  applications: number;
  /** Towns that could be given more time. */
  towns: { id: string; name: string }[];
};

/** Every town, and every application of one cycle. */
export type Board = {
  /** The cycle shown: the one asked for, else the latest. */
  cycle: { id: string; year: number; name: string; closed: boolean } | null;
  years: number[];
  openRound: OpenRound | null;
  towns: TownLine[];
  /** Every application of the cycle: open ones first, the longest unchanged at their head. */
  all: ApplicationSummary[];
  /** Those the filter lets through. */
  shown: ApplicationSummary[];
  at: Date;
};
