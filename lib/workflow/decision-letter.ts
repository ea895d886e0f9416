import { day } from '@/lib/words';

/** What a letter about a decision tells; levels by name, null for none. */
export type DecisionTold = {
  kind: 'decided' | 'corrected' | 'revoked';
  town: string;
  cycle: string;
  level: string | null;
  /** The level before a correction or revocation. */
  before: string | null;
  points: number;
  /** The last day the level holds, an ISO date. */
  until: string | null;
  /** Until when a step can be appealed, in words; null once no more. */
  appeals: string | null;
  /** What a correction gave one step, as a sentence. */
  step?: string | null;
  /** The coordinator's own words. */
  note: string;
};

/** A letter as it is previewed, sent, and read later. */
export type DecisionLetterText = { subject: string; paragraphs: string[] };

const standingWords: Record<DecisionTold['kind'], (d: DecisionTold) => string[]> = {
  decided: (d) =>
    d.level
      ? [
          `The application of ${d.town} for the ${d.cycle} was decided: ${d.town} is certified ${d.level} with ${d.points} points, until ${day(d.until ?? '')}.`,
        ]
      : [
          `The application of ${d.town} for the ${d.cycle} was decided: with ${d.points} points no level was reached.`,
          'Every approved step stays credited to the town and can be looked back on in a later year.',
        ],
  corrected: (d) => [
    `The decision on the application of ${d.town} for the ${d.cycle} was corrected. Before: ${d.before ?? 'no level'}. Now: ${d.level ?? 'no level'}, with ${d.points} points${d.level ? `, until ${day(d.until ?? '')}` : ''}.`,
    'The town’s ledger and its public page say so as well.',
  ],
  revoked: (d) => [
    `The certification ${d.before ?? ''} of ${d.town} for the ${d.cycle} was revoked. Nothing of this application counts as credited any more.`,
    'The public page says that the certification was revoked, and when.',
  ],
};

const subjects: Record<DecisionTold['kind'], (d: DecisionTold) => string> = {
  decided: (d) => (d.level ? `${d.town} is certified ${d.level}` : `${d.town}: the application was decided`),
  corrected: (d) => `${d.town}: the decision was corrected`,
  revoked: (d) => `${d.town}: the certification was revoked`,
};

/** The letter to the town: our standing words, then the coordinator's, then how to appeal. */
export function decisionLetter(told: DecisionTold): DecisionLetterText {
  const own = told.note
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
  const appeals = told.appeals
    ? [`If the town disagrees with the ruling on a step, a contact can appeal it once, until ${told.appeals}.`]
    : [];
  const step = told.step ? [told.step] : [];
  return {
    subject: subjects[told.kind](told),
    paragraphs: [...standingWords[told.kind](told), ...step, ...own, ...appeals],
  };
}
