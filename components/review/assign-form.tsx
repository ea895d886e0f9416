'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Choices } from '@/components/ui/choices';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ReviewChoice } from '@/lib/workflow/program-views';

const prefix = 'assign-';

/** Gives an application, or some of its categories, to a reviewer. */
export function AssignForm<T>({
  action,
  application,
  reviewers,
  categories,
  actions,
}: {
  action: FormCommand<T>;
  application: string;
  reviewers: ReviewChoice[];
  /** The categories that have actions in this application. */
  categories: { number: number; name: string }[];
  /** The actions of this application. */
  actions: { id: string; name: string }[];
}) {
  return (
    <ActionForm action={action} prefix={prefix} done="The reviewer is assigned.">
      {(form) => (
        <>
          <input type="hidden" name="application" value={application} />
          <Select
            id={`${prefix}reviewer`}
            name="reviewer"
            label="Reviewer"
            hint="Nobody who belongs to the town is offered."
            error={form.error('reviewer')}
            placeholder="Choose a reviewer"
            options={reviewers.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={form.value('reviewer')}
          />
          {categories.length > 1 && (
            <Choices
              id={`${prefix}categories`}
              type="checkbox"
              name="categories[]"
              label="Categories"
              hint="Tick none to give the whole application."
              error={form.error('categories')}
              options={categories.map(({ number, name }) => ({ value: String(number), label: `${number} ${name}` }))}
              defaultValue={form.values('categories')}
            />
          )}
          {actions.length > 1 && (
            <details className="mt-3">
              <summary>Or only some actions</summary>
              <Choices
                id={`${prefix}actions`}
                type="checkbox"
                name="actions[]"
                label="Actions"
                hint="Besides the categories ticked above, if any."
                error={form.error('actions')}
                options={actions.map(({ id, name }) => ({ value: id, label: name }))}
                defaultValue={form.values('actions')}
              />
            </details>
          )}
          <div className="acts mt-4">
            <SubmitButton small pendingWord="Assigning">
              Assign the reviewer
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
