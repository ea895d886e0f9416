'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';
import type { Audience } from '@/lib/workflow/comments';

/** Something to say beside a step. Who reads it stands on the field and on the button. */
export function CommentForm<T>({
  action,
  user,
  submission,
  step,
  audience,
  parent,
  label,
  readers,
  send,
}: {
  action: FormCommand<T>;
  /** Id of the reader, for what is kept of their typing. */
  user: string;
  submission: string;
  step: string;
  audience: Audience;
  /** The comment it answers. */
  parent?: string;
  label: string;
  /** Who reads it, as a sentence. */
  readers: string;
  /** The words of the button. */
  send: string;
}) {
  const prefix = `${audience}-${parent ?? 'new'}-`;
  return (
    <ActionForm action={action} prefix={prefix} keep={`${user} ${audience} ${submission} ${step} ${parent ?? ''}`}>
      {(form) => (
        <>
          <input type="hidden" name="submission" value={submission} />
          <input type="hidden" name="step" value={step} />
          {parent && <input type="hidden" name="parent" value={parent} />}
          <TextArea
            doc
            id={`${prefix}text`}
            name="text"
            rows={parent ? 2 : 3}
            label={label}
            hint={`${readers} Leave out names, contacts and anything personal.`}
            error={form.error('text')}
            defaultValue={form.value('text')}
          />
          <div className="acts mt-3">
            <SubmitButton small look={audience === 'shared' ? undefined : 'second'}>
              {send}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
