import fc from 'fast-check';
import type { Answers, Row, Scalar, StepAnswers } from '@/lib/rulebook/cells';
import { stepFields } from '@/lib/rulebook/fields';
import type { Action, Field, SimpleField, Step } from '@/lib/rulebook/schema';
import { mostOf } from '@/lib/scoring/points';
import type { ApplicationFile, RulingFacts, SubmissionFacts } from '@/lib/scoring/facts';
import { file, rulebook } from './files';

/* Files of every kind: half-finished answers, odd values, evidence here and there, rulings of any outcome. */

const few = rulebook.actions.filter((a) => a.kind === 'full' || ['1.2', '1.3', '2.1', '8.6'].includes(a.number ?? ''));
const dates = [
  '2019-12-31',
  '2020-12-31',
  '2021-01-01',
  '2023-02-29',
  '2024-02-29',
  '2024-03-01',
  '2024-09-27',
  '2024-09-28',
  '2024-09-',
  '',
];

const value = (field: SimpleField): fc.Arbitrary<Scalar> => {
  if (field.kind === 'date') return fc.constantFrom(...dates);
  if (field.kind === 'yes-no') return fc.boolean();
  if (field.kind === 'number') return fc.oneof(fc.integer({ min: -5, max: 120 }), fc.constantFrom(5, 10, 50));
  if (field.kind === 'choice') return fc.constantFrom(...field.options.map((o) => o.value));
  if (field.kind === 'choices') return fc.subarray(field.options.map((o) => o.value));
  if (field.kind === 'link') return fc.constantFrom('https://aldbrook.example/page', 'aldbrook', '');
  if (field.kind === 'action-reference') return fc.constantFrom(...few.map((a) => a.id), 'nowhere', '');
  return fc.constantFrom('Dana', 'Luis', 'A training', 'Another', ' ', '');
};

const rows = (field: Extract<Field, { kind: 'rows' }>): fc.Arbitrary<Row[]> =>
  fc
    .array(fc.record(Object.fromEntries(field.columns.map((c) => [c.key, value(c)])), { requiredKeys: [] }), {
      maxLength: 14,
    })
    .map((list) => list.map((row, i) => ({ ...row, id: `r${i}` }) as Row));

const stepAnswers = (step: Step): fc.Arbitrary<StepAnswers> =>
  fc.record(Object.fromEntries(stepFields(step).map((f) => [f.key, f.kind === 'rows' ? rows(f) : value(f)])), {
    requiredKeys: [],
  }) as fc.Arbitrary<StepAnswers>;

const ruling = (step: Step): fc.Arbitrary<RulingFacts> =>
  fc.record({
    step: fc.constant(step.key),
    outcome: fc.constantFrom('approved' as const, 'revise' as const, 'not-approved' as const),
    points: fc.integer({ min: 0, max: mostOf(step.points) + 10 }),
  });

const submission = (action: Action): fc.Arbitrary<SubmissionFacts> =>
  fc.record({
    action: fc.constant(action.id),
    leftOut: fc.boolean().map((b) => b && action.category === 12),
    answers: fc
      .tuple(
        fc.record(Object.fromEntries(action.steps.map((s) => [s.key, stepAnswers(s)])), { requiredKeys: [] }),
        fc.boolean(),
      )
      .map(([answers, none]) => ({ ...answers, partners: { none } }) as Answers),
    evidence: fc.subarray(
      action.steps.flatMap((s) =>
        s.evidence.map((slot) => ({ step: s.key, slot: slot.key, title: 'A file', kind: 'file' as const })),
      ),
    ),
    rulings: fc.array(fc.oneof(...action.steps.map(ruling)), { maxLength: 4 }),
  });

export const applicationFile: fc.Arbitrary<ApplicationFile> = fc
  .tuple(
    fc.tuple(...few.map((action) => fc.option(submission(action), { nil: undefined }))),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([submissions, recertifying, credited]) =>
    file(
      submissions.filter((s) => s !== undefined),
      {
        recertifying,
        priorCredits: credited ? [{ action: few[0]!.id, step: few[0]!.steps[0]!.key, year: 2021 }] : [],
      },
    ),
  );
