import sharp from 'sharp';
import type { FileFault } from '@/lib/workflow/file-faults';
import { holdsMarkup, magicOf } from './signs';
import { alsoZip } from './zip';

const mostPixels = 100_000_000;

/** Where a JPEG's picture ends, walking its segments; null when it is cut off. */
function jpegEnd(bytes: Buffer): number | null {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return at + 2;
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else {
      at += 2 + bytes.readUInt16BE(at + 2);
      // After the start of a scan come its coded bytes, in which a marker never stands.
      if (marker === 0xda) {
        const coded = (next: number | undefined) => next === 0 || (next !== undefined && next >= 0xd0 && next <= 0xd7);
        for (at = bytes.indexOf(0xff, at); at >= 0 && coded(bytes[at + 1]);) at = bytes.indexOf(0xff, at + 2);
        if (at < 0) return null;
      }
    }
  }
  return bytes[at] === 0xff && bytes[at + 1] === 0xd9 ? at + 2 : null;
}

function pngEnd(bytes: Buffer): number | null {
  for (let at = 8; at + 12 <= bytes.length;) {
    const next = at + 12 + bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return next;
    at = next;
  }
  return null;
}

const webpEnd = (bytes: Buffer): number => 8 + bytes.readUInt32LE(4);

const endOf = { jpg: jpegEnd, jpeg: jpegEnd, png: pngEnd, webp: webpEnd };

/* Cameras put more behind a picture: a second one, a short film, their own notes. */
const cameras = (rest: Buffer) =>
  rest.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')) ||
  rest.toString('latin1', 4, 8) === 'ftyp' ||
  rest.subarray(-4).toString('latin1') === 'SEFT';

/** What is wrong with a picture: it must be whole, of a size that can be drawn, and hold nothing else. */
export async function pictureFault(bytes: Buffer, kind: keyof typeof endOf): Promise<FileFault | null> {
  const end = endOf[kind](bytes);
  if (end === null || end > bytes.length) return 'damaged';
  if (alsoZip(bytes) || bytes.subarray(0, 1024).includes('%PDF-') || holdsMarkup(bytes)) return 'two-kinds';
  const rest = bytes.subarray(end);
  const empty = rest.every((byte) => byte === 0 || byte === 0x0a || byte === 0x0d);
  if (!empty && (!(kind === 'jpg' || kind === 'jpeg') || magicOf(rest) || !cameras(rest))) return 'two-kinds';
  try {
    // The header alone: nothing is unpacked before its size is known.
    const { width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return width * height * pages > mostPixels ? 'pixels' : null;
  } catch {
    return 'damaged';
  }
}
