'use client';

import Link from 'next/link';
import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Button } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';

/** Submits once, however often it is sent: the key was made with the page. */
export function SubmitForm<T>({
  application,
  requestKey,
  label,
  blocked,
  submit,
}: {
  application: string;
  requestKey: string;
  label: string;
  /** The rule that is still open. */
  blocked: string | null;
  submit: FormCommand<T>;
}) {
  return (
    <ActionForm action={submit}>
      <input type="hidden" name="application" value={application} />
      <input type="hidden" name="key" value={requestKey} />
      <div className="acts">
        {blocked ? (
          <Button blocked={blocked}>{label}</Button>
        ) : (
          <SubmitButton pendingWord="Submitting">{label}</SubmitButton>
        )}
        <Link href={`/applications/${application}`}>Back to the task list</Link>
      </div>
    </ActionForm>
  );
}
