import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Actor, Person } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import type { Prisma } from '@/lib/db/generated/client';
import { notFound, Refusal, refuse } from '@/lib/errors';
import { addJob } from '@/lib/jobs/add-job';
import { score } from '@/lib/scoring/score';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { listSubmitted } from '@/lib/services/reviews/submitted-steps';
import { readersOf, tellReviewers } from '@/lib/services/reviews/tell-reviewers';
import { next } from '@/lib/workflow/application';
import { blockers, openPoints } from './blockers';
import { claimActivities } from './claims';
import { ensure } from './ensure';
import { factsOf } from './facts';
import { loadApplication, subjectOf, type ApplicationRows } from './load-application';
import { openRoundOf } from './view-parts';

export const submitApplicationInput = z.strictObject({
  application: z.uuid(),
  /** Rendered with the page: the same key is the same submission, however often it arrives. */
  key: z.uuid(),
});

export type Submitted = { application: string; receipt: string; round: number };

/** Letters and digits that cannot be taken for one another on paper. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A receipt number such as TG-2026-7F3K9Q that no snapshot has yet. */
export async function newReceipt(tx: Tx, year: number): Promise<string> {
  for (;;) {
    const letters = Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('');
    const receipt = `TG-${year}-${letters}`;
    if (!(await tx.snapshot.findUnique({ where: { receipt }, select: { id: true } }))) return receipt;
  }
}

/** The receipt this key was given before, if any; a key of another application or person is nobody's. */
async function submittedBefore(
  tx: Tx,
  actor: Person,
  input: z.output<typeof submitApplicationInput>,
): Promise<Submitted | null> {
  const snapshot = await tx.snapshot.findUnique({ where: { requestKey: input.key } });
  if (!snapshot) return null;
  if (snapshot.applicationId !== input.application || snapshot.takenById !== actor.id)
    throw refuse('conflict', 'Open the check page again and submit from there.');
  return { application: snapshot.applicationId, receipt: snapshot.receipt, round: snapshot.round };
}

type Taken = { rows: ApplicationRows; by: Person; at: Date; round: number; key: string };

/** Status, round and the snapshot of exactly what is submitted; returns the receipt number. */
async function freeze(tx: Tx, { rows, by, at, round, key }: Taken): Promise<string> {
  const status = next(rows.status, 'submit');
  if (!status) throw refuse('conflict', 'This application has been submitted already.');
  await tx.application.update({
    where: { id: rows.id },
    data: { status, round, submittedAt: at, statusSince: at },
  });
  const receipt = await newReceipt(tx, rows.cycle.year);
  const facts = factsOf({ ...rows, status, round, submittedAt: at }, at, { unsent: false });
  const scored = score(rows.rulebook.content, facts);
  await tx.snapshot.create({
    data: {
      applicationId: rows.id,
      townId: rows.townId,
      kind: 'submitted',
      round,
      receipt,
      requestKey: key,
      rulebookHash: rows.rulebook.hash,
      facts: facts satisfies Prisma.InputJsonValue,
      score: scored as unknown as Prisma.InputJsonObject,
      takenAt: at,
      takenById: by.id,
    },
  });
  await listSubmitted(tx, rows, scored, { round, at });
  return receipt;
}

/**
 * Submits an open round: status, snapshot, activity claims, event and mail in one transaction, or every problem with the page
 * where it is mended. Judged by the instant at which the request was received. Idempotent by key.
 */
export async function submitApplication(
  actor: Actor,
  input: z.output<typeof submitApplicationInput>,
): Promise<Submitted> {
  const at = now();
  if (actor.kind !== 'person') throw notFound();
  return db.as(actor, async (tx) => {
    await tx.$queryRaw`select id from applications where id = ${input.application}::uuid for update`;
    const before = await submittedBefore(tx, actor, input);
    if (before) return before;
    const rows = await loadApplication(tx, actor, input.application);
    ensure(can(actor, 'application.submit', subjectOf(rows)));

    const open = openRoundOf(rows, at);
    if (!open)
      throw refuse(
        'conflict',
        'The last round of this cycle is closed. Everything you entered is kept. Ask the program’s coordinator whether your deadline can be extended.',
      );
    const facts = factsOf(rows, at, { unsent: false });
    const scored = score(rows.rulebook.content, facts);
    const reasons = [...blockers(rows, scored), ...openPoints(rows, scored)];
    if (reasons.length > 0) throw new Refusal('not-ready', reasons);

    await claimActivities(tx, rows, facts);
    const receipt = await freeze(tx, { rows, by: actor, at, round: open.number, key: input.key });
    await recordEvent(tx, actor, 'application.submitted', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { round: open.number, receipt },
    });
    await addJob(tx, 'check-application-links', { application: rows.id });
    await postMail(tx, { kind: 'application-submitted', application: rows.id, receipt });
    // Whoever was given a draft had nothing to read until now; of further rounds the digest tells.
    if (rows.round === 0) await tellReviewers(tx, 'reviews-assigned', readersOf(rows));
    return { application: rows.id, receipt, round: open.number };
  });
}
