import { createHash } from 'node:crypto';

/** The chain of what belongs to no town. */
export const programChain = '00000000-0000-0000-0000-000000000000';

/** What the first event of a chain follows. */
export const origin: Link = { number: 0, hash: '0'.repeat(64), recordedAt: 0 };

/** Where a walk along a chain has come to. */
export type Link = { number: number; hash: string; recordedAt: number };

/** An event as it is hashed; instants in milliseconds, details as the database writes them. */
export type ChainedEvent = {
  id: string;
  chain: string;
  number: number;
  at: number;
  recordedAt: number;
  actorId: string | null;
  townId: string | null;
  applicationId: string | null;
  kind: string;
  details: string;
  previous: string;
  hash: string;
};

/** Something wrong with a chain: at which number, and what, in a sentence. */
export type Fault = { number: number; what: string };

/** The hash of an event over its content and the event before it; the same as the database's `event_digest`. */
export function digestOf(e: ChainedEvent): string {
  const content = [e.chain, e.number, e.id, e.at, e.recordedAt, e.actorId ?? '', e.townId ?? '', e.applicationId ?? ''];
  return createHash('sha256')
    .update([...content, e.kind, e.details, e.previous].join('\n'))
    .digest('hex');
}

/** Two servers' clocks, and a transaction's length, may lie between what the portal and what the database say. */
const leeway = 10 * 60_000;
/** How far a server's clock may step back when it is set right. */
const step = 5_000;

const iso = (instant: number): string => new Date(instant).toISOString();
const entries = (from: number, to: number): string =>
  from === to ? `entry ${from} is missing` : `entries ${from} to ${to} are missing`;

function timeFault(last: Link, e: ChainedEvent): string | undefined {
  if (e.recordedAt < last.recordedAt - step)
    return `it was recorded at ${iso(e.recordedAt)}, before the entry in front of it (${iso(last.recordedAt)}): it is back-dated, or the database’s clock went back.`;
  if (Math.abs(e.recordedAt - e.at) > leeway)
    return `it says it happened at ${iso(e.at)} and was recorded at ${iso(e.recordedAt)}: it is back-dated, or a clock was wrong.`;
  return undefined;
}

/** What is wrong with an event that should follow `last`. `told`: a demonstration tells its own dates, which are not judged. */
export function faultsOf(last: Link, e: ChainedEvent, told: boolean): Fault[] {
  const faults: Fault[] = [];
  const fault = (what: string, number = e.number) => faults.push({ number, what });
  const follows = e.number === last.number + 1;
  if (!follows) fault(`${entries(last.number + 1, e.number - 1)}: deleted after writing.`, last.number + 1);
  if (digestOf(e) !== e.hash) fault('it was changed after it was written: its content does not give its hash.');
  else if (follows && e.previous !== last.hash)
    fault('it does not follow from the entry in front of it: that one was rewritten, or this one was put in here.');
  if (e.chain !== (e.townId ?? programChain)) fault('it stands in a chain that is not its town’s: it was put in here.');
  const time = told ? undefined : timeFault(last, e);
  if (time) fault(time);
  return faults;
}

/** What is wrong with the end of a chain, given the head the database kept when the walk began and the one it keeps now. */
export function tailFaults(last: Link, before: Link | null, now: Link | null): Fault[] {
  if (!now) return last.number > 0 ? [{ number: last.number, what: 'the head of the chain was taken away.' }] : [];
  if (before && before.number > last.number)
    return [{ number: last.number + 1, what: `${entries(last.number + 1, before.number)}: the tail was cut off.` }];
  if (last.number > now.number)
    return [
      { number: now.number + 1, what: 'it was put in behind the head of the chain, past the database’s own way.' },
    ];
  if (last.number === now.number && last.hash !== now.hash)
    return [{ number: last.number, what: 'it is not the entry that the head of the chain names.' }];
  return [];
}
