'use client';

import { useEffect, useRef } from 'react';
import { DeskLink } from './desk-forms';

/** The link to the next step that waits, focused once the ruling before it is recorded: Enter goes on, or one stays. */
export function NextOpen({ href, children }: { href: string; children: React.ReactNode }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus(), []);
  return (
    <DeskLink ref={link} href={href}>
      {children}
    </DeskLink>
  );
}
