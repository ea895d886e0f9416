'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

export type Left = { idle: number; absolute: number };

/** What is known of the session: nothing to say, an end that is near (in milliseconds), or that it has ended. */
export type SessionState = { kind: 'quiet' | 'ended' } | { kind: 'idle' | 'absolute'; left: number };

const quiet: SessionState = { kind: 'quiet' };
const whileWarning = 15_000;
const afterFailure = 60_000;

/** What a person is told about what is left. The end that cannot be put off counts where both are as near. */
export function stateOf({ idle, absolute }: Left, warning: number): SessionState {
  if (absolute <= warning) return { kind: 'absolute', left: absolute };
  return idle <= warning ? { kind: 'idle', left: idle } : quiet;
}

/**
 * Watches the session of this browser from one tab: asks the server when a warning would be due, when the tab is looked at
 * again and when another tab knows better. Asking does not use the session; `extend` does.
 */
export function useSessionLeft({ idle, warning }: { idle: number; warning: number }) {
  const [state, setState] = useState<SessionState>(quiet);
  const tabs = useRef<BroadcastChannel | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const again = useRef<(method: 'GET' | 'POST') => Promise<void>>(undefined);

  const ask = useCallback(
    async (method: 'GET' | 'POST') => {
      const later = (wait: number) => {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => void again.current?.('GET'), Math.max(wait, 1000));
      };
      try {
        const answer = await fetch('/api/session', { method, cache: 'no-store' });
        if (answer.status === 401) {
          setState({ kind: 'ended' });
          return;
        }
        if (!answer.ok) throw new Error('not known');
        const left = (await answer.json()) as Left;
        const found = stateOf(left, warning);
        setState(found);
        later(found.kind === 'quiet' ? Math.min(left.idle, left.absolute) - warning : whileWarning);
        if (method === 'POST') tabs.current?.postMessage('extended');
      } catch {
        later(afterFailure);
      }
    },
    [warning],
  );

  useEffect(() => {
    again.current = ask;
    const channel = new BroadcastChannel('town-green-session');
    tabs.current = channel;
    channel.onmessage = () => void ask('GET');
    const looked = () => {
      if (document.visibilityState === 'visible') void ask('GET');
    };
    document.addEventListener('visibilitychange', looked);
    // Opening this page used the session: until the warning is due there is nothing to ask.
    timer.current = setTimeout(() => void ask('GET'), idle - warning);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('visibilitychange', looked);
      channel.close();
    };
  }, [ask, idle, warning]);

  return { state, extend: () => void ask('POST') };
}
