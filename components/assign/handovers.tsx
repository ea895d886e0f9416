'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import type { AssigningView, HandoverView, ReviewerLine } from '@/lib/workflow/assign-views';
import { count, isoDay, shortDay } from '@/lib/words';

/** Passes what one reviewer has of an application to another. */
export function HandOverForm<T>({
  application,
  from,
  reviewers,
  action,
  prefix,
}: {
  application: string;
  from: { id: string; name: string };
  /** Who could go on with it. */
  reviewers: { id: string; name: string }[];
  action: FormCommand<T>;
  prefix: string;
}) {
  return (
    <ActionForm action={action} prefix={prefix}>
      {(form) => (
        <>
          <input type="hidden" name="application" value={application} />
          <input type="hidden" name="from" value={from.id} />
          <Select
            id={`${prefix}reviewer`}
            name="reviewer"
            label={`Who goes on for ${from.name}`}
            hint="Rulings made so far stay with who made them."
            error={form.error('reviewer')}
            placeholder="Choose a reviewer"
            options={reviewers.filter(({ id }) => id !== from.id).map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={form.value('reviewer')}
          />
          <div className="acts mt-3">
            <SubmitButton small pendingWord="Handing over">
              Hand over
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

const free = (reviewers: ReviewerLine[], { town }: HandoverView) =>
  reviewers
    .filter((one) => !one.conflicts.some((conflict) => conflict.town === town.name))
    .map(({ id, name, load }) => ({ id, name: `${name} (${load} waiting)` }));

/** Requests to hand over, each with the form that settles it. */
export function Handovers<T>({ view, action }: { view: AssigningView; action: FormCommand<T> }) {
  return (
    <ul>
      {view.handovers.map((one) => (
        <li key={one.id} className="sub">
          <h3>
            {one.reviewer.name}: {one.town.name}, {one.year}
          </h3>
          <p className="doc prose">{one.reason}</p>
          <p className="small soft">
            Asked {shortDay(isoDay(one.askedAt))}. {count(one.steps, 'step')} still to rule on.
          </p>
          <HandOverForm
            application={one.application}
            from={one.reviewer}
            reviewers={free(view.reviewers, one)}
            action={action}
            prefix={`handover-${one.id}-`}
          />
        </li>
      ))}
    </ul>
  );
}
