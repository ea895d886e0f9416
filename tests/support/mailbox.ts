import { rm } from 'node:fs/promises';
import { runOnce } from './jobs';
import { filedIn, type Filed } from './letters';

/** Sends every letter that waits, and returns those that went to files since the last call, oldest first. */
export async function mailbox(): Promise<Filed[]> {
  await runOnce();
  const filed = await filedIn(process.env.MAIL_DIR!);
  for (const { file } of filed) await rm(file);
  return filed;
}
