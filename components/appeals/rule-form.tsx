'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Notice } from '@/components/ui/notice';
import { Seg } from '@/components/ui/seg';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';
import { count } from '@/lib/words';
import { PointsFields, type PointsGiven } from './points-fields';

const prefix = 'rule-';

/** What stands in the place of the choice where there is none. */
function OnlyUphold({ why }: { why: string }) {
  return (
    <>
      <input type="hidden" name="outcome" value="upheld" />
      <div className="mt-3">
        <Notice kind="look" title="This appeal cannot be granted now.">
          <p>{why}</p>
        </Notice>
      </div>
    </>
  );
}

/** Rules on an appeal: granted with more points, or the ruling upheld, always with a reason. */
export function RuleAppealForm<T>({
  action,
  user,
  appeal,
  town,
  before,
  noGrant,
  given,
}: {
  action: FormCommand<T>;
  user: string;
  appeal: string;
  town: string;
  /** The points the step has now. */
  before: number;
  /** Why the appeal cannot be granted now; then the ruling can only be upheld. */
  noGrant: string | null;
  given: PointsGiven;
}) {
  return (
    <ActionForm action={action} prefix={prefix} keep={`${user} appeal ruling ${appeal}`}>
      {(form) => (
        <>
          <input type="hidden" name="appeal" value={appeal} />
          {noGrant ? (
            <OnlyUphold why={noGrant} />
          ) : (
            <>
              <div id={`${prefix}outcome`} tabIndex={-1}>
                <Seg
                  legend="Your ruling on the appeal"
                  name="outcome"
                  defaultValue={form.value('outcome')}
                  options={[
                    { value: 'granted', label: 'Grant the appeal', shape: 'tick' },
                    { value: 'upheld', label: 'Uphold the ruling', shape: 'cross' },
                  ]}
                />
              </div>
              <p className="small soft mt-3">
                The step has {count(before, 'point')} now. If you grant the appeal, it gets more; if you uphold the
                ruling, what is chosen here does not count.
              </p>
              <PointsFields form={form} prefix={prefix} given={given} />
            </>
          )}
          <TextArea
            doc
            id={`${prefix}reason`}
            name="reason"
            rows={4}
            label={`Reason, which ${town} will read`}
            error={form.error('reason')}
            defaultValue={form.value('reason')}
          />
          <div className="acts mt-4">
            <SubmitButton pendingWord="Recording">{noGrant ? 'Uphold the ruling' : 'Rule on the appeal'}</SubmitButton>
            <span className="why-not">{town} is told at once. It cannot be taken back.</span>
          </div>
        </>
      )}
    </ActionForm>
  );
}
