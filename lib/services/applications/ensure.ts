import { Refusal } from '@/lib/errors';
import type { Verdict } from '@/lib/verdict';

/** What is refused because of how things stand now, not because of who asks. */
const standing = new Set(['already-submitted', 'locked', 'ended', 'no-round', 'step-stands']);

/** Goes on when the verdict is yes; refuses with its reasons otherwise. */
export function ensure(verdict: Verdict): void {
  if (verdict.ok === true) return;
  const reasons = verdict.ok === 'unknown' ? verdict.missing : verdict.reasons;
  const code = reasons.every((reason) => standing.has(reason.code)) ? 'conflict' : 'forbidden';
  throw new Refusal(code, reasons);
}
