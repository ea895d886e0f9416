'use client';

import Link from 'next/link';
import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Choices } from '@/components/ui/choices';
import { Seg } from '@/components/ui/seg';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';
import type { TemplateView } from '@/lib/workflow/templates';
import { count } from '@/lib/words';
import { FrequentReasons } from './frequent-reasons';
import { NextOpen } from './next-open';

export type RulingRow = { id: string; label: string; note: string };

type Props<T> = {
  action: FormCommand<T>;
  /** Id of the reader, for what is kept of their typing. */
  user: string;
  submission: string;
  step: string;
  town: string;
  /** The next step that waits for a ruling. */
  next: string | undefined;
  /** Where the round is sent, once every step of it is ruled. */
  send?: string;
  /** The latest ruling this page shows, empty for none. */
  seen: string;
  documented: number;
  max: number;
  /** Points that can be granted; empty for a step that earns by rows. */
  choices: number[];
  /** Rows that can earn, each worth `each` points; empty for other steps. */
  rows: RulingRow[];
  each: number;
  /** Words for frequent reasons that fit this step. */
  templates: TemplateView[];
  start: { outcome?: string; points?: number; items: string[]; reason: string };
  /** An independent second reading, which the town does not read. */
  second?: boolean;
};

const prefix = 'ruling-';

/** The ruling on one step: outcome, points or rows, and the reason the town will read. */
export function RulingForm<T>(props: Props<T>) {
  const { action, user, submission, step, town, next, seen, documented, max, choices, rows, each, templates, start } =
    props;
  const { second = false } = props;
  const points = start.points ?? (choices.includes(documented) ? documented : undefined);
  return (
    <ActionForm
      action={action}
      prefix={prefix}
      keep={`${user} ${second ? 'reading' : 'ruling'} ${submission} ${step} ${seen}`}
      done={
        <>
          {second
            ? 'Reading recorded. The ruling that was made shows on this page now.'
            : `Ruling recorded. ${town} reads it when the round is sent.`}{' '}
          {next && <NextOpen href={next}>Go to the next step</NextOpen>}
          {props.send && (
            <>
              {next && ' '}
              <Link href={props.send}>Every step of {town} is ruled: send the round</Link>
            </>
          )}
        </>
      }
    >
      {(form) => (
        <>
          <input type="hidden" name="submission" value={submission} />
          <input type="hidden" name="step" value={step} />
          <input type="hidden" name="seen" value={seen} />
          <div id={`${prefix}outcome`} tabIndex={-1}>
            <Seg
              legend={second ? `How you would rule on step ${step}` : `Ruling on step ${step}`}
              name="outcome"
              defaultValue={form.value('outcome', start.outcome)}
              options={[
                { value: 'approved', label: 'Approve', shape: 'tick' },
                { value: 'revise', label: 'Ask the town to revise', shape: 'turn' },
                { value: 'not-approved', label: 'Do not approve', shape: 'cross' },
              ]}
            />
          </div>
          {rows.length > 0 ? (
            <Choices
              id={`${prefix}items`}
              type="checkbox"
              name="items[]"
              label={`Rows that earn, ${count(each, 'point')} each`}
              hint={`If you approve. At most ${max / each}. Ticking other rows than the documented ones needs a reason.`}
              error={form.error('items')}
              options={rows.map((row) => ({ value: row.id, label: row.label, hint: row.note }))}
              defaultValue={form.values('items', start.items)}
            />
          ) : (
            <Select
              id={`${prefix}points`}
              name="points"
              label={`Points awarded, of ${max}`}
              hint={`If you approve. Documented: ${documented}. Other points need a reason.`}
              error={form.error('points')}
              placeholder={points === undefined ? 'Choose the points' : undefined}
              options={choices.map((value) => ({ value: String(value), label: count(value, 'point') }))}
              defaultValue={form.value('points', points === undefined ? '' : String(points))}
            />
          )}
          <TextArea
            doc
            id={`${prefix}reason`}
            name="reason"
            rows={4}
            label={second ? 'Reason, for the program alone' : `Reason, which ${town} will read`}
            hint={
              second
                ? 'Why, in your own words. Needed unless you approve the documented points.'
                : 'Why; or what to fix, one thing on each line: the town answers each. Needed unless you approve the documented points.'
            }
            error={form.error('reason')}
            defaultValue={form.value('reason', start.reason)}
          />
          <FrequentReasons templates={templates} field={`${prefix}reason`} />
          <div className="acts mt-4">
            <SubmitButton pendingWord="Recording">{second ? 'Record the reading' : 'Record the ruling'}</SubmitButton>
            <span className="why-not">
              {second
                ? 'It changes no points, and you see the ruling afterwards.'
                : `${town} reads rulings when the round is sent.`}
            </span>
          </div>
        </>
      )}
    </ActionForm>
  );
}
