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
    return found && isFresh(found) ? found : null;
  } catch {
    return null;
  }
}

const isFresh = ({ at }: Shadow) => Date.now() - at < week;

/** Everything a person's records lie between: their keys begin with the person. */
const of = (user: string) => IDBKeyRange.bound(`${user}/`, `${user}/\uffff`);

/** Whether anything unsent of a person is kept on this device. */
export const hasShadows = (user: string): Promise<boolean> =>
  run('readonly', (records) => records.count(of(user))).then(
    (count) => count > 0,
    () => false,
  );

/** Deletes what is kept of a person on this device. */
export const dropShadows = (user: string): Promise<void> =>
  run('readwrite', (records) => records.delete(of(user))).catch(() => undefined);

/** Deletes what has been kept for more than a week, whoever typed it. */
export async function dropOldShadows(): Promise<void> {
  try {
    const all = (await run('readonly', (records) => records.getAll())) as Shadow[];
    for (const shadow of all) if (!isFresh(shadow)) await run('readwrite', (records) => records.delete(shadow.key));
  } catch {
    // A browser that keeps nothing has nothing to delete.
  }
}
