import { actionName, findAction } from '@/lib/rulebook/find';
import type { Criterion, Level, LevelId } from '@/lib/rulebook/schema';
import { count, list } from '@/lib/words';
import type { Context } from './context';
import { standingRuling } from './step';
import type { ActionScore, CriterionScore, LevelScore, StepScore } from './result';

/* Levels are decided on awarded points alone; what rulings not yet given could add makes a criterion not yet known. */

type Found = Pick<CriterionScore, 'met' | 'have' | 'need' | 'from' | 'missing' | 'action'>;
type Rules = {
  [K in Criterion['kind']]: (
    criterion: Extract<Criterion, { kind: K }>,
    context: Context,
    scores: readonly ActionScore[],
  ) => Found;
};

/** A ruling on this step is still to come. */
const isOpen = (step: StepScore) => step.ruling === null || step.ruling === 'revise';

const openPoints = (scores: readonly ActionScore[]) => {
  let documented = 0;
  let claimed = 0;
  for (const score of scores)
    for (const step of score.steps)
      if (isOpen(step)) {
        documented += step.documented;
        claimed += step.claimed;
      }
  return { documented, claimed };
};

const couldEarn = (score: ActionScore | undefined) => score?.steps.some((s) => isOpen(s) && s.claimed > 0) ?? false;
const earned = (score: ActionScore | undefined) => (score?.awarded ?? 0) > 0;

const state = (have: number, possible: number, need: number): 'yes' | 'no' | 'unknown' =>
  have >= need ? 'yes' : possible >= need ? 'unknown' : 'no';

function name(context: Context, id: string): string {
  const action = findAction(context.rulebook, id);
  return action ? actionName(action) : id;
}

const rules: Rules = {
  points: ({ points: need }, _context, scores) => {
    const have = scores.reduce((sum, score) => sum + score.awarded, 0);
    const { documented, claimed } = openPoints(scores);
    const met = state(have, have + claimed, need);
    const from = `${have} awarded by rulings.`;
    if (met === 'yes') return { met, have, need, from, missing: '' };
    const parts = [`${need - have} to go.`];
    if (documented > 0)
      parts.push(
        `Rulings on what is documented could add ${documented}${claimed > documented ? `; ${claimed - documented} more are claimed without evidence` : ''}.`,
      );
    else if (claimed > 0) parts.push(`${claimed} are claimed without evidence.`);
    if (have + claimed > 0 && have + claimed < need)
      parts.push(`That makes ${have + claimed}: at least ${need - have - claimed} must come from new work.`);
    return { met, have, need, from, missing: parts.join(' ') };
  },
  items: (criterion, context, scores) => {
    const { action: id, count: need, item } = criterion;
    const score = scores.find((s) => s.action === id);
    const { have, possible } = itemsOf(context, score);
    const met = state(have, possible, need);
    const from = `${have} approved in ${name(context, id)}.`;
    const lacking =
      possible < need
        ? ` At least ${count(need - possible, `${item} is`, `${item}s are`)} still to be added.`
        : ' Reviewers have yet to rule on those claimed.';
    return {
      met,
      have,
      need,
      from,
      missing: met === 'yes' ? '' : `${count(need - have, item)} to go.${lacking}`,
      action: id,
    };
  },
  categories: ({ categories }, context, scores) => {
    const done = new Set(scores.filter(earned).map((s) => s.category));
    const open = new Set(scores.filter(couldEarn).map((s) => s.category));
    const lacking = categories.filter((c) => !done.has(c));
    const have = categories.length - lacking.length;
    const met = state(have, have + lacking.filter((c) => open.has(c)).length, categories.length);
    const from = `${have} of ${categories.length} with an approved action.`;
    if (met === 'yes') return { met, have, need: categories.length, from, missing: '' };
    const bare = lacking.find((c) => !open.has(c));
    const next = scores.find((s) => s.category === (bare ?? lacking[0]) && !earned(s) && !s.leftOut);
    const verb = lacking.length === 1 ? 'Category' : 'Categories';
    const has = lacking.length === 1 ? 'has' : 'have';
    const waiting = lacking.filter((c) => open.has(c));
    const note = waiting.length > 0 ? ` Claims in ${list(waiting.map(String))} await a ruling.` : '';
    return {
      met,
      have,
      need: categories.length,
      from,
      missing: `${verb} ${list(lacking.map(String))} ${has} none yet.${note}`,
      action: next?.action,
    };
  },
  'every-action-of': ({ category }, context, scores) => {
    const ids = context.rulebook.actions.filter((a) => a.category === category).map((a) => a.id);
    const by = (id: string) => scores.find((s) => s.action === id);
    const lacking = ids.filter((id) => !earned(by(id)));
    const have = ids.length - lacking.length;
    const met = state(have, have + lacking.filter((id) => couldEarn(by(id))).length, ids.length);
    return {
      met,
      have,
      need: ids.length,
      from: `${have} of ${ids.length} actions of category ${category} with credit.`,
      missing: met === 'yes' ? '' : `Credit to come in ${list(lacking.map((id) => name(context, id)))}.`,
      action: lacking.find((id) => !couldEarn(by(id))) ?? lacking[0],
    };
  },
  action: ({ action: id }, context, scores) => {
    const score = scores.find((s) => s.action === id);
    const have = earned(score) ? 1 : 0;
    const met = state(have, couldEarn(score) ? 1 : have, 1);
    const missing = have
      ? ''
      : couldEarn(score)
        ? `A ruling on ${name(context, id)} is still to come.`
        : `Credit in ${name(context, id)}.`;
    return {
      met,
      have,
      need: 1,
      from: `${score?.awarded ?? 0} points awarded in ${name(context, id)}.`,
      missing,
      action: id,
    };
  },
  designation: ({ designation }, { file }) => {
    const held = file.designations[designation];
    const met = held === null ? 'unknown' : held ? 'yes' : 'no';
    const from = held === null ? 'Not recorded yet.' : 'As a coordinator recorded it.';
    return {
      met,
      have: held ? 1 : 0,
      need: 1,
      from,
      missing: met === 'yes' ? '' : 'A coordinator records the designation.',
    };
  },
};

/** Items awarded in the per-row step of an action, and how many there could be with rulings still to come. */
function itemsOf(context: Context, score: ActionScore | undefined): { have: number; possible: number } {
  const action = score && findAction(context.rulebook, score.action);
  const submission = context.file.submissions.find((s) => s.action === score?.action);
  let have = 0;
  let possible = 0;
  for (const step of action?.steps ?? []) {
    const line = score?.steps.find((s) => s.key === step.key);
    if (step.points.kind !== 'per-row' || !line) continue;
    const named = standingRuling(submission?.rulings ?? [], step.key)?.items?.length ?? Infinity;
    const awarded = Math.min(Math.floor(line.awarded / step.points.points), named);
    have += awarded;
    possible += isOpen(line) ? Math.floor(line.claimed / step.points.points) : awarded;
  }
  return { have, possible };
}

const judged = (criterion: Criterion, context: Context, scores: readonly ActionScore[]): CriterionScore => {
  const { key, title, clause } = criterion;
  const rule = rules[criterion.kind] as (
    criterion: Criterion,
    context: Context,
    scores: readonly ActionScore[],
  ) => Found;
  return { key, title, clause, ...rule(criterion, context, scores) };
};

function levelOf(level: Level, context: Context, scores: readonly ActionScore[]): LevelScore {
  const criteria = level.criteria.map((criterion) => judged(criterion, context, scores));
  const met = criteria.some((c) => c.met === 'no') ? 'no' : criteria.every((c) => c.met === 'yes') ? 'yes' : 'unknown';
  return { level: level.id, name: level.name, met, criteria, source: level.source };
}

/** Each level with its criteria, and the highest one that awarded points meet. */
export function levelsOf(
  context: Context,
  scores: readonly ActionScore[],
): { levels: LevelScore[]; level: LevelId | null } {
  const levels = context.rulebook.levels.map((level) => levelOf(level, context, scores));
  return { levels, level: levels.findLast((level) => level.met === 'yes')?.level ?? null };
}
