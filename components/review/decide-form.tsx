'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Choices } from '@/components/ui/choices';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';

const prefix = 'decide-';

/** The decision on an application: a level that the awarded points meet, or none, with a note to the town. */
export function DecideForm<T>({
  action,
  user,
  application,
  town,
  levels,
  until,
}: {
  action: FormCommand<T>;
  /** Id of the reader, for what is kept of their typing. */
  user: string;
  application: string;
  town: string;
  /** The levels met, highest first. */
  levels: { id: string; name: string }[];
  /** The last day a level awarded today would hold, in words. */
  until: string;
}) {
  const best = levels[0];
  return (
    <ActionForm action={action} prefix={prefix} keep={`${user} decision ${application}`}>
      {(form) => (
        <>
          <input type="hidden" name="application" value={application} />
          <Choices
            id={`${prefix}level`}
            type="radio"
            name="level"
            label="Decision"
            error={form.error('level')}
            options={[
              ...levels.map(({ id, name }) => ({ value: id, label: `Certify ${name}`, hint: `Until ${until}.` })),
              { value: 'none', label: 'No level', hint: 'Approved steps are credited on the ledger all the same.' },
            ]}
            defaultValue={form.values('level', [best?.id ?? 'none'])}
          />
          <TextArea
            doc
            id={`${prefix}note`}
            name="note"
            rows={3}
            label={`Note to ${town}`}
            hint={best ? `Needed if the level is lower than ${best.name}.` : 'If there is something to say.'}
            error={form.error('note')}
            defaultValue={form.value('note')}
          />
          <div className="acts mt-4">
            <SubmitButton pendingWord="Recording">Record the decision</SubmitButton>
            <span className="why-not">A decision stands for good.</span>
          </div>
        </>
      )}
    </ActionForm>
  );
}
