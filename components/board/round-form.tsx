'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand, FormState } from '@/components/form/form-state';
import { DateInput } from '@/components/ui/date-input';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';
import { TextInput } from '@/components/ui/text-input';

type Command = FormCommand<{ cycle: string }>;

/** A deadline in two fields: a day, and a time on the clocks of Connecticut. */
export function DeadlineFields<T>({
  form,
  prefix,
  day = '',
  time = '17:00',
}: {
  form: FormState<T>;
  prefix: string;
  day?: string;
  time?: string;
}) {
  return (
    <>
      <DateInput
        id={`${prefix}deadline`}
        name="deadline"
        label="Deadline"
        error={form.error('deadline')}
        defaultValue={form.date('deadline', day)}
      />
      <TextInput
        id={`${prefix}time`}
        name="time"
        type="time"
        label="Time, Eastern"
        hint="What is received up to this time counts."
        error={form.error('time')}
        defaultValue={form.value('time', time)}
      />
    </>
  );
}

/** By when reviewers mean to have ruled. */
export function ReviewByField<T>({ form, prefix, day = '' }: { form: FormState<T>; prefix: string; day?: string }) {
  return (
    <DateInput
      id={`${prefix}reviewBy`}
      name="reviewBy"
      label="Reviewers rule by"
      hint="5 pm Eastern. Leave it empty if there is no such day."
      error={form.error('reviewBy')}
      defaultValue={form.date('reviewBy', day)}
    />
  );
}

/** Changes a round for every town, or adds the next one. */
export function RoundForm({
  action,
  cycle,
  number,
  start,
}: {
  action: Command;
  cycle: string;
  number: number;
  /** The round as it stands; absent for a new one. */
  start?: { day: string; time: string; reviewBy: string };
}) {
  const prefix = `round-${number}-`;
  return (
    <ActionForm action={action} prefix={prefix} done={`Round ${number} is saved.`} aria-label={`Round ${number}`}>
      {(form) => (
        <>
          <input type="hidden" name="cycle" value={cycle} />
          <input type="hidden" name="number" value={number} />
          <div className="two">
            <DeadlineFields form={form} prefix={prefix} day={start?.day} time={start?.time} />
            <ReviewByField form={form} prefix={prefix} day={start?.reviewBy} />
            {start && (
              <TextArea
                id={`${prefix}reason`}
                name="reason"
                label="Why the deadline is moved"
                hint="Needed for another deadline. Towns that the round is open for read it in a letter; it stays on the record."
                rows={3}
                className="wide"
                error={form.error('reason')}
                defaultValue={form.value('reason')}
              />
            )}
          </div>
          <div className="acts mt-4">
            <SubmitButton small look={start ? 'second' : 'primary'} pendingWord="Saving">
              {start ? `Save round ${number}` : `Add round ${number}`}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
