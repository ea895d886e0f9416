'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { ReasonPart } from '@/components/form/reason-part';
import { ConflictForm } from './conflict-form';

const prefix = 'handover-';

/** What a reviewer can say of their part in an application: hand it over, or that they have a conflict with the town. */
export function OwnPart<T>({
  application,
  town,
  hands,
  askHandover,
  declare,
}: {
  application: string;
  town: { slug: string; name: string };
  /** They were given something that can be handed over. */
  hands: boolean;
  askHandover: FormCommand<T>;
  declare: FormCommand<unknown>;
}) {
  return (
    <div className="sub compact">
      {hands && (
        <details>
          <summary>Ask to hand this application over</summary>
          <ActionForm
            action={askHandover}
            prefix={prefix}
            done="A coordinator was asked. It stays yours until somebody else has it."
          >
            {(form) => (
              <>
                <input type="hidden" name="application" value={application} />
                <ReasonPart
                  {...{ form, prefix }}
                  small
                  label="Why somebody else should go on with it"
                  hint="Coordinators read it. Rulings you made stay yours."
                  button="Ask to hand it over"
                  pendingWord="Asking"
                />
              </>
            )}
          </ActionForm>
        </details>
      )}
      <details className="mt-3">
        <summary>Declare a conflict of interest with {town.name}</summary>
        <ConflictForm action={declare} towns={[town]} />
      </details>
    </div>
  );
}
