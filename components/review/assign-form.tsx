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
}: {
  action: FormCommand<T>;
  application: string;
  reviewers: ReviewChoice[];
  /** The categories that have actions in this application. */
  categories: { number: number; name: string }[];
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
