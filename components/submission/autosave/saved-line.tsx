'use client';

import { useEffect, useRef, useState } from 'react';
import { Saved } from '@/components/ui/saved';
import { count, list } from '@/lib/words';
import type { AutosaveView } from './autosave';

const clock = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone: 'America/New_York' });
const time = (at: Date) => clock.format(at).replace('AM', 'am').replace('PM', 'pm');

type Line = { state: 'saved' | 'saving' | 'local' | 'ask'; words: React.ReactNode; spoken: string };

function lineOf(view: AutosaveView): Line {
  const answers = count(view.count, 'change');
  const waits = view.personalWaits ? ' Personal data waits in this form only: keep the page open.' : '';
  switch (view.state) {
    case 'saving':
      return { state: 'saving', words: `${answers}.`, spoken: '' };
    case 'local': {
      const words = `No connection; it goes up by itself.${waits}`;
      return { state: 'local', words, spoken: `${view.noShadow ? '' : 'Saved on this device. '}${words}` };
    }
    case 'signed-out':
      return {
        state: 'local',
        words: (
          <>
            You are signed out.{' '}
            <a href="/sign-in" target="_blank" rel="noopener">
              Sign in again in a new tab
            </a>
            ; it goes up when you come back here.{waits}
          </>
        ),
        spoken: `You are signed out. Sign in again in a new tab; what you typed is kept.${waits}`,
      };
    case 'refused': {
      const words = `${count(view.refused.length, 'answer')} cannot be saved as typed; the fields say why.`;
      return { state: 'ask', words, spoken: words };
    }
    case 'ask': {
      const by = list([...new Set(view.conflicts.map((c) => c.by))]);
      const words = `${count(view.conflicts.length, 'answer')} ${view.conflicts.length === 1 ? 'was' : 'were'} also changed by ${by}.`;
      return { state: 'ask', words, spoken: `Needs your decision. ${words}` };
    }
    case 'stopped':
      return { state: 'ask', words: view.message, spoken: view.message };
    case 'saved':
      return {
        state: 'saved',
        words: view.savedAt ? `at ${time(view.savedAt)}.` : 'as you type.',
        spoken: view.savedAt ? `Saved at ${time(view.savedAt)}.` : '',
      };
  }
}

/** Says a text at most once a minute, and at once when it is not about having saved. */
function usePolite(words: string, urgent: boolean): string {
  const [said, say] = useState('');
  const last = useRef(0);
  useEffect(() => {
    if (!words) return;
    const wait = urgent ? 0 : Math.max(0, last.current + 60_000 - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      say(words);
    }, wait);
    return () => clearTimeout(timer);
  }, [words, urgent]);
  return said;
}

/** What became of the typing, in words, and who can do what with it. */
export function SavedLine({ view, who, running }: { view: AutosaveView; who: string; running: boolean }) {
  const line = lineOf(view);
  const spoken = usePolite(line.spoken, line.state !== 'saved');
  if (!running) return <p className="saved">Save before you leave the page. {who}</p>;
  return (
    <>
      <Saved state={line.state}>
        {line.words} {line.state === 'saved' && who}
      </Saved>
      <p className="vh" role="status">
        {spoken}
      </p>
    </>
  );
}
