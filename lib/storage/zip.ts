import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';

/** One file inside a ZIP container, as its directory lists it. */
export type ZipEntry = { name: string; method: number; compressed: number; offset: number; encrypted: boolean };

const most = { entries: 10_000, directory: 4 * 1024 * 1024, tail: 22 + 0xffff };
const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };

async function slice(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, start);
  return buffer.subarray(0, bytesRead);
}

/** The end record: it must be the very last thing in the file, its comment included. */
function endOf(tail: Buffer): { entries: number; size: number; offset: number } | null {
  for (let at = tail.length - 22; at >= 0; at -= 1)
    if (tail.readUInt32LE(at) === signature.end && at + 22 + tail.readUInt16LE(at + 20) === tail.length)
      return {
        entries: tail.readUInt16LE(at + 10),
        size: tail.readUInt32LE(at + 12),
        offset: tail.readUInt32LE(at + 16),
      };
  return null;
}

function entriesIn(directory: Buffer, count: number): ZipEntry[] | null {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== signature.central) return null;
    const [name, extra, comment] = [28, 30, 32].map((o) => directory.readUInt16LE(at + o)) as [number, number, number];
    if (at + 46 + name > directory.length) return null;
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + name),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      compressed: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** The directory of a ZIP container; null when the file is none, is damaged, or is larger than an office file ever is. */
export async function listZip(path: string): Promise<ZipEntry[] | null> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = await slice(file, 0, 4);
    if (head.length < 4 || head.readUInt32LE(0) !== signature.local) return null;
    const length = Math.min(size, most.tail);
    const end = endOf(await slice(file, size - length, length));
    if (!end || end.entries > most.entries || end.size > most.directory || end.offset + end.size > size) return null;
    return entriesIn(await slice(file, end.offset, end.size), end.entries);
  } finally {
    await file.close();
  }
}

/** The first `limit` bytes of an entry, unpacked; null when it cannot be read. A bomb costs no more than the limit. */
export async function readEntry(path: string, entry: ZipEntry, limit: number): Promise<Buffer | null> {
  if (entry.encrypted || (entry.method !== 0 && entry.method !== 8) || entry.compressed === 0) return null;
  const file = await open(path);
  let start: number;
  try {
    const local = await slice(file, entry.offset, 30);
    if (local.length < 30 || local.readUInt32LE(0) !== signature.local) return null;
    start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  } finally {
    await file.close();
  }
  const packed = createReadStream(path, { start, end: start + entry.compressed - 1 });
  const inflate = createInflateRaw();
  const source = entry.method === 8 ? packed.on('error', (error) => inflate.destroy(error)).pipe(inflate) : packed;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= limit) break;
    }
  } catch {
    return null;
  } finally {
    packed.destroy();
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
