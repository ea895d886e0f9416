'use client';

import { useState } from 'react';
import { buttonClass } from '@/components/ui/button';

/** A link that waits for the last answers to be saved before it goes on. */
export function CheckLink({
  href,
  go,
  children,
}: {
  href: string;
  go: (href: string) => Promise<void>;
  children: React.ReactNode;
}) {
  const [waiting, setWaiting] = useState(false);
  return (
    <a
      className={buttonClass('primary')}
      href={href}
      aria-busy={waiting || undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        setWaiting(true);
        void go(href);
      }}
    >
      {children}
    </a>
  );
}
