'use client';

import { useEffect, useState } from 'react';
import { presenceWords, type Present } from '@/lib/workflow/presence-words';

const seconds = 1000;

async function beat(submission: string, step: string): Promise<Present[] | null> {
  const response = await fetch(`/api/presence/${submission}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ step }),
    cache: 'no-store',
  });
  if (response.status === 401) return null;
  return response.ok ? ((await response.json()) as { others: Present[] }).others : [];
}

/** Says who else has this action open, and at which step; quiet while nobody is, and while the page is not looked at. */
export function Presence({
  submission,
  step,
  partners,
}: {
  submission: string;
  step: string;
  /** Key of the partners section, which is no step. */
  partners: string;
}) {
  const [others, setOthers] = useState<Present[]>([]);
  useEffect(() => {
    let over = false;
    const tell = async () => {
      if (over || document.visibilityState === 'hidden') return;
      try {
        const found = await beat(submission, step);
        if (found === null) over = true;
        setOthers(found ?? []);
      } catch {
        // Without a connection nobody is known to be here.
        setOthers([]);
      }
    };
    void tell();
    const timer = setInterval(() => void tell(), 20 * seconds);
    const seen = () => void tell();
    document.addEventListener('visibilitychange', seen);
    return () => {
      over = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [submission, step]);
  return (
    <p className="presence" role="status">
      {presenceWords(others, step, (key) => (key === partners ? 'the partners' : `step ${key}`))}
    </p>
  );
}
