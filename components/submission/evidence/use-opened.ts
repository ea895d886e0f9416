'use client';

import { useState, useSyncExternalStore } from 'react';

const beside = '(min-width: 64rem)';

const listen = (changed: () => void) => {
  const query = matchMedia(beside);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** Whether details are open: as somebody left them, and before that where they come first and have room beside the answer. */
export function useOpened(first: boolean): {
  open: boolean;
  onToggle: (event: React.ToggleEvent<HTMLDetailsElement>) => void;
} {
  const room = useSyncExternalStore(
    listen,
    () => matchMedia(beside).matches,
    () => false,
  );
  const [left, setLeft] = useState<boolean | null>(null);
  const open = left ?? (first && room);
  return { open, onToggle: (event) => event.currentTarget.open !== open && setLeft(event.currentTarget.open) };
}
