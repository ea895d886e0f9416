'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Choices } from '@/components/ui/choices';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ReviewerLine } from '@/lib/workflow/assign-views';

/** The categories one reviewer reads. */
export function TopicsForm<T>({
  reviewer,
  categories,
  action,
}: {
  reviewer: Pick<ReviewerLine, 'id' | 'name' | 'topics'>;
  categories: { number: number; name: string }[];
  action: FormCommand<T>;
}) {
  const prefix = `topics-${reviewer.id}-`;
  return (
    <ActionForm action={action} prefix={prefix} done="The topics are set. What was given before stays.">
      {(form) => (
        <>
          <input type="hidden" name="reviewer" value={reviewer.id} />
          <Choices
            id={`${prefix}categories`}
            type="checkbox"
            name="categories[]"
            label={`Categories ${reviewer.name} reads`}
            error={form.error('categories')}
            options={categories.map(({ number, name }) => ({ value: String(number), label: `${number} ${name}` }))}
            defaultValue={form.values('categories', reviewer.topics.map(String))}
          />
          <div className="acts mt-3">
            <SubmitButton small pendingWord="Saving">
              Set the topics
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
