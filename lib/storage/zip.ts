import { createInflateRaw } from 'node:zlib';

/** One file inside a ZIP container; its packed bytes lie from `start` to `end`. */
export type ZipEntry = {
  name: string;
  method: number;
  encrypted: boolean;
  /** Unpacked bytes, as the directory says; the truth is known only after unpacking. */
  size: number;
  offset: number;
  start: number;
  end: number;
};

const most = { entries: 10_000, tail: 22 + 0xffff };
const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };
const endMark = Buffer.from('PK\x05\x06', 'latin1');

type End = { entries: number; size: number; offset: number; last: number };

/** The end record nearest to the end of the bytes that could be one: not split over disks, its directory before it. */
function endOf(bytes: Buffer): End | null {
  const first = Math.max(0, bytes.length - most.tail);
  for (let at = bytes.lastIndexOf(endMark); at >= first; at = at > 0 ? bytes.lastIndexOf(endMark, at - 1) : -1) {
    if (at + 22 > bytes.length || bytes.readUInt32LE(at + 4) !== 0) continue;
    const [entries, size, offset] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 12),
      bytes.readUInt32LE(at + 16),
    ];
    if (bytes.readUInt16LE(at + 8) !== entries || size > at) continue;
    return { entries, size, offset, last: at + 22 + bytes.readUInt16LE(at + 20) };
  }
  return null;
}

/** Whether the bytes also open as a ZIP container, which may begin anywhere in them. */
export const alsoZip = (bytes: Buffer): boolean => endOf(bytes) !== null;

function entryAt(bytes: Buffer, at: number): { entry: ZipEntry; next: number } | null {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== signature.central) return null;
  const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((o) => bytes.readUInt16LE(at + o));
  const raw = bytes.subarray(at + 46, at + 46 + name);
  const offset = bytes.readUInt32LE(at + 42);
  if (raw.length < name || offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== signature.local) return null;
  // What the directory calls a part and what the part calls itself must agree, or two programs see two files.
  const local = bytes.readUInt16LE(offset + 26);
  if (!bytes.subarray(offset + 30, offset + 30 + local).equals(raw)) return null;
  const start = offset + 30 + local + bytes.readUInt16LE(offset + 28);
  const entry = {
    name: raw.toString('utf8'),
    encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    method: bytes.readUInt16LE(at + 10),
    size: bytes.readUInt32LE(at + 24),
    offset,
    start,
    end: start + bytes.readUInt32LE(at + 20),
  };
  return { entry, next: at + 46 + name + extra + comment };
}

/**
 * The directory of a ZIP container that is nothing else besides: it begins with its first part and ends with its end
 * record. Null when it is none, is damaged, or has more parts than an office file ever has.
 */
export function listZip(bytes: Buffer): ZipEntry[] | null {
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== signature.local) return null;
  const end = endOf(bytes);
  if (!end || end.last !== bytes.length || end.entries > most.entries || end.offset + end.size > bytes.length)
    return null;
  const entries: ZipEntry[] = [];
  let at = end.offset;
  for (let i = 0; i < end.entries; i += 1) {
    const found = entryAt(bytes, at);
    if (!found) return null;
    entries.push(found.entry);
    at = found.next;
  }
  return entries;
}

/** The first `limit` bytes of an entry, unpacked; null when it cannot be read. A bomb costs no more than the limit. */
export async function unpack(bytes: Buffer, entry: ZipEntry, limit: number): Promise<Buffer | null> {
  const packed = bytes.subarray(entry.start, entry.end);
  if (entry.encrypted || (entry.method !== 0 && entry.method !== 8)) return null;
  if (entry.method === 0) return packed.subarray(0, limit);
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  inflate.end(packed);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= limit) break;
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
