import type { ApplicationStatus } from '@/lib/access/can';
import { findAction } from '@/lib/rulebook/published';
import type { Action, Rulebook } from '@/lib/rulebook/schema';
import type { ActionScore, Problem, Score } from '@/lib/scoring/result';
import type { RulingOutcome } from '@/lib/workflow/application';
import { answerHref } from '@/lib/workflow/links';
import { stepStatus, type SpecialState } from '@/lib/workflow/status';
import type { ActionRow } from '@/lib/workflow/views';

/** What is known of one action beside its score. `rulings`: standing ones the reader may see, by step. */
export type ActionFacts = {
  submissionId: string;
  submitted: boolean;
  rulings: ReadonlyMap<string, { outcome: RulingOutcome; reason: string }>;
  /** What is asked of one of its steps beside the round. */
  special?: SpecialState;
};

/** The application whose rows they are; `staff`: read by whoever reviews it, in their words. */
type Of = { id: string; status: ApplicationStatus; rulebook: Rulebook; staff: boolean };

type Note = { text: string; address: string | null };

const short = (text: string) => (text.length > 160 ? `${text.slice(0, 157).trimEnd()}…` : text);

/** The next thing to do in an action: what a reviewer asks first, then what blocks, then what is missing. */
function nextThing(action: ActionScore, facts: ActionFacts, problems: readonly Problem[]): Note | null {
  for (const [step, ruling] of facts.rulings)
    if (ruling.outcome === 'revise') return { text: `The reviewer asks: ${short(ruling.reason)}`, address: step };
  if (action.leftOut) return { text: 'Left out of this round. Its answers are kept.', address: null };
  if (!action.begun) return { text: 'Nothing is filled in yet.', address: null };
  const mine = problems.filter((p) => p.path.split('/')[0] === action.action);
  const problem = mine.find((p) => p.severity === 'blocks') ?? mine[0];
  if (problem) return { text: problem.message, address: problem.path.split('/')[1] ?? null };
  for (const step of action.steps) {
    const missing = step.begun && !step.leftOut && step.ruling === null ? step.missing[0] : undefined;
    if (missing) return { text: missing.message, address: missing.at ?? step.key };
  }
  return null;
}

function statusOf(action: ActionScore, facts: ActionFacts, { status, staff }: Pick<Of, 'status' | 'staff'>) {
  const submitted = status === 'draft' ? [] : action.steps.filter((step) => step.begun && !step.leftOut);
  const view = stepStatus({
    special: facts.special ?? null,
    application: status,
    begun: action.begun,
    ready: action.ready,
    leftOut: action.leftOut,
    outcomes: facts.submitted ? submitted.map((step) => facts.rulings.get(step.key)?.outcome ?? null) : [],
  });
  return { kind: view.kind, word: staff ? view.staff : view.town };
}

const byNumber = new Intl.Collator('en', { numeric: true });

/** Actions in the rulebook's order: by category, numbered ones first, then by title. */
export function inOrder<A extends Pick<Action, 'category' | 'number' | 'title'>>(actions: readonly A[]): A[] {
  const key = (a: A) => (a.number ? `0${a.number}` : `1${a.title}`);
  return [...actions].sort((a, b) => a.category - b.category || byNumber.compare(key(a), key(b)));
}

/** The task list of an application: one row for each action, with its status and the next thing to do. */
export function actionRows(application: Of, scored: Score, facts: ReadonlyMap<string, ActionFacts>): ActionRow[] {
  const open = application.status === 'draft' || application.status === 'returned';
  const rows = scored.actions.flatMap((line): ActionRow[] => {
    const action = findAction(application.rulebook, line.action);
    const known = facts.get(line.action);
    if (!action || !known) return [];
    const note = open ? nextThing(line, known, scored.problems) : null;
    return [
      {
        submissionId: known.submissionId,
        href: answerHref(application.id, action.id),
        actionId: action.id,
        number: action.number,
        title: action.title,
        category: action.category,
        status: statusOf(line, known, application),
        claimed: line.claimed,
        documented: line.documented,
        awarded: line.awarded,
        leftOut: line.leftOut,
        note: note && { ...note, href: answerHref(application.id, action.id, note.address) },
        submitted: known.submitted,
      },
    ];
  });
  return inOrder(rows);
}
