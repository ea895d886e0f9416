import type { FileFault } from '@/lib/workflow/file-faults';
import { remoteParts, runsSomething } from './office-parts';
import { holdsTestVirus, magicOf } from './signs';
import { listZip, unpack, type ZipEntry } from './zip';

const mainPart = {
  docx: 'wordprocessingml.document.main+xml',
  xlsx: 'spreadsheetml.sheet.main+xml',
  pptx: 'presentationml.presentation.main+xml',
} as const;
export type OfficeKind = keyof typeof mainPart;

const most = { part: 150 * 1024 * 1024, total: 300 * 1024 * 1024 };
const macros = /vbaproject|vbadata|macrosheets|activex/i;
/* Names no office program writes: they lead out of the folder a part is unpacked to, or hide. */
const stray = /(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|\\|^[a-z]:|[\p{Cc}\u202a-\u202e\u2066-\u2069]/iu;
/* Charts keep their figures in a workbook of their own, inside. */
const figures = /\/embeddings\/[^/]+\.(xlsx|docx|pptx)$/i;
const otherFile = /\.(?:html?|mht|mhtml|rtf|svgz|exe|dll|js|vbs|bat|cmd|ps1|jar|lnk|docm|xlsm|pptm|zip|rar|7z)$/i;

/** Whether entries share bytes: then a small file unpacks to a boundless one. */
function overlap(entries: readonly ZipEntry[]): boolean {
  const inOrder = [...entries].sort((a, b) => a.offset - b.offset);
  return inOrder.some((entry, i) => entry.end > (inOrder[i + 1]?.offset ?? Infinity));
}

function directoryFault(entries: readonly ZipEntry[]): FileFault | null {
  if (entries.some((entry) => entry.encrypted)) return 'encrypted';
  const names = entries.map((entry) => entry.name);
  if (names.some((name) => stray.test(name)) || new Set(names.map((n) => n.toLowerCase())).size < names.length)
    return 'two-kinds';
  if (names.some((name) => macros.test(name))) return 'macros';
  if (names.some((name) => otherFile.test(name))) return 'embedded';
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  return total > most.total || entries.some((entry) => entry.size > most.part) || overlap(entries) ? 'bomb' : null;
}

/** What is wrong with one unpacked part, whose `inside` says whether it is a file within an embedded file. */
async function partFault(entry: ZipEntry, part: Buffer, inside: boolean): Promise<FileFault | null> {
  if (holdsTestVirus(part)) return 'test-virus';
  const embedded = figures.exec(entry.name)?.[1]?.toLowerCase() as OfficeKind | undefined;
  if (embedded && !inside) {
    const fault = await officeFault(part, embedded, true);
    return fault === 'wrong-kind' ? 'embedded' : fault;
  }
  // Old pictures of Office are packed by themselves.
  if (magicOf(part) && !/\.[ew]mz$/i.test(entry.name)) return 'embedded';
  if (!/\.(?:xml|rels|vml)$/i.test(entry.name)) return null;
  // Office programs write UTF-8; anything else would read differently here and there.
  if (!/^(?:\u00ef\u00bb\u00bf)?\s*</.test(part.toString('latin1', 0, 64)) && part.length > 0) return 'damaged';
  if (part.includes('<!DOCTYPE') || part.includes('<!ENTITY')) return 'runs';
  if (/\.rels$/i.test(entry.name)) return remoteParts(part);
  return runsSomething(part) ? 'runs' : null;
}

/** What is wrong with a Word, Excel or PowerPoint file: macros, hidden files, calls to elsewhere, bombs. */
export async function officeFault(bytes: Buffer, kind: OfficeKind, inside = false): Promise<FileFault | null> {
  const entries = listZip(bytes);
  const types = entries?.find((entry) => entry.name === '[Content_Types].xml');
  if (!entries || !types) return 'wrong-kind';
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'two-kinds';
  const found = directoryFault(entries);
  if (found) return found;
  const declared = (await unpack(bytes, types, 1024 * 1024))?.toString('utf8') ?? '';
  if (/macroenabled|vbaproject|activex/i.test(declared)) return 'macros';
  if (!declared.includes(`application/vnd.openxmlformats-officedocument.${mainPart[kind]}`)) return 'wrong-kind';
  for (const entry of entries) {
    // One byte more than it says, so that a lie shows.
    const part = await unpack(bytes, entry, entry.size + 1);
    if (part && part.length > entry.size) return 'bomb';
    if (part?.length !== entry.size) return 'damaged';
    const fault = await partFault(entry, part, inside);
    if (fault) return fault;
  }
  return null;
}
