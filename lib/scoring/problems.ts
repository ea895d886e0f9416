import { checkAnswers } from '@/lib/rulebook/answers';
import { partnersKey } from '@/lib/rulebook/fields';
import { actionName, findAction } from '@/lib/rulebook/find';
import type { Action, Rulebook } from '@/lib/rulebook/schema';
import type { StepAnswers } from '@/lib/rulebook/cells';
import type { Reason } from '@/lib/verdict';
import type { Context } from './context';
import { nearMatches } from './duplicates';
import type { ApplicationFile, SubmissionFacts } from './facts';
import type { ActionScore, Problem, StepScore } from './result';
import { ruledOut } from './targets';

const problem = (action: string, severity: Problem['severity'], { code, message, at }: Reason): Problem => ({
  code,
  message,
  path: at ? `${action}/${at}` : action,
  severity,
});

/** Gaps of one row that leave the other rows standing; where each row earns by itself they stop a submission too. */
const rowGaps = new Set(['row-incomplete', 'row-not-creditable']);

/** What stops one step from being submitted, and what is worth knowing; nothing for steps not begun, left out or approved. */
export function stepProblems(context: Context, action: Action, score: StepScore): Problem[] {
  if (!score.begun || score.leftOut || score.ruling === 'approved') return [];
  const rule = action.steps.find((step) => step.key === score.key)?.points;
  const perRow = rule?.kind === 'per-row';
  const found = score.missing.map((reason) =>
    problem(action.id, rowGaps.has(reason.code) && !perRow ? 'warns' : 'blocks', reason),
  );
  if (perRow) {
    const extra = score.rows.filter((row) => row.counts !== 'no').slice(rule.most);
    const refuse = context.settings.extraToolkits === 'refuse';
    for (const row of extra)
      found.push(
        problem(action.id, refuse ? 'blocks' : 'warns', {
          code: 'extra-rows',
          message: refuse
            ? `Remove row ${row.number}: at most ${rule.most} earn points.`
            : `Row ${row.number} is kept on record and earns nothing: at most ${rule.most} earn points.`,
          at: `${score.key}.${rule.field}.${row.id}`,
        }),
      );
  }
  if (score.documented === 0 && !found.some((p) => p.severity === 'blocks'))
    found.push(
      problem(action.id, 'blocks', {
        code: 'unfinished',
        message: `Finish step ${score.key}, or leave it out of this round. ${score.because}`,
        at: `${score.key}.left-out`,
      }),
    );
  return found;
}

/** A problem as it reads where the step is asked about, and leaving it out is no way out. */
export const withoutLeavingOut = (message: string): string =>
  message.replace(/,? or leave (it|this step) out( of this round)?/, '');

/** The partners section of a begun action: named partners and the town's own part, or a plain "none" (Engaging Partners). */
export function partnersProblems(action: Action, submission: SubmissionFacts): Problem[] {
  const partners: StepAnswers = submission.answers[partnersKey] ?? {};
  const filled = (key: string) => {
    const value = partners[key];
    return Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value.trim() !== '';
  };
  const named = filled('municipalities') || filled('organizations');
  const none = partners.none === true;
  const ask = (code: string, key: string, message: string) => [
    problem(action.id, 'blocks', { code, message, at: `${partnersKey}.${key}` }),
  ];
  if (none && (named || filled('part')))
    return ask('partners', 'none', 'Say either who the partners were or that there were none, not both.');
  if (none) return [];
  if (!named) return ask('partners', 'none', 'Name the partners in this action, or say that there were none.');
  return filled('part') ? [] : ask('partners', 'part', 'Describe your town’s own part.');
}

/** Findings across actions: look-alike activities, and toolkits on targets that reviewers did not approve. */
export function crossProblems(context: Context, scores: readonly ActionScore[]): Problem[] {
  const { matches, complete } = nearMatches(context.uses);
  const found = matches.map(({ use, other }) => {
    const twin = findAction(context.rulebook, other.action);
    const where = `${twin ? actionName(twin) : other.action}${other.year ? `, ${other.year}` : ''}`;
    return problem(use.action, 'warns', {
      code: 'look-alike',
      message: `Row ${use.number} resembles an activity in ${where}: same provider, a few days apart, nearly the same name. Compare the two.`,
      at: `${use.step}.${use.field}.${use.row}`,
    });
  });
  if (!complete)
    found.push({
      code: 'look-alikes-skipped',
      message: 'Not every training was compared with every other; the logs are too long for that.',
      path: '',
      severity: 'warns',
    });
  for (const score of scores) {
    const action = findAction(context.rulebook, score.action);
    const submission = context.file.submissions.find((s) => s.action === score.action);
    for (const step of action?.steps ?? [])
      for (const field of step.fields) {
        const column = field.kind === 'rows' && field.columns.find((c) => c.kind === 'action-reference');
        const rows = column ? submission?.answers[step.key]?.[field.key] : undefined;
        if (!column || !Array.isArray(rows) || score.leftOut) continue;
        rows.forEach((row, index) => {
          if (typeof row !== 'object' || !ruledOut(context.target(String(row[column.key] ?? '')))) return;
          found.push(
            problem(score.action, 'warns', {
              code: 'target-not-approved',
              message: `The action in row ${index + 1} was not approved. A reviewer decides whether the toolkit still counts.`,
              at: `${step.key}.${field.key}.${row.id}.${column.key}`,
            }),
          );
        });
      }
  }
  return found;
}

/** What can never be right in a file, such as unknown actions, unknown answers and wrong types; drafts saved here have none of it. */
export function checkFile(rulebook: Rulebook, file: ApplicationFile): Problem[] {
  const found: Problem[] = [];
  const seen = new Set<string>();
  for (const [key, value] of Object.entries(file.rulebook.interpretations ?? {})) {
    const known = rulebook.interpretations.find((reading) => reading.key === key);
    if (known?.options.some((option) => option.value === value)) continue;
    const options = known ? ` Choose one of: ${known.options.map((option) => option.value).join(', ')}.` : '';
    const message = `The rulebook has no reading “${key}: ${value}”; its own stands.${options}`;
    found.push({ code: 'unknown-interpretation', message, path: '', severity: 'blocks' });
  }
  for (const submission of file.submissions) {
    const action = findAction(rulebook, submission.action);
    if (!action) {
      found.push({
        code: 'unknown-action',
        message: `Choose an action of this rulebook: “${submission.action}” is not one.`,
        path: submission.action,
        severity: 'blocks',
      });
      continue;
    }
    if (seen.has(action.id))
      found.push(
        problem(action.id, 'blocks', {
          code: 'action-twice',
          message: 'Keep one submission for each action; this one is there twice, and only the first counts.',
        }),
      );
    seen.add(action.id);
    found.push(...checkAnswers(action, submission.answers).map((reason) => problem(action.id, 'blocks', reason)));
    const known = (step: string) => action.steps.find((s) => s.key === step);
    for (const { step, slot } of submission.evidence)
      if (!known(step)?.evidence.some((s) => s.key === slot))
        found.push(
          problem(action.id, 'blocks', {
            code: 'unknown-evidence',
            message: `Cite evidence where the rulebook asks for it: step ${step} has no place “${slot}”.`,
            at: `${step}.evidence.${slot}`,
          }),
        );
    for (const { step } of submission.rulings)
      if (!known(step))
        found.push(
          problem(action.id, 'blocks', {
            code: 'unknown-step',
            message: `Rule on a step of this action: it has no step ${step}.`,
          }),
        );
  }
  return found;
}
