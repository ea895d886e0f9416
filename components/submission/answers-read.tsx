import type { Cells, Row, Scalar, StepAnswers } from '@/lib/rulebook/cells';
import { answersOf } from '@/lib/rulebook/cells';
import { isShown, partnersKey, partnersStep, reserved, stepFields } from '@/lib/rulebook/fields';
import { linkState } from '@/lib/rulebook/links';
import type { Action, Field, RowsField, SimpleField, Step } from '@/lib/rulebook/schema';
import type { RowLine } from '@/lib/scoring/result';
import { answerText, isAnswered, type ActionNames } from './answer-words';
import { RowsRead } from './rows-read';

type Privacy = Field['privacy'];

export type AnswersReadProps = {
  action: Action;
  /** A step of the action, or the key of its partners section (`partners`). */
  step: Step | typeof partnersKey;
  cells: Cells;
  /** Classes of answers this reader may see; all of them unless said. */
  privacy?: readonly Privacy[];
  names?: ActionNames;
  /** How each row counts, from the step's score. */
  rows?: readonly RowLine[];
  /** Where an answer is changed, for check pages: the address of the form with its step. */
  change?: string;
};

const all: readonly Privacy[] = ['public', 'internal', 'personal'];

function Answer({ field, value, names }: { field: SimpleField; value: Scalar; names: ActionNames }) {
  const text = answerText(field, value, names);
  if (field.kind === 'long-text') return <p className="doc prose whitespace-pre-line">{text}</p>;
  if (field.kind === 'link' && linkState(text) === 'safe')
    return (
      <a href={text} rel="noopener noreferrer nofollow" target="_blank" className="break-words">
        {text}
        <span className="vh"> (opens in a new tab)</span>
      </a>
    );
  return <span className="break-words">{text}</span>;
}

function fieldsOf(action: Action, step: AnswersReadProps['step']): readonly Field[] {
  return step === partnersKey ? partnersStep(action).fields : stepFields(step);
}

/** The rows of a field as they are stored. */
export const rowsIn = (answers: StepAnswers, field: RowsField): Row[] => {
  const value = answers[field.key];
  return Array.isArray(value) ? value.filter((row): row is Row => typeof row === 'object') : [];
};

/** The answers of one step as they stand, read-only; what is not answered says so. */
export function AnswersRead({ action, step, cells, privacy = all, names = {}, rows, change }: AnswersReadProps) {
  const key = step === partnersKey ? partnersKey : step.key;
  const answers = answersOf(cells)[key] ?? {};
  const fields = fieldsOf(action, step).filter(
    (field) =>
      privacy.includes(field.privacy) &&
      isShown(field, answers) &&
      (field.key !== reserved.leftOut || answers[field.key] === true),
  );
  const link = (field: Field) =>
    change && (
      <a className="small" href={`${change}#${encodeURIComponent(`${key}.${field.key}`)}`}>
        Change<span className="vh"> {field.label}</span>
      </a>
    );
  return (
    <dl className="facts answers">
      {fields.map((field) => {
        const value = answers[field.key];
        return (
          <div key={field.key} className={field.kind === 'rows' ? 'block' : undefined}>
            <dt>
              {field.label}
              {field.own && <span className="own block">The portal’s own question</span>}
            </dt>
            <dd>
              {field.kind === 'rows' ? (
                <RowsRead
                  field={{ ...field, columns: field.columns.filter((column) => privacy.includes(column.privacy)) }}
                  rows={rowsIn(answers, field)}
                  names={names}
                  lines={rows}
                />
              ) : isAnswered(value as Scalar | undefined) ? (
                <Answer field={field} value={value as Scalar} names={names} />
              ) : (
                <span className="softer">Not answered</span>
              )}{' '}
              {link(field)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
