'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { day, isoDay } from '@/lib/words';

type Props<T> = {
  person: string;
  name: string;
  unreached: { since: Date; marked: boolean } | null;
  mark: FormCommand<T>;
  unmark: FormCommand<T>;
};

/** Whether letters reach a person, and the coordinator's word about it. */
export function ReachForm<T>({ person, name, unreached, mark, unmark }: Props<T>) {
  return (
    <>
      <p>
        {!unreached
          ? 'As far as the portal knows, letters reach this address.'
          : unreached.marked
            ? `Marked as not reached on ${day(isoDay(unreached.since))}.`
            : `The mail server has refused letters to this address since ${day(isoDay(unreached.since))}.`}
      </p>
      <p className="small soft">
        {unreached
          ? `Tell ${name} by telephone: the account page takes the right address. Every letter is in the portal to read all the same.`
          : 'A letter that another server sends back later is not seen here. If you hear that letters do not arrive, say so.'}
      </p>
      <ActionForm
        key={unreached ? 'reached' : 'unreached'}
        action={unreached ? unmark : mark}
        prefix="reach-"
        aria-label="Mail address"
      >
        <input type="hidden" name="person" value={person} />
        <div className="acts mt-4">
          <SubmitButton look="second" pendingWord="Recording">
            {unreached ? 'Letters reach this address' : 'Letters do not reach this address'}
          </SubmitButton>
        </div>
      </ActionForm>
    </>
  );
}
