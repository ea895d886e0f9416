'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Choices } from '@/components/ui/choices';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';
import type { DecisionLetterText } from '@/lib/workflow/decision-letter';
import { LetterRead } from './letter-read';

const prefix = 'decide-';

/** What the command answers: decided and sent, or the letter to read first. */
export type Decided = {
  application: string;
  level: string | null;
  note: string;
  sent: boolean;
  letter?: DecisionLetterText;
  print?: string;
};

type Props<T extends Decided> = {
  action: FormCommand<T>;
  /** Id of the reader, for what is kept of their typing. */
  user: string;
  application: string;
  town: string;
  /** The levels met, highest first. */
  levels: { id: string; name: string }[];
  /** The last day a level awarded today would hold, in words. */
  until: string;
};

/** The decision on an application: a level that the awarded points meet, or none; the letter is read before it is sent. */
export function DecideForm<T extends Decided>({ action, user, application, town, levels, until }: Props<T>) {
  const best = levels[0];
  return (
    <ActionForm action={action} prefix={prefix} keep={`${user} decision ${application}`}>
      {(form) => {
        const shown = form.answer?.ok ? form.answer.value : null;
        const preview = shown && !shown.sent ? shown : null;
        return (
          <>
            <input type="hidden" name="application" value={application} />
            <Choices
              key={shown ? 'shown' : 'first'}
              id={`${prefix}level`}
              type="radio"
              name="level"
              label="Decision"
              error={form.error('level')}
              options={[
                ...levels.map(({ id, name }) => ({ value: id, label: `Certify ${name}`, hint: `Until ${until}.` })),
                { value: 'none', label: 'No level', hint: 'Approved steps are credited on the ledger all the same.' },
              ]}
              defaultValue={shown ? [shown.level ?? 'none'] : form.values('level', [best?.id ?? 'none'])}
            />
            <TextArea
              doc
              id={`${prefix}note`}
              name="note"
              rows={4}
              label={`Your words to ${town}`}
              hint={`They stand in the letter after our own. ${best ? `Needed if the level is lower than ${best.name}.` : ''}`}
              error={form.error('note')}
              defaultValue={shown ? shown.note : form.value('note')}
            />
            <div className="acts mt-4">
              <SubmitButton look={preview ? 'second' : undefined} pendingWord="Writing">
                {preview ? 'Show the letter again' : 'Show the letter'}
              </SubmitButton>
              {!preview && <span className="why-not">Nothing is decided yet: you read the letter first.</span>}
            </div>
            {preview?.letter && (
              <div className="sub" aria-live="polite">
                <h4>The letter to {town}</h4>
                <LetterRead letter={preview.letter} />
                <div className="acts mt-4">
                  <SubmitButton name="seen" value={preview.print} pendingWord="Recording">
                    Record the decision and send this letter
                  </SubmitButton>
                  <span className="why-not">Changed something above? The letter is shown again before it is sent.</span>
                </div>
              </div>
            )}
          </>
        );
      }}
    </ActionForm>
  );
}
