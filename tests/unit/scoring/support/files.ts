import { sustainableCt2024 } from '@/lib/rulebook/sustainable-ct/2024/rulebook';
import type { Answers, Row, StepAnswers } from '@/lib/rulebook/cells';
import type { ApplicationFile, CitedEvidence, RulingFacts, SubmissionFacts } from '@/lib/scoring/facts';
import { score } from '@/lib/scoring/score';
import type { ActionScore, StepScore } from '@/lib/scoring/result';

/* Application files for the tests, built from complete parts so that a case names only what it changes. */

export const rulebook = sustainableCt2024;
export const homelessness = 'municipal-workforce-homelessness';
export const equity = 'optimize-for-equity';

export const noPartners = { partners: { none: true } };

export const file = (submissions: SubmissionFacts[], changes: Partial<ApplicationFile> = {}): ApplicationFile => ({
  format: 'town-green/application',
  version: 1,
  rulebook: { program: 'sustainable-ct', year: 2024 },
  town: 'Aldbrook (fictional)',
  year: 2024,
  at: '2024-09-27T16:00:00-04:00',
  recertifying: false,
  designations: { 'climate-leader': null },
  priorCredits: [],
  submissions,
  ...changes,
});

export const submission = (
  action: string,
  answers: Answers,
  evidence: CitedEvidence[] = [],
  rulings: RulingFacts[] = [],
): SubmissionFacts => ({
  action,
  answers: { ...noPartners, ...answers },
  evidence,
  rulings,
});

export const cite = (step: string, slot: string, title = 'A file'): CitedEvidence => ({
  step,
  slot,
  title,
  kind: 'file',
});

export const approve = (step: string, points: number, items?: string[]): RulingFacts => ({
  step,
  outcome: 'approved',
  points,
  ...(items ? { items } : {}),
});

/** A complete outline submission worth the points given. */
export const outline = (
  action: string,
  points = 20,
  changes: StepAnswers = {},
  rulings: RulingFacts[] = [],
): SubmissionFacts =>
  submission(
    action,
    { '1': { narrative: 'What Aldbrook did.', points, completed: '2023-05-04', credit: 'new', ...changes } },
    [cite('1', 'support')],
    rulings,
  );

let next = 0;
/** A complete training row; by default staff at a training of its own. */
export const training = (changes: Partial<Row> = {}): Row => {
  next += 1;
  return {
    id: `t${String(next).padStart(5, '0')}`,
    attendee: 'Luis Prado',
    role: 'staff',
    contact: 'luis@aldbrook.example',
    training: `Training ${next}`,
    topic: ['other'],
    provider: 'Quinnipiac Housing Forum',
    start: '2023-04-22',
    end: '2023-04-23',
    ...changes,
  } as Row;
};

const liaison = { attendee: 'Dana Whitlock', role: 'liaison', contact: 'dana@aldbrook.example' };

/** The liaison's rows: the two required topics first, then others. */
export const liaisonRows = (n: number): Row[] =>
  Array.from({ length: n }, (_, i) =>
    training({ ...liaison, topic: i === 0 ? ['race-equity'] : i === 1 ? ['can-function'] : ['housing-first'] }),
  );

export const staffRows = (n: number): Row[] => Array.from({ length: n }, () => training());

export const log = (rows: Row[], rulings: RulingFacts[] = []) =>
  submission(homelessness, { '1b': { log: rows } }, [], rulings);

export const toolkit = (target: string, changes: Partial<Row> = {}): Row => {
  next += 1;
  return {
    id: `k${String(next).padStart(5, '0')}`,
    target,
    completed: '2024-03-01',
    engaged: 'Renters and shop owners.',
    reached: 'At the library and by letter.',
    heard: 'The hours do not fit.',
    changed: 'The hours.',
    outcome: 'More people came; we go on.',
    ...changes,
  } as Row;
};

export const toolkits = (rows: Row[], rulings: RulingFacts[] = []) =>
  submission(equity, { '1': { toolkits: rows } }, [], rulings);

export const scored = (submissions: SubmissionFacts[], changes?: Partial<ApplicationFile>) =>
  score(rulebook, file(submissions, changes));

export function stepOf(actions: ActionScore[], action: string, key: string): StepScore {
  const found = actions.find((a) => a.action === action)?.steps.find((s) => s.key === key);
  if (!found) throw new Error(`no step ${key} in ${action}`);
  return found;
}

/** Codes of the problems at an action or step path. */
export const codes = (problems: { code: string; path: string; severity: string }[], severity = 'blocks') =>
  problems.filter((p) => p.severity === severity).map((p) => p.code);
