import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { env } from '@/lib/env';

export type Stored = { key: string; bytes: number; sha256: string };

/** Thrown when a stream holds more bytes than it may. */
export class TooLarge extends Error {}

const place = (key: string) => path.join(env().STORAGE_DIR, key.slice(0, 2), key);

/**
 * Streams bytes to a random name and returns it with their count and SHA-256. Nothing is left behind when the stream
 * fails, is cut off, or holds more than `most` bytes (TooLarge).
 */
export async function store(source: Readable, most: number): Promise<Stored> {
  const key = randomUUID();
  const target = place(key);
  const partial = `${target}.part`;
  const digest = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most) return done(new TooLarge());
      digest.update(chunk);
      done(null, chunk);
    },
  });
  await mkdir(path.dirname(target), { recursive: true });
  try {
    await pipeline(source, measure, createWriteStream(partial, { flags: 'wx', flush: true }));
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return { key, bytes, sha256: digest.digest('hex') };
}

/** The path of stored bytes, for reading their first part. */
export const pathOf = (key: string): string => place(key);

/** A stream of stored bytes from the first of `range` to its last, or of them all. Throws ENOENT when they are gone. */
export async function read(key: string, range: { start?: number; end?: number } = {}): Promise<Readable> {
  const file = await open(place(key));
  return file.createReadStream(range);
}

/** Whether bytes are stored under this name. */
export const has = (key: string): Promise<boolean> =>
  stat(place(key)).then(
    () => true,
    () => false,
  );

/** Removes stored bytes; nothing happens if they are gone already. */
export const remove = (key: string): Promise<void> => rm(place(key), { force: true });

/** The size of stored bytes, or null when they are gone. */
export const sizeOf = (key: string): Promise<number | null> =>
  stat(place(key)).then(
    ({ size }) => size,
    () => null,
  );

/** The SHA-256 of stored bytes as they are now, in hex. Throws ENOENT when they are gone. */
export async function hashOf(key: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(place(key)) as AsyncIterable<Buffer>) digest.update(chunk);
  return digest.digest('hex');
}

/** One file of the storage. `key` is null for bytes that were never whole. */
export type Kept = { path: string; key: string | null; changedAt: Date };

const named = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\.part)?$/;

/** Every file the storage holds under a name of its own making; whatever else lies there is left alone. */
export async function* storedFiles(): AsyncGenerator<Kept> {
  const folder = await opendir(env().STORAGE_DIR, { recursive: true });
  for await (const entry of folder) {
    const name = named.exec(entry.name);
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || !name || (!name[2] && file !== place(entry.name))) continue;
    // It may be gone by now: a part that became whole, a file that was removed.
    const found = await stat(file).catch(() => null);
    if (found) yield { path: file, key: name[2] ? null : entry.name, changedAt: found.mtime };
  }
}

/** Removes one file of the storage. */
export const removeKept = ({ path: file }: Kept): Promise<void> => rm(file, { force: true });
