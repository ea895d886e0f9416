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
import { answerPoints } from '@/lib/services/submissions/answer-points';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import type { Work } from './work';

/** An application being worked on: whose, and its submissions with their revisions by action. */
export type Bid = { town: string; application: string; submissions: Record<string, { id: string; revision: number }> };

/** Starts a town's application at an instant. */
export async function start(who: Person, town: string, cycle: string, aim: LevelId, at: Date): Promise<Bid> {
  holdClock(at);
  const { id } = await startApplication(who, { town, cycle, aim });
  return { town, application: id, submissions: {} };
}

/** Saves some answers of an action that is in the application. */
export async function write(who: Person, bid: Bid, action: string, changes: Work['cells']): Promise<void> {
  const submission = bid.submissions[action]!;
  const saved = await saveAnswers(who, { submission: submission.id, base: submission.revision, changes });
  if (saved.refused.length + saved.conflicts.length > 0)
    throw new Error(`${action}: ${saved.refused.map(({ at, message }) => `${at}: ${message}`).join('; ')}`);
  submission.revision = saved.revision;
}

/** Adds one piece of evidence and cites it. */
export async function show(who: Person, bid: Bid, action: string, shown: Work['shown'][number]): Promise<void> {
  const place = { submission: bid.submissions[action]!.id, step: shown.step, slot: shown.slot, row: null };
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
  holdClock(from);
  for (const { action } of works) await addAction(who, { application: bid.application, action });
  const rows = await db.as(who, (tx) =>
    tx.submission.findMany({
      where: { applicationId: bid.application },
      select: { id: true, actionId: true, revision: true },
    }),
  );
  for (const { actionId, id, revision } of rows) bid.submissions[actionId] = { id, revision };
  let at = from;
  for (const work of works) {
    at = addMinutes(at, 14);
    holdClock(at);
    await write(who, bid, work.action, work.cells);
    for (const shown of work.shown) await show(who, bid, work.action, shown);
  }
}

/** Says for the one point of a returned step what was changed, and where. */
export async function answerPoint(
  who: Person,
  bid: Bid,
  { action, step, text, place }: { action: string; step: string; text: string; place: string },
): Promise<void> {
  const submissionId = bid.submissions[action]!.id;
  const ruling = await db.as(who, (tx) =>
    tx.ruling.findFirstOrThrow({ where: { submissionId, step }, orderBy: { at: 'desc' }, select: { id: true } }),
  );
  await answerPoints(who, { ruling: ruling.id, text: [text], place: [place] });
}

/** The id of a piece of evidence that an action cites. */
export async function evidenceOf(who: Person, bid: Bid, action: string): Promise<string> {
  const where = { submissionId: bid.submissions[action]!.id, removedAt: null };
  return (await db.as(who, (tx) => tx.citation.findFirstOrThrow({ where, select: { evidenceId: true } }))).evidenceId;
}

/** Submits to the round that is open at an instant. */
export async function submit(who: Person, bid: Bid, at: Date): Promise<void> {
  holdClock(at);
  await submitApplication(who, { application: bid.application, key: randomUUID() });
}
