import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** What is known of the request being answered; filled in as it goes, and written to the log when it is done. */
export type RequestNote = {
  id: string;
  /** Id of the person asking; never a name or an address. */
  actor?: string;
  /** What came of a command or a save, where the status does not say it. */
  outcome?: string;
  /** Bytes of a file that is streamed as the answer. */
  length?: number;
};

// Next bundles the start-up file and the pages apart: they meet here.
const key = Symbol.for('town-green.request');
const shared = globalThis as { [key]?: AsyncLocalStorage<RequestNote> };
const storage = (shared[key] ??= new AsyncLocalStorage<RequestNote>());

/** A new number for a request, short enough to read out on the telephone. */
export const newRequestId = (): string => randomBytes(6).toString('hex').toUpperCase();

/** The note of the request being answered; undefined outside of one. */
export const requestNote = (): RequestNote | undefined => storage.getStore();

/** Number of the request being answered, for the log and for people to quote. */
export const requestId = (): string | undefined => requestNote()?.id;

/** Adds to the note of the request being answered. */
export const noteRequest = (facts: Omit<RequestNote, 'id'>): void => void Object.assign(requestNote() ?? {}, facts);

/** From here on, whatever this request sets going belongs to it. */
export const enterRequest = (note: RequestNote): void => storage.enterWith(note);
