import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { addJob } from '@/lib/jobs/add-job';
import type { Mail } from './kinds';

/** Puts a letter on its way with the change it tells of: both happen, or neither. */
export async function postMail(tx: Tx, { kind, ...parameters }: Mail): Promise<void> {
  const { id } = await tx.mail.create({ data: { kind, parameters, createdAt: now() }, select: { id: true } });
  await addJob(tx, 'send-mail', { mail: id });
}
