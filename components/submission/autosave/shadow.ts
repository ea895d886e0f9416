import type { Changes } from '@/lib/workflow/merge';

/** What a browser keeps of unsent typing: one record for each person and submission. Personal data is never in it. */
export type Shadow = { key: string; writer: string; base: number; stamp: string; changes: Changes; at: number };

const week = 7 * 24 * 3_600_000;
const store = 'unsent';

function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const request = indexedDB.open('town-green', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'key' });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error ?? new Error('IndexedDB did not open'));
  });
}

async function run<T>(mode: IDBTransactionMode, work: (records: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((done, fail) => {
      const transaction = database.transaction(store, mode);
      const request = work(transaction.objectStore(store));
      transaction.oncomplete = () => done(request.result);
      transaction.onerror = () => fail(transaction.error ?? new Error('IndexedDB refused'));
      transaction.onabort = () => fail(transaction.error ?? new Error('IndexedDB gave up'));
    });
  } finally {
    database.close();
  }
}

export const shadowKey = (user: string, submission: string): string => `${user}/${submission}`;

/** Keeps unsent changes on this device; false when the browser does not let it. */
export async function keepShadow(shadow: Omit<Shadow, 'at'>): Promise<boolean> {
  try {
    if (Object.keys(shadow.changes).length === 0) await run('readwrite', (records) => records.delete(shadow.key));
    else await run('readwrite', (records) => records.put({ ...shadow, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

/** The unsent changes kept on this device, unless they are older than a week; null when there are none. */
export async function readShadow(key: string): Promise<Shadow | null> {
  try {
    const found = (await run('readonly', (records) => records.get(key))) as Shadow | undefined;
    if (!found) return null;
    if (Date.now() - found.at < week) return found;
    await run('readwrite', (records) => records.delete(key));
    return null;
  } catch {
    return null;
  }
}
