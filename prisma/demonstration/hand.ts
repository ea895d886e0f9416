import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { addMinutes } from 'date-fns';
import type { Person } from '@/lib/access/actor';
import { holdClock } from '@/lib/clock';
import { db } from '@/lib/db/db';
import type { LevelId } from '@/lib/rulebook/schema';
import { addAction } from '@/lib/services/applications/change-actions';
import { startApplication } from '@/lib/services/applications/start-application';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { addLink } from '@/lib/services/evidence/add-link';
import { takeFile } from '@/lib/services/evidence/take-file';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import type { Work } from './work';

/** An application being worked on: whose, and the ids of its submissions by action. */
export type Bid = { town: string; application: string; submissions: Record<string, string> };

/** Starts a town's application at an instant. */
export async function start(who: Person, town: string, cycle: string, aim: LevelId, at: Date): Promise<Bid> {
  holdClock(at);
  const { id } = await startApplication(who, { town, cycle, aim });
  return { town, application: id, submissions: {} };
}

/** Saves some answers of an action that is in the application. */
export async function write(
  who: Person,
  bid: Bid,
  action: string,
  changes: Work['cells'] | Record<string, null>,
): Promise<void> {
  const submission = bid.submissions[action]!;
  const { revision } = await db.as(who, (tx) =>
    tx.submission.findUniqueOrThrow({ where: { id: submission }, select: { revision: true } }),
  );
  const { refused, conflicts } = await saveAnswers(who, { submission, base: revision, changes });
  if (refused.length + conflicts.length > 0)
    throw new Error(`${action}: ${refused.map(({ at, message }) => `${at}: ${message}`).join('; ')}`);
}

/** Adds one piece of evidence and cites it. */
export async function show(who: Person, bid: Bid, action: string, shown: Work['shown'][number]): Promise<void> {
  const place = { submission: bid.submissions[action]!, step: shown.step, slot: shown.slot, row: null };
  const pinpoint = shown.pin ?? null;
  if ('link' in shown) {
    await addLink(who, { town: bid.town, ...shown.link, ...place, pinpoint });
    return;
  }
  const { title, name, bytes } = shown.paper;
  const fields = { town: bid.town, title, acknowledgedPeople: true, ...place, pinpoint };
  await takeFile(who, fields, name, Readable.from([await bytes()]));
}

/** Fills in actions one after the other, some minutes each, beginning at an instant. */
export async function fillIn(who: Person, bid: Bid, works: readonly Work[], from: Date): Promise<void> {
  let at = from;
  for (const work of works) {
    holdClock(at);
    await addAction(who, { application: bid.application, action: work.action });
    const { id } = await db.as(who, (tx) =>
      tx.submission.findUniqueOrThrow({
        where: { applicationId_actionId: { applicationId: bid.application, actionId: work.action } },
        select: { id: true },
      }),
    );
    bid.submissions[work.action] = id;
    holdClock(addMinutes(at, 9));
    await write(who, bid, work.action, work.cells);
    for (const shown of work.shown) await show(who, bid, work.action, shown);
    at = addMinutes(at, 23);
  }
}

/** Submits to the round that is open at an instant. */
export async function submit(who: Person, bid: Bid, at: Date): Promise<void> {
  holdClock(at);
  await submitApplication(who, { application: bid.application, key: randomUUID() });
}
