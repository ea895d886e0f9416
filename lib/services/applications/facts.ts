import { answersOf, type Cells } from '@/lib/rulebook/cells';
import { newYorkDate } from '@/lib/rulebook/dates';
import { rulebookSchema, type Rulebook } from '@/lib/rulebook/schema';
import type { ApplicationFile, RulingFacts, SubmissionFacts } from '@/lib/scoring/facts';
import { standing } from '@/lib/workflow/standing';
import type { ApplicationRows } from './load-application';

type SubmissionRows = ApplicationRows['submissions'][number];
type RulingRow = SubmissionRows['rulings'][number];

const parsed = new Map<string, Rulebook>();

/** The rulebook with this hash, if this process has read it before. */
export const knownRulebook = (hash: string): Rulebook | undefined => parsed.get(hash);

/** The rulebook an application is pinned to. Published rulebooks never change, so each is parsed once. */
export function rulebookOf(row: { hash: string; content: unknown }): Rulebook {
  const known = parsed.get(row.hash);
  if (known) return known;
  const rulebook = rulebookSchema.parse(row.content);
  parsed.set(row.hash, rulebook);
  return rulebook;
}

/** An outcome as the core spells it. */
export const outcomeOf = (row: Pick<RulingRow, 'outcome'>): RulingFacts['outcome'] =>
  row.outcome === 'not_approved' ? 'not-approved' : row.outcome;

const rulingFacts = (row: RulingRow, judged: Date | undefined): RulingFacts => ({
  step: row.step,
  outcome: outcomeOf(row),
  points: row.points,
  ...(row.items.length > 0 ? { items: row.items } : {}),
  ...(row.reason ? { reason: row.reason } : {}),
  at: row.at.toISOString(),
  ...(judged ? { judged: judged.toISOString() } : {}),
});

function submissionFacts(row: SubmissionRows, rows: ApplicationRows, unsent: boolean): SubmissionFacts {
  const submittedAt = (round: number) => rows.snapshots.find((s) => s.round === round)?.takenAt;
  return {
    action: row.actionId,
    ...(row.leftOut ? { leftOut: true } : {}),
    answers: answersOf(row.cells as Cells),
    // What a virus was found in shows nothing to anybody.
    evidence: row.citations
      .filter((c) => c.evidence.scan !== 'infected')
      .map((c) => ({
        step: c.step,
        slot: c.slot,
        title: c.evidence.title,
        kind: c.evidence.kind,
        ...(c.pinpoint ? { pinpoint: c.pinpoint } : {}),
        ...(c.row ? { row: c.row } : {}),
      })),
    rulings: [...standing(row.rulings, row.openings, rows.round, unsent).values()].map((r) =>
      rulingFacts(r, submittedAt(r.round)),
    ),
  };
}

/** A stored calendar day as ISO text. */
export const isoDate = (day: Date): string => day.toISOString().slice(0, 10);

/** The certification an application brought that stands, if any: one taken back stays on the record. */
export const inForce = <C extends { endedAt: Date | null }>(certifications: readonly C[]): C | undefined =>
  certifications.find((c) => !c.endedAt);

type Held = { awardedOn: Date; until: Date };

/** The certification in force at an instant, if any; it holds through its last day in Connecticut. */
export function heldAt<C extends Held>(certifications: readonly C[], at: Date): C | undefined {
  const today = newYorkDate(at.toISOString());
  return certifications
    .filter((c) => isoDate(c.awardedOn) <= today && isoDate(c.until) >= today)
    .sort((a, b) => b.awardedOn.getTime() - a.awardedOn.getTime())[0];
}

/** Whether the application renews a certification in its year of expiration. */
export const recertifying = (rows: Pick<ApplicationRows, 'town' | 'cycle' | 'id'>): boolean =>
  rows.town.certifications.some((c) => c.applicationId !== rows.id && c.until.getUTCFullYear() === rows.cycle.year);

/**
 * The application as scoring sees it at an instant: the same value that a town can download.
 * `unsent`: with rulings not yet sent to the town.
 */
export function factsOf(rows: ApplicationRows, at: Date, options: { unsent: boolean }): ApplicationFile {
  const climateLeader = rows.town.designations.find((d) => d.kind === 'climate-leader');
  const locked = ['submitted', 'in_review', 'decided'].includes(rows.status);
  return {
    format: 'town-green/application',
    version: 1,
    rulebook: { program: rows.rulebook.program, year: rows.rulebook.year, version: rows.rulebook.version },
    town: rows.town.name,
    year: rows.cycle.year,
    aim: rows.aim,
    at: (locked && rows.submittedAt ? rows.submittedAt : at).toISOString(),
    recertifying: recertifying(rows),
    designations: { 'climate-leader': climateLeader ? climateLeader.held : null },
    priorCredits: rows.town.credits
      .filter((c) => c.applicationId !== rows.id && c.year < rows.cycle.year)
      .map((c) => ({ action: c.actionId, step: c.step, ...(c.item ? { item: c.item } : {}), year: c.year })),
    submissions: rows.submissions.map((s) => submissionFacts(s, rows, options.unsent)),
  };
}
