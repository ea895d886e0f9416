import { readFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { turns } from '@/lib/turns';
import type { FileKind } from '@/lib/workflow/evidence';
import { fileFaults, type FileFault } from '@/lib/workflow/file-faults';
import { officeFault } from './inspect-office';
import { pdfFault } from './inspect-pdf';
import { pictureFault } from './inspect-picture';
import { textFault } from './inspect-text';
import { holdsTestVirus } from './signs';

/** Why the bytes of a file are not taken, in words for the person who chose it. */
export type Fault = { code: FileFault; message: string };

async function codeOf(bytes: Buffer, kind: FileKind): Promise<FileFault | null> {
  if (holdsTestVirus(bytes)) return 'test-virus';
  if (kind === 'docx' || kind === 'xlsx' || kind === 'pptx') return officeFault(bytes, kind);
  if (kind === 'csv' || kind === 'txt') return textFault(bytes);
  const found = await fileTypeFromBuffer(bytes);
  if (found?.ext !== (kind === 'jpeg' ? 'jpg' : kind)) return 'wrong-kind';
  return kind === 'pdf' ? pdfFault(bytes) : pictureFault(bytes, kind);
}

const inTurn = turns(2);

/**
 * Whether the stored bytes are what the file's name claims, whole, and nothing besides; null when they are. Holds at most
 * two files in memory at a time.
 */
export async function inspect(path: string, kind: FileKind): Promise<Fault | null> {
  const code = await inTurn(async () => codeOf(await readFile(path), kind));
  if (!code) return null;
  if (code !== 'wrong-kind') return { code, message: fileFaults[code] };
  const message = `The name ends in .${kind}, but the file is of another kind or damaged. Open it, save it again as ${kind.toUpperCase()}, and upload that.`;
  return { code, message };
}
