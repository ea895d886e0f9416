import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { env } from '@/lib/env';

/*
 * The heads of the record's chains, signed and written where the database cannot reach. A line holds the heads that moved
 * since the line before, and a signature over itself and that line, so that none can be changed, taken out or put in.
 */

export type SealedHead = { chain: string; number: number; hash: string };
export type Seal = { at: string; heads: SealedHead[]; previous: string; mac: string };
export type ReadSeal = { line: number; seal: Seal | null; fault?: string };

const start = createHash('sha256').update('Town Green seals').digest('hex');

const file = (): string => path.join(folder(), 'heads.jsonl');

function folder(): string {
  const { AUDIT_DIR } = env();
  if (!AUDIT_DIR) throw new Error('AUDIT_DIR must name the folder of the seals');
  return AUDIT_DIR;
}

function sign({ at, heads, previous }: Omit<Seal, 'mac'>): string {
  const { AUDIT_KEY } = env();
  if (!AUDIT_KEY) throw new Error('AUDIT_KEY must be set to seal or verify the record');
  return createHmac('sha256', AUDIT_KEY)
    .update(JSON.stringify([at, heads, previous]))
    .digest('hex');
}

function parse(text: string): Seal | null {
  try {
    const seal = JSON.parse(text) as Partial<Seal>;
    const whole = typeof seal.mac === 'string' && typeof seal.previous === 'string' && Array.isArray(seal.heads);
    return whole && typeof seal.at === 'string' ? (seal as Seal) : null;
  } catch {
    return null;
  }
}

function faultOf(seal: Seal | null, previous: string): string | undefined {
  if (!seal) return 'it cannot be read.';
  const signature = Buffer.from(sign(seal));
  const given = Buffer.from(seal.mac);
  if (signature.length !== given.length || !timingSafeEqual(signature, given))
    return 'its signature is wrong: it was changed, or written with another key.';
  return seal.previous === previous
    ? undefined
    : 'it does not follow from the line before: lines were taken out or moved.';
}

/** Every seal in the order it was made, one in memory at a time, with what is wrong with its line. Nothing if there is none yet. */
export async function* readSeals(): AsyncGenerator<ReadSeal> {
  const stream = createReadStream(file(), 'utf8');
  const opened = await new Promise<boolean>((done, fail) => {
    stream.once('open', () => done(true));
    stream.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? done(false) : fail(error)));
  });
  if (!opened) return;
  let previous = start;
  let line = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
    line += 1;
    const seal = parse(text);
    yield { line, seal, fault: faultOf(seal, previous) };
    previous = seal?.mac ?? previous;
  }
}

/** Signs heads and appends them after the seal with the signature `previous`, or as the first. */
export async function appendSeal(at: Date, heads: SealedHead[], previous: string | undefined): Promise<void> {
  const unsigned = { at: at.toISOString(), heads, previous: previous ?? start };
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await appendFile(file(), `${JSON.stringify({ ...unsigned, mac: sign(unsigned) })}\n`, { mode: 0o600, flush: true });
}
