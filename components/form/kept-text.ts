import type { Sent } from './form-state';

/*
 * What is typed into a form of its own, until it is sent: kept by the browser for this tab alone, so that a reload or
 * signing in again loses nothing and closing the tab leaves nothing behind.
 */

const place = (key: string) => `town-green kept ${key}`;

/** Keeps what a form holds; quietly not, where the browser does not let it. */
export function keepText(key: string, sent: Sent): void {
  try {
    sessionStorage.setItem(place(key), JSON.stringify(sent));
  } catch {
    // Typing goes on without it.
  }
}

/** What was kept of a form, or null. */
export function keptText(key: string): Sent | null {
  try {
    return JSON.parse(sessionStorage.getItem(place(key)) ?? 'null') as Sent | null;
  } catch {
    return null;
  }
}

/** Forgets what was kept: it has been sent. */
export function forgetText(key: string): void {
  try {
    sessionStorage.removeItem(place(key));
  } catch {
    // There was nothing then.
  }
}
