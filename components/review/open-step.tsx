'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { DeadlineFields } from '@/components/board/round-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';

export type OpenStepCommands<T = unknown> = Record<'reopen' | 'ask' | 'extend' | 'close', FormCommand<T>>;

type Of<T> = { commands: OpenStepCommands<T>; user: string; submission: string; step: string; town: string };

const Place = ({ submission, step }: { submission: string; step: string }) => (
  <>
    <input type="hidden" name="submission" value={submission} />
    <input type="hidden" name="step" value={step} />
  </>
);

/** Opens an approved step again, with the reason the town reads. */
export function ReopenForm<T>({ commands, user, submission, step, town }: Of<T>) {
  return (
    <ActionForm action={commands.reopen} prefix="reopen-" keep={`${user} reopen ${submission} ${step}`}>
      {(form) => (
        <>
          <Place submission={submission} step={step} />
          <TextArea
            doc
            id="reopen-reason"
            name="reason"
            rows={3}
            label={`Why step ${step} is opened again`}
            hint={`${town} reads it. The step’s points do not count until it is ruled on anew.`}
            error={form.error('reason')}
            defaultValue={form.value('reason')}
          />
          <div className="acts mt-4">
            <SubmitButton small look="second" pendingWord="Reopening">
              Reopen step {step}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Asks the town to make one step clear after its last round. */
export function AskForm<T>({ commands, user, submission, step, town }: Of<T>) {
  return (
    <ActionForm action={commands.ask} prefix="ask-" keep={`${user} ask ${submission} ${step}`}>
      {(form) => (
        <>
          <Place submission={submission} step={step} />
          <TextArea
            doc
            id="ask-reason"
            name="reason"
            rows={3}
            label={`What ${town} should make clear in step ${step}`}
            hint="Only this step is opened. The ruling on it, if there is one, goes along."
            error={form.error('reason')}
            defaultValue={form.value('reason')}
          />
          <DeadlineFields form={form} prefix="ask-" />
          <div className="acts mt-4">
            <SubmitButton small look="second" pendingWord="Asking">
              Ask for a clarification
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Gives more time for a clarification that is open, or closes it. */
export function AskedForms<T>({ commands, submission, step }: Of<T>) {
  return (
    <>
      <ActionForm action={commands.extend} prefix="more-" done="The town has more time.">
        {(form) => (
          <>
            <Place submission={submission} step={step} />
            <DeadlineFields form={form} prefix="more-" />
            <div className="acts mt-4">
              <SubmitButton small look="second" pendingWord="Saving">
                Give more time
              </SubmitButton>
            </div>
          </>
        )}
      </ActionForm>
      <ActionForm action={commands.close} prefix="close-" aria-label="Close the clarification" className="mt-4">
        <Place submission={submission} step={step} />
        <div className="acts">
          <SubmitButton small look="second" pendingWord="Closing">
            Close it without an answer
          </SubmitButton>
          <span className="why-not">The step then counts as it was submitted, and its ruling stands.</span>
        </div>
      </ActionForm>
    </>
  );
}
