/** Why something is refused, unmet or unknown; `at` is the address a form can go to (see lib/rulebook/cells.ts). */
export type Reason = { code: string; message: string; at?: string };

/** Yes, or no with reasons, or not yet known and what is missing to know. */
export type Verdict = { ok: true } | { ok: false; reasons: Reason[] } | { ok: 'unknown'; missing: Reason[] };

export const yes: Verdict = { ok: true };

/** A no with its reasons. */
export const no = (...reasons: Reason[]): Verdict => ({ ok: false, reasons });

/** A not-yet-known with what is missing. */
export const unknown = (...missing: Reason[]): Verdict => ({ ok: 'unknown', missing });
