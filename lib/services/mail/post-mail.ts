import { randomUUID } from 'node:crypto';
import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { addJob, addJobs } from '@/lib/jobs/add-job';
import type { Mail } from './kinds';

/**
 * Puts a letter on its way with the change it tells of: both happen, or neither. Of letters with one `key`, which only the
 * portal itself gives, there is ever one. `at` is when what it tells of happened.
 */
export async function postMail(tx: Tx, { kind, ...parameters }: Mail, key?: string, at = now()): Promise<void> {
  const id = randomUUID();
  const row = { id, kind, parameters, createdAt: at, key };
  // Without reading it back: whoever causes a letter may not look at letters.
  const { count } = await tx.mail.createMany({ data: [row], skipDuplicates: key !== undefined });
  if (count > 0) await addJob(tx, 'send-mail', { mail: id });
}

/** The same for many letters at once, in two statements however many they are. */
export async function postMails(tx: Tx, mails: readonly Mail[], at = now()): Promise<void> {
  if (mails.length === 0) return;
  const rows = mails.map(({ kind, ...parameters }) => ({ id: randomUUID(), kind, parameters, createdAt: at }));
  await tx.mail.createMany({ data: rows });
  await addJobs(
    tx,
    'send-mail',
    rows.map(({ id: mail }) => ({ mail })),
  );
}
