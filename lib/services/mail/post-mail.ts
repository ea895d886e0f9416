import { randomUUID } from 'node:crypto';
import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { addJob } from '@/lib/jobs/add-job';
import type { Mail } from './kinds';

/** Puts a letter on its way with the change it tells of: both happen, or neither. */
export async function postMail(tx: Tx, { kind, ...parameters }: Mail): Promise<void> {
  const id = randomUUID();
  // Without reading it back: whoever causes a letter may not look at letters.
  await tx.mail.createMany({ data: [{ id, kind, parameters, createdAt: now() }] });
  await addJob(tx, 'send-mail', { mail: id });
}
