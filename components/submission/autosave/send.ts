import type { Reason } from '@/lib/verdict';
import type { Changes } from '@/lib/workflow/merge';
import type { SaveAnswer } from './queue';

export type Outcome =
  | { kind: 'answer'; answer: SaveAnswer }
  /** Not reached, or the server was not able to: worth trying again. */
  | { kind: 'unreachable' }
  /** Signed out: it goes up after signing in again. */
  | { kind: 'signed-out' }
  /** What was sent cannot be stored; the reasons name the fields. */
  | { kind: 'refused'; reasons: Reason[] }
  /** This form cannot save any more: locked, removed or older than its rulebook. */
  | { kind: 'stopped'; message: string };

export type Post = { base: number; stamp: string; writer: string; changes: Changes };

/** The most a browser lets a request carry on after its page is gone. */
const keepaliveBytes = 60_000;

/** How long an answer may take: a connection can die without a word, and what is typed must not wait for it. */
const patience = 60_000;

const gone = 'This form is not open to you any more. Copy what you typed, and go back to the task list.';

let latest = 0;

/** Grows with each request, across reloads too: the server tells a late request from a new one by it. */
const nextSeq = (): number => (latest = Math.max(latest + 1, Date.now()));

/** Sends changes to the save route once. Never throws. */
export async function send(submission: string, post: Post, leaving = false): Promise<Outcome> {
  const body = JSON.stringify({ ...post, seq: nextSeq() });
  try {
    const response = await fetch(`/api/answers/${submission}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body,
      keepalive: leaving && body.length < keepaliveBytes,
      signal: leaving ? null : AbortSignal.timeout(patience),
      cache: 'no-store',
    });
    if (response.ok) return { kind: 'answer', answer: (await response.json()) as SaveAnswer };
    if (response.status === 401) return { kind: 'signed-out' };
    if (response.status === 429 || response.status >= 500) return { kind: 'unreachable' };
    const refusal = (await response.json()) as { reasons?: Reason[] };
    const reasons = refusal.reasons ?? [];
    if (response.status === 422 && reasons.length > 0) return { kind: 'refused', reasons };
    if (response.status === 413) return { kind: 'refused', reasons };
    return { kind: 'stopped', message: reasons.map((reason) => reason.message).join(' ') || gone };
  } catch {
    return { kind: 'unreachable' };
  }
}
