'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { count } from '@/lib/words';
import { useSessionLeft } from './use-session-left';

const inMinutes = (left: number) => (left < 60_000 ? 'less than a minute' : count(Math.ceil(left / 60_000), 'minute'));

/** Says before the session ends, and lets its person stay; says when it has ended, and how to lose nothing. */
export function SessionWatch(limits: { idle: number; warning: number }) {
  const { state, extend } = useSessionLeft(limits);
  const [put, setPut] = useState<'absolute' | 'ended' | null>(null);
  const path = usePathname();
  const query = useSearchParams().toString();
  const back = encodeURIComponent(query ? `${path}?${query}` : path);

  if (state.kind === 'idle')
    return (
      <Dialog
        key="idle"
        alert
        open
        onClose={extend}
        title="Are you still there?"
        actions={<Button onClick={extend}>Stay signed in</Button>}
      >
        <p>You have not used Town Green for a while. You will be signed out in {inMinutes(state.left)}.</p>
      </Dialog>
    );
  if (state.kind === 'absolute')
    return (
      <Dialog
        key="absolute"
        alert
        open={put !== 'absolute'}
        onClose={() => setPut('absolute')}
        title="Your session is about to end"
        actions={<Button onClick={() => setPut('absolute')}>Go on until then</Button>}
      >
        <p>
          You have been signed in for almost twelve hours, the longest there is. You will be signed out in{' '}
          {inMinutes(state.left)}. Send or save what you are at; then sign in again.
        </p>
      </Dialog>
    );
  return (
    <Dialog
      key="ended"
      alert
      open={state.kind === 'ended' && put !== 'ended'}
      onClose={() => setPut('ended')}
      title="You are signed out"
      actions={
        <>
          <a className={buttonClass()} href={`/sign-in?next=${back}`} target="_blank" rel="noreferrer">
            Sign in again in a new tab
          </a>
          <Button look="second" onClick={() => setPut('ended')}>
            Stay on this page
          </Button>
        </>
      }
    >
      <p>
        This page and what you typed on it stay as they are. Sign in again in a new tab, then come back here and go on.
      </p>
    </Dialog>
  );
}
