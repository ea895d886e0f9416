'use client';

import { useEffect, useRef } from 'react';
import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';

/** Marks a letter as read when it is shown, once; by hand where no script runs, and back again by hand. */
export function MarkForm<T>({ action, letter, read }: { action: FormCommand<T>; letter: string; read: boolean }) {
  const button = useRef<HTMLDivElement>(null);
  const shown = useRef(false);
  useEffect(() => {
    if (shown.current) return;
    shown.current = true;
    if (!read) button.current?.closest('form')?.requestSubmit();
  }, [read]);
  return (
    <ActionForm action={action} aria-label="Read or not">
      <input type="hidden" name="letter" value={letter} />
      <input type="hidden" name="read" value={read ? 'no' : 'yes'} />
      <div ref={button}>
        <SubmitButton look="link" pendingWord="Marking">
          {read ? 'Mark as unread' : 'Mark as read'}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
