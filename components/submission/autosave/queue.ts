import type { Scalar } from '@/lib/rulebook/cells';
import type { Reason } from '@/lib/verdict';
import { same, type Changes } from '@/lib/workflow/merge';

/** Two answers to one question, as the save route tells them. */
export type Conflict = { address: string; yours: Scalar | null; theirs: Scalar | null; by: string; at: string | null };

/** What the save route answers. */
export type SaveAnswer = {
  revision: number;
  saved: string[];
  refused: Reason[];
  conflicts: Conflict[];
  others: Changes;
};

/** What of a form is not stored yet. An address is in one place only: pending, sending, refused or in conflict. */
export type Queue = {
  /** The revision the form knows. */
  base: number;
  /** Typed, not sent. */
  pending: Changes;
  /** On their way. */
  sending: Changes | null;
  /** Could not be stored; kept with the reason until they are changed. */
  refused: { value: Scalar | null; address: string; message: string }[];
  conflicts: Conflict[];
};

export const emptyQueue = (base: number): Queue => ({ base, pending: {}, sending: null, refused: [], conflicts: [] });

/** Everything typed and not stored, by address. */
export const unsent = (queue: Queue): Changes => ({
  ...queue.sending,
  ...Object.fromEntries(queue.refused.map(({ address, value }) => [address, value])),
  ...Object.fromEntries(queue.conflicts.map(({ address, yours }) => [address, yours])),
  ...queue.pending,
});

const listOf = (address: string) => address.split('.').slice(0, 2).join('.');
const isRow = (address: string) => address.split('.').length === 4;

/**
 * Takes in what was typed. An answer in conflict stays in conflict with the new text; an answer that was refused is tried
 * again, and so are the rows refused with it when a list had too many.
 */
export function edit(queue: Queue, changes: Changes): Queue {
  const pending = { ...queue.pending };
  // What stays the same keeps its identity, so that a long form is not drawn anew at each key.
  const touched = queue.conflicts.some((c) => c.address in changes);
  const conflicts = touched
    ? queue.conflicts.map((c) => (c.address in changes ? { ...c, yours: changes[c.address]! } : c))
    : queue.conflicts;
  const open = new Set(conflicts.map((c) => c.address));
  const lists = new Set(Object.keys(changes).filter(isRow).map(listOf));
  const again = queue.refused.filter((r) => r.address in changes || (isRow(r.address) && lists.has(listOf(r.address))));
  for (const { address, value } of again) pending[address] = value;
  for (const [address, value] of Object.entries(changes)) if (!open.has(address)) pending[address] = value;
  const refused = again.length > 0 ? queue.refused.filter((r) => !again.includes(r)) : queue.refused;
  return { ...queue, pending, conflicts, refused };
}

/** Puts what is pending on its way; null when there is nothing to send or something is on its way already. */
export function take(queue: Queue): { queue: Queue; changes: Changes } | null {
  if (queue.sending || Object.keys(queue.pending).length === 0) return null;
  return { queue: { ...queue, pending: {}, sending: queue.pending }, changes: queue.pending };
}

/** What was sent did not arrive: it is pending again, below whatever was typed since. */
export const failed = (queue: Queue): Queue => ({
  ...queue,
  pending: { ...queue.sending, ...queue.pending },
  sending: null,
});

const refusalOf = (address: string, refused: readonly Reason[]) =>
  refused.find((reason) => reason.at === address || reason.at === listOf(address));

/**
 * Takes in the answer to what was sent: what others changed is to be shown in fields not touched here; what was refused or
 * is in conflict is kept, with whatever was typed since.
 */
export function settled(queue: Queue, answer: SaveAnswer): { queue: Queue; apply: Changes } {
  const sent = queue.sending ?? {};
  const pending = { ...queue.pending };
  const conflicts = [...queue.conflicts];
  for (const conflict of answer.conflicts) {
    const yours = conflict.address in pending ? pending[conflict.address]! : conflict.yours;
    delete pending[conflict.address];
    if (!same(yours, conflict.theirs)) conflicts.push({ ...conflict, yours });
  }
  const refused = Object.entries(sent).flatMap(([address, value]) => {
    const reason = refusalOf(address, answer.refused);
    return reason && !(address in pending) ? [{ address, value, message: reason.message }] : [];
  });
  const next: Queue = {
    base: answer.revision,
    pending,
    sending: null,
    refused: [...queue.refused, ...refused],
    conflicts,
  };
  const mine = unsent(next);
  const apply = Object.fromEntries(Object.entries(answer.others).filter(([address]) => !(address in mine)));
  return { queue: next, apply };
}

export type Choice = 'mine' | 'theirs' | 'both';

const joined = ({ yours, theirs }: Conflict): Scalar | null => {
  if (Array.isArray(yours) && Array.isArray(theirs)) return [...new Set([...theirs, ...yours])];
  return [theirs, yours].filter((text) => text !== null && text !== '').join('\n\n');
};

/** Whether two answers can stand one after the other: two texts, or two lists of choices. */
export const canJoin = ({ yours, theirs }: Conflict): boolean =>
  (typeof yours === 'string' && typeof theirs === 'string') || (Array.isArray(yours) && Array.isArray(theirs));

/** Ends a conflict as its reader chose; `value` is what the field is to show, and what is sent when it differs from theirs. */
export function resolve(queue: Queue, address: string, choice: Choice): { queue: Queue; value: Scalar | null } | null {
  const conflict = queue.conflicts.find((c) => c.address === address);
  if (!conflict) return null;
  const value = choice === 'mine' ? conflict.yours : choice === 'theirs' ? conflict.theirs : joined(conflict);
  const conflicts = queue.conflicts.filter((c) => c !== conflict);
  const pending = choice === 'theirs' ? queue.pending : { ...queue.pending, [address]: value };
  return { queue: { ...queue, conflicts, pending }, value };
}

/** When to send next, in milliseconds from now: 800 after the last key, at most 5 s after the first; longer after failures. */
export function sendIn(now: number, firstEdit: number, failures: number): number {
  if (failures > 0) return Math.min(60_000, 1000 * 2 ** failures);
  return Math.max(0, Math.min(800, firstEdit + 5000 - now));
}
