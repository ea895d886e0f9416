'use client';

import { useEffect, useState } from 'react';
import { useRunning } from './use-running';

/** Gives a control what was typed into it as if it were typed now; null when it is as it was sent. */
function typedInto(control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): (() => void) | null {
  if (control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox')) {
    const { checked, defaultChecked } = control;
    if (checked === defaultChecked || (control.type === 'radio' && !checked)) return null;
    return () => {
      control.checked = defaultChecked;
      control.click();
    };
  }
  const sent =
    control instanceof HTMLSelectElement
      ? (Array.from(control.options).find((option) => option.defaultSelected)?.value ?? control.options[0]?.value ?? '')
      : control.defaultValue;
  const typed = control.value;
  if (typed === sent || control.type === 'hidden') return null;
  return () => {
    // React looks for a change from what it set itself; by the prototype's setter it is not told of the new value.
    control.value = sent;
    const value = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control) as object, 'value');
    value?.set?.call(control, typed);
    control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  };
}

/**
 * Keeps what was typed into a part of a form, named by its id, before the scripts ran: once they have taken over, which puts
 * back what was sent, it is typed again.
 */
export function useTypedBefore(id: string): void {
  const running = useRunning();
  const [again] = useState(() => {
    const part = running || typeof document === 'undefined' ? null : document.getElementById(id);
    const controls = part?.querySelectorAll<HTMLInputElement>('input, textarea, select') ?? [];
    return Array.from(controls).flatMap((control) => typedInto(control) ?? []);
  });
  useEffect(() => {
    for (const type of again) type();
  }, [again]);
}
