'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Changes } from '@/lib/workflow/merge';
import { createAutosave, type Autosave } from './autosave';
import { openForm } from './open-forms';
import { send } from './send';
import { keepShadow, readShadow, shadowKey } from './shadow';

type Options = {
  submission: string;
  user: string;
  base: number;
  stamp: string;
  isPersonal: (address: string) => boolean;
  apply: (changes: Changes) => void;
};

/** A random name for one open form; works without TLS too, where `randomUUID` is missing. */
const newWriter = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16)).join('');

/** Saves a form while it is open: what was kept on this device first, then as one types, and once more on leaving. */
export function useAutosave({ submission, user, base, stamp, isPersonal, apply }: Options) {
  const key = shadowKey(user, submission);
  const [autosave] = useState<Autosave>(() =>
    createAutosave({ submission, base, stamp, key, isPersonal, writer: newWriter(), send, keep: keepShadow }),
  );
  const view = useSyncExternalStore(autosave.subscribe, autosave.view, autosave.view);

  useEffect(() => autosave.showIn(apply), [autosave, apply]);
  useEffect(() => openForm(autosave), [autosave]);

  useEffect(() => {
    let gone = false;
    void readShadow(key).then((shadow) => {
      if (gone) return;
      if (shadow && shadow.stamp === stamp && Object.keys(shadow.changes).length > 0) autosave.restore(shadow);
      else void autosave.sync();
    });
    const again = () => void autosave.now();
    const seen = () => {
      if (document.visibilityState === 'hidden') autosave.leave();
      else void autosave.sync();
    };
    const asked = (event: BeforeUnloadEvent) => {
      const { personalWaits, noShadow, count } = autosave.view();
      if (count > 0 && (personalWaits || noShadow)) event.preventDefault();
    };
    window.addEventListener('online', again);
    window.addEventListener('focus', again);
    window.addEventListener('beforeunload', asked);
    window.addEventListener('pagehide', autosave.leave);
    document.addEventListener('visibilitychange', seen);
    return () => {
      gone = true;
      window.removeEventListener('online', again);
      window.removeEventListener('focus', again);
      window.removeEventListener('beforeunload', asked);
      window.removeEventListener('pagehide', autosave.leave);
      document.removeEventListener('visibilitychange', seen);
      autosave.leave();
      autosave.stop();
    };
  }, [autosave, key, stamp]);

  return { autosave, view };
}
