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

/** Forgets all that was kept for a person: they sign out. Keys begin with the person's id. */
export function forgetTexts(person: string): void {
  try {
    for (const name of Object.keys(sessionStorage))
      if (name.startsWith(place(`${person} `))) sessionStorage.removeItem(name);
  } catch {
    // There was nothing then.
  }
}
