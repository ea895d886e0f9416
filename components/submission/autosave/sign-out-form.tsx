'use client';

import { useEffect, useRef } from 'react';
import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { readyToSignOut } from './open-forms';
import { dropOldShadows } from './shadow';

/** Signs out, and leaves nothing of what was typed on this device; without JavaScript there is nothing on it. */
export function SignOutForm<T>({ user, signOut }: { user: string; signOut: FormCommand<T> }) {
  const ready = useRef(false);
  useEffect(() => void dropOldShadows(), []);

  function ask(event: React.FormEvent<HTMLElement>) {
    if (ready.current) return;
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    void readyToSignOut(user).then((leaves) => {
      if (!leaves) return;
      ready.current = true;
      form.requestSubmit();
    });
  }

  return (
    <div onSubmit={ask}>
      <ActionForm action={signOut}>
        <button className="linkish">Sign out</button>
      </ActionForm>
    </div>
  );
}
