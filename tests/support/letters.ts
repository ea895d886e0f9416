import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export type Filed = { to: string; subject: string; text: string };

/** Bytes written as =C3=A9 back as letters. */
const decoded = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, byte: string) => String.fromCharCode(parseInt(byte, 16))),
    'latin1',
  ).toString('utf8');

/** Recipient, subject and plain text of a message as it goes over the wire. */
export function read(raw: string): Filed {
  const headers = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(headers)?.[1] ?? '';
  const subject = header('Subject').replace(/=\?utf-8\?q\?(.*?)\?=( (?==\?)|)/gi, (_, words: string) =>
    words.replaceAll('_', ' '),
  );
  const [, encoding, text = ''] = /Content-Transfer-Encoding: (\S+)\r\n\r\n([^]*?)\r\n--/.exec(raw) ?? [];
  return {
    to: /<?([^<>\s]+@[^<>\s]+?)>?$/.exec(header('To'))?.[1] ?? '',
    subject: decoded(subject),
    text: encoding === 'quoted-printable' ? decoded(text.replace(/=\r\n/g, '')) : text,
  };
}

/** The letters that went to files, oldest first, each with its file. */
export async function filedIn(folder: string): Promise<(Filed & { file: string })[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
  const files = names.map((name) => path.join(folder, name));
  return Promise.all(files.map(async (file) => ({ file, ...read(await readFile(file, 'utf8')) })));
}

/** The token of the one link in a letter to this address. */
export function tokenIn(letters: Filed[], to: string): string {
  const letter = letters.find((one) => one.to === to);
  const token = /\/(?:join|reset|email)\/([\w-]{43})/.exec(letter?.text ?? '')?.[1];
  if (!token) throw new Error(`no letter with a link to ${to}`);
  return token;
}

/** Waits for a letter to this address in the folder of the server under test, and returns the token in it. */
export async function mailedToken(to: string): Promise<string> {
  const folder = process.env.TEST_MAIL_DIR!;
  for (;;) {
    const letters = (await filedIn(folder)).filter((letter) => letter.to === to).reverse();
    if (letters.length > 0) return tokenIn(letters, to);
    await pause(100);
  }
}
