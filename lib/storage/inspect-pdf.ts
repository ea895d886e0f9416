import { promisify } from 'node:util';
import { constants, inflate } from 'node:zlib';
import type { FileFault } from '@/lib/workflow/file-faults';
import { alsoZip } from './zip';

/*
 * Looks at names, the words with a stroke before them that say what a PDF does. They stand in plain bytes, or packed into
 * object streams, which are unpacked. A jump to a page when the file is opened (OpenAction) and links to the web are
 * common and harmless; what such an action would run has a name of its own below.
 */
const telling: Record<string, FileFault> = {
  Encrypt: 'encrypted',
  JavaScript: 'runs',
  Launch: 'runs',
  SubmitForm: 'runs',
  ImportData: 'runs',
  RichMedia: 'runs',
  Rendition: 'runs',
  XFA: 'runs',
  GoToE: 'embedded',
  EmbeddedFile: 'embedded',
  EmbeddedFiles: 'embedded',
  Collection: 'embedded',
};
/* Too short to be looked for in packed bytes, where chance writes them. */
const short: Record<string, FileFault> = { JS: 'runs', EF: 'embedded' };
const most = { object: 16 * 1024 * 1024, objects: 64 * 1024 * 1024, tail: 2048 };

const unpack = promisify(inflate);
const plain = (name: string) =>
  name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

function firstFault(text: string, names: Record<string, FileFault>): FileFault | null {
  for (const [, name = ''] of text.matchAll(/\/((?:[A-Za-z]|#[0-9A-Fa-f]{2}){2,40})(?![A-Za-z0-9])/g)) {
    const known = plain(name);
    if (Object.hasOwn(names, known)) return names[known] ?? null;
  }
  return null;
}

type Stream = { dictionary: string; start: number; end: number };

/** The streams of a file, each with the text from the word `obj` before it. */
function streamsOf(text: string): Stream[] {
  const found: Stream[] = [];
  const word = /\bstream\r?\n/g;
  for (let match = word.exec(text); match; match = word.exec(text)) {
    const start = match.index + match[0].length;
    const end = text.indexOf('endstream', start);
    if (end < 0) break;
    const from = Math.max(found.at(-1)?.end ?? 0, text.lastIndexOf('obj', match.index), match.index - 8192);
    found.push({ dictionary: plain(text.slice(from, match.index)), start, end });
    word.lastIndex = end + 'endstream'.length;
  }
  return found;
}

function withoutStreams(text: string, streams: readonly Stream[]): string {
  const parts = streams.map(({ start }, i) => text.slice(streams[i - 1]?.end ?? 0, start));
  return [...parts, text.slice(streams.at(-1)?.end ?? 0)].join('');
}

/** The objects packed into streams, as text; null when one cannot be unpacked or there are far too many. */
async function packedObjects(bytes: Buffer, streams: readonly Stream[]): Promise<string[] | 'bomb' | null> {
  const texts: string[] = [];
  let total = 0;
  for (const { dictionary, start, end } of streams.filter((stream) => stream.dictionary.includes('/ObjStm'))) {
    const filters = dictionary.match(/\/(?:\w+Decode|Fl|LZW|Crypt|Predictor)\b/g) ?? [];
    if (filters.length > 1 || (filters[0] ?? '/FlateDecode') !== '/FlateDecode') return null;
    try {
      const packed = bytes.subarray(start, end);
      // Some writers leave the checksum out: what is there counts.
      const options = { maxOutputLength: most.object, finishFlush: constants.Z_SYNC_FLUSH };
      const text = (filters.length === 0 ? packed : await unpack(packed, options)).toString('latin1');
      total += text.length;
      texts.push(text);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : null;
    }
    if (total > most.objects) return 'bomb';
  }
  return texts;
}

/** What is wrong with a PDF: it must be whole, open to everybody, hold no other file, and run nothing. */
export async function pdfFault(bytes: Buffer): Promise<FileFault | null> {
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - most.tail));
  const end = tail.lastIndexOf('%%EOF');
  if (end < 0 || !tail.includes('startxref')) return alsoZip(bytes) ? 'two-kinds' : 'damaged';
  if (/[^\s\0]/.test(tail.slice(end + 5)) || alsoZip(bytes)) return 'two-kinds';
  const text = bytes.toString('latin1');
  const streams = streamsOf(text);
  const bare = withoutStreams(text, streams);
  const open = firstFault(bare, { ...telling, ...short }) ?? firstFault(text, telling);
  if (open) return open;
  const packed = await packedObjects(bytes, streams);
  if (packed === 'bomb') return 'bomb';
  if (!packed) return 'damaged';
  for (const objects of packed) {
    const found = firstFault(objects, { ...telling, ...short });
    if (found) return found;
  }
  return null;
}
