'use client';

import { useEffect } from 'react';

function follow(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id ? document.getElementById(id) : null;
  if (!target) return;
  target.scrollIntoView({ block: 'center' });
  if (target.matches('input, select, textarea, button, a')) target.focus({ preventScroll: true });
}

/** Puts the keyboard where the address points: links of the check and of the points panel lead to their field. */
export function useFragment(): void {
  useEffect(() => {
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
}
