import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { env } from '@/lib/env';
import type { Message } from './message';
import { sendBySmtp } from './smtp';

/**
 * What became of a message. `delayed`: certainly not taken, try again. `refused`: will never be taken. `uncertain`: the
 * whole text was on its way and no answer came. `problem` is a code without anybody's address.
 */
export type Outcome = { is: 'sent' } | { is: 'delayed' | 'refused' | 'uncertain'; problem: string };

/** Whether letters go to files on the server, for the operator to hand over, and not to a mail server. */
export const mailGoesToFiles = (): boolean => env().SMTP_URL === undefined;

/** One file for each message; written whole or not at all, and the same file when tried again. */
async function sendToFile(id: string, date: Date, { raw }: Message): Promise<Outcome> {
  const folder = path.resolve(env().MAIL_DIR);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${date.toISOString().replaceAll(':', '-')}-${id}.eml`;
  const half = path.join(folder, `.${name}.half`);
  await writeFile(half, raw, { mode: 0o600 });
  await rename(half, path.join(folder, name));
  return { is: 'sent' };
}

/** Hands a message to the mail server, or writes it to a file where there is none. */
export async function send(id: string, date: Date, message: Message): Promise<Outcome> {
  const url = env().SMTP_URL;
  return url ? sendBySmtp(url, message) : sendToFile(id, date, message);
}
