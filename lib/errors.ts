import type { Reason } from '@/lib/verdict';

export type RefusalCode = 'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'not-ready' | 'busy';

/** A refusal with its reasons. Thrown by services; it aborts the transaction and becomes a Result or an HTTP answer. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly reasons: Reason[],
  ) {
    super(reasons.map((reason) => reason.message).join(' '));
    this.name = 'Refusal';
  }
}

/** A refusal with one reason. */
export const refuse = (code: RefusalCode, message: string, at?: string): Refusal =>
  new Refusal(code, [{ code, message, ...(at ? { at } : {}) }]);

/** What you may not see does not exist. */
export const notFound = (): Refusal => refuse('not-found', 'This page does not exist, or it is not open to you.');

/** Said when a form or a body holds a key that nobody reads. */
export const unknownKeys = 'Something was sent that has no place here. Reload the page, then send again.';

/** Refuses keys that a schema cannot know beforehand, as a strict schema does. */
export const refuseUnknown = (): Refusal =>
  new Refusal('invalid', [{ code: 'unrecognized_keys', message: unknownKeys }]);

/** Seconds after which to come back when the portal is too busy. */
export const retryAfter = 5;

/** Refuses what the database has no room or time for now. Pages know it by its digest, the one thing they are given. */
export const tooBusy = (): Refusal =>
  Object.assign(
    refuse(
      'busy',
      'The portal is very busy just now. What you typed is kept on this page; try again in a few seconds.',
    ),
    { digest: 'busy' },
  );

/** The HTTP status of a refusal. */
export const statusOf: Record<RefusalCode, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'not-ready': 409,
  busy: 503,
};
