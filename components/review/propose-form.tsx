'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Choices } from '@/components/ui/choices';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';

/** Proposes what a decision becomes, with the reason; another coordinator confirms it. */
export function ProposeForm<T>({
  action,
  user,
  application,
  town,
  levels,
  held,
}: {
  action: FormCommand<T>;
  user: string;
  application: string;
  town: string;
  /** The levels the awarded points meet. */
  levels: { id: string; name: string }[];
  held: string | null;
}) {
  return (
    <ActionForm action={action} prefix="propose-" keep={`${user} correction ${application}`}>
      {(form) => (
        <>
          <input type="hidden" name="application" value={application} />
          <Choices
            id="propose-to"
            type="radio"
            name="to"
            label="What the decision becomes"
            error={form.error('to')}
            options={[
              ...levels
                .filter(({ id }) => id !== held)
                .map(({ id, name }) => ({ value: id, label: `Certify ${name}` })),
              ...(held
                ? [
                    { value: 'none', label: 'No level', hint: 'Approved steps stay credited to the town.' },
                    {
                      value: 'revoked',
                      label: 'Revoke the certification',
                      hint: 'Nothing of this application counts as credited any more.',
                    },
                  ]
                : []),
            ]}
            defaultValue={form.values('to')}
          />
          <TextArea
            doc
            id="propose-reason"
            name="reason"
            rows={4}
            label="Reason"
            hint={`${town} reads it in the letter. The public page says what was changed and when.`}
            error={form.error('reason')}
            defaultValue={form.value('reason')}
          />
          <div className="acts mt-4">
            <SubmitButton small pendingWord="Proposing">
              Propose the change
            </SubmitButton>
            <span className="why-not">Nothing changes until another coordinator confirms it.</span>
          </div>
        </>
      )}
    </ActionForm>
  );
}
