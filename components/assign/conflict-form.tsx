'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { ReasonPart } from '@/components/form/reason-part';
import { Select } from '@/components/ui/select';

const prefix = 'conflict-';

/** Declares a conflict of interest: a reviewer's own with a town, or a reviewer's whom a coordinator names. */
export function ConflictForm<T>({
  action,
  towns,
  reviewers,
}: {
  action: FormCommand<T>;
  /** One town: it is not asked for. */
  towns: { slug: string; name: string }[];
  /** Left out where reviewers declare their own. */
  reviewers?: { id: string; name: string }[];
}) {
  const [only] = towns.length === 1 ? towns : [];
  return (
    <ActionForm action={action} prefix={prefix}>
      {(form) => (
        <>
          {reviewers && (
            <Select
              id={`${prefix}reviewer`}
              name="reviewer"
              label="Whose conflict"
              error={form.error('reviewer')}
              placeholder="Choose a reviewer"
              options={reviewers.map(({ id, name }) => ({ value: id, label: name }))}
              defaultValue={form.value('reviewer')}
            />
          )}
          {only ? (
            <input type="hidden" name="town" value={only.slug} />
          ) : (
            <Select
              id={`${prefix}town`}
              name="town"
              label="With which town"
              error={form.error('town')}
              placeholder="Choose a town"
              options={towns.map(({ slug, name }) => ({ value: slug, label: name }))}
              defaultValue={form.value('town')}
            />
          )}
          <ReasonPart
            {...{ form, prefix }}
            small
            label="What the conflict is"
            hint="Coordinators read it; the town does not. From then on everything of the town is out of sight, and what was assigned goes to somebody else. Rulings made so far stay."
            button="Declare the conflict"
            pendingWord="Declaring"
          />
        </>
      )}
    </ActionForm>
  );
}
