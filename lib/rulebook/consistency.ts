import type { Reason } from '@/lib/verdict';
import type { Action, Field, RequirementTest, Rulebook, Step } from './schema';

/* What the shape of a rulebook cannot say: references lead somewhere, keys are unique, sums fit. */

const twice = (keys: readonly string[]) => keys.filter((key, i) => keys.indexOf(key) !== i);
const own = new Set(['completed', 'credit', 'impact', 'left-out']);

function testKeys(test: RequirementTest): { fields: string[]; columns: [string, string][]; slots: string[] } {
  if (test.kind === 'all' || test.kind === 'any') {
    const parts = test.of.map(testKeys);
    return {
      fields: parts.flatMap((p) => p.fields),
      columns: parts.flatMap((p) => p.columns),
      slots: parts.flatMap((p) => p.slots),
    };
  }
  if (test.kind === 'evidence') return { fields: [], columns: [], slots: [test.slot] };
  if (test.kind === 'answered') return { fields: test.fields, columns: [], slots: [] };
  const columns: [string, string][] = [];
  if ('column' in test) columns.push([test.field, test.column]);
  if ('where' in test && test.where) columns.push([test.field, test.where.column]);
  return { fields: [test.field], columns, slots: [] };
}

const most = ({ points }: Step) =>
  points.kind === 'per-row'
    ? points.points * points.most
    : points.kind === 'tiers'
      ? Math.max(...points.tiers.map((tier) => tier.points))
      : points.kind === 'claimed'
        ? points.most
        : points.points;

function fieldFaults(field: Field, say: (message: string) => void) {
  if (field.kind !== 'rows') return;
  const columns = new Set(field.columns.map((c) => c.key));
  for (const key of twice(field.columns.map((c) => c.key))) say(`column ${key} is there twice`);
  const { activity } = field;
  const named = [...field.claim, ...(field.complete ?? []), ...(field.once ?? [])];
  if (activity) named.push(activity.name, activity.provider, activity.start);
  if (field.completed) named.push(field.completed);
  for (const key of named) if (!columns.has(key)) say(`${field.key} names a column ${key} it does not have`);
}

function stepFaults(action: Action, step: Step, say: (message: string) => void) {
  const fields = new Map(step.fields.map((field) => [field.key, field]));
  for (const key of twice([...step.fields.map((f) => f.key), ...own])) say(`field ${key} is there twice`);
  for (const key of twice(step.evidence.map((slot) => slot.key))) say(`evidence ${key} is there twice`);
  for (const field of step.fields) {
    fieldFaults(field, say);
    if (field.when && !fields.has(field.when.field))
      say(`${field.key} depends on ${field.when.field}, which is not a field`);
  }
  const { points, dated } = step;
  if (points.kind === 'bonus' && !action.steps.some((s) => s.key === points.on))
    say(`the bonus is on step ${points.on}, which is not there`);
  if ('field' in points && !fields.has(points.field)) say(`points count ${points.field}, which is not a field`);
  if (dated !== 'step' && fields.get(dated.rows)?.kind !== 'rows')
    say(`${dated.rows} carries no dates: it is not a rows field`);
  for (const requirement of step.requires) {
    const { fields: asked, columns, slots } = testKeys(requirement.test);
    for (const key of asked)
      if (!fields.has(key)) say(`requirement ${requirement.key} asks for ${key}, which is not a field`);
    for (const slot of slots)
      if (!step.evidence.some((s) => s.key === slot))
        say(`requirement ${requirement.key} asks for evidence ${slot}, which has no place`);
    for (const [key, column] of columns) {
      const rows = fields.get(key);
      if (rows?.kind !== 'rows' || !rows.columns.some((c) => c.key === column))
        say(`requirement ${requirement.key} reads ${key}.${column}, which is not a column`);
    }
  }
}

/** What is wrong in a rulebook of the right shape: lost references, doubled keys, points above an action's maximum. */
export function inconsistencies(rulebook: Rulebook): Reason[] {
  const faults: Reason[] = [];
  const at = (where: string) => (message: string) =>
    faults.push({ code: 'inconsistent', message: `${where}: ${message}.`, at: where });
  const ids = new Set(rulebook.actions.map((action) => action.id));
  for (const id of twice(rulebook.actions.map((action) => action.id))) at(id)('this action is there twice');
  for (const number of twice(rulebook.actions.flatMap((action) => action.number ?? [])))
    at(number)('two actions have this number');
  for (const action of rulebook.actions) {
    const say = at(action.id);
    for (const key of twice(action.steps.map((step) => step.key))) say(`step ${key} is there twice`);
    for (const id of action.related ?? []) if (!ids.has(id)) say(`it is related to ${id}, which is not an action`);
    const sum = action.steps.reduce((total, step) => total + most(step), 0);
    if (sum > action.max) say(`its steps give up to ${sum} points, more than its ${action.max}`);
    for (const step of action.steps) stepFaults(action, step, at(`${action.id}/${step.key}`));
  }
  for (const level of rulebook.levels)
    for (const criterion of level.criteria)
      if ('action' in criterion && !ids.has(criterion.action))
        at(level.id)(`${criterion.key} names ${criterion.action}, which is not an action`);
  for (const { key, options, value } of rulebook.interpretations)
    if (!options.some((option) => option.value === value)) at(key)(`${value} is not one of its options`);
  return faults;
}
