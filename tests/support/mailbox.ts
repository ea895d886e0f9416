import { rm } from 'node:fs/promises';
import { runOnce } from './jobs';
import { filedIn, type Filed } from './letters';

/** No test visits the links of its towns by sending letters. */
const nothing = async () => undefined;

/** Sends every letter that waits, and returns those that went to files since the last call, oldest first. */
export async function mailbox(): Promise<Filed[]> {
  await runOnce({ 'check-application-links': nothing, 'check-link': nothing });
  const filed = await filedIn(process.env.MAIL_DIR!);
  for (const { file } of filed) await rm(file);
  return filed;
}
