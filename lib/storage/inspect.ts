import { createReadStream } from 'node:fs';
import { fileTypeFromFile } from 'file-type';
import type { FileKind } from '@/lib/workflow/evidence';
import { listZip, readEntry } from './zip';

/** Why the bytes of a file are not taken, in words for the person who chose it. */
export type Fault = { code: string; message: string };

const fault = (code: string, message: string): Fault => ({ code, message });
const differs = (kind: FileKind) =>
  fault(
    'wrong-kind',
    `The name ends in .${kind}, but the file is of another kind or damaged. Open it, save it again as ${kind.toUpperCase()}, and upload that.`,
  );

const office: Partial<Record<FileKind, string>> = {
  docx: 'wordprocessingml.document.main+xml',
  xlsx: 'spreadsheetml.sheet.main+xml',
  pptx: 'presentationml.presentation.main+xml',
};
const active = /vbaproject|vbadata|macrosheets|activex/i;

async function officeFault(path: string, kind: FileKind, mainPart: string): Promise<Fault | null> {
  const entries = await listZip(path);
  const types = entries?.find((entry) => entry.name === '[Content_Types].xml');
  const declared = types && (await readEntry(path, types, 1024 * 1024))?.toString('utf8');
  if (!entries || !declared) return differs(kind);
  if (entries.some((entry) => active.test(entry.name)) || /macroenabled|vbaproject|activex/i.test(declared))
    return fault('macros', 'The file holds macros. Save a copy without macros, or as PDF, and upload that.');
  return declared.includes(`application/vnd.openxmlformats-officedocument.${mainPart}`) ? null : differs(kind);
}

/* Formats that are written in plain characters and run, or pose as a page, when opened. */
const posing =
  /^(?:%PDF-|%!PS|\{\\rtf|#!|<\?xml|<\?php|<!doctype|<!--|<\/?(?:html|head|body|script|svg|iframe|style|title|meta|link|a|img|div|object|embed)[\s/>])/i;
/** Bytes that mean nothing in Windows-1252. */
const undefinedIn1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const isControl = (byte: number) => byte === 0x7f || (byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte));

async function textFault(path: string, kind: FileKind): Promise<Fault | null> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let [isUtf8, is1252, begun] = [true, true, false];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (
      !begun &&
      posing.test(
        chunk
          .subarray(0, 1024)
          .toString('latin1')
          .replace(/^\u00ef\u00bb\u00bf/, '')
          .trimStart(),
      )
    )
      return fault(
        'wrong-kind',
        `This is not plain text, although its name ends in .${kind}. Save it as PDF, and upload that.`,
      );
    begun = true;
    if (chunk.some(isControl)) return differs(kind);
    is1252 &&= !chunk.some((byte) => undefinedIn1252.has(byte));
    try {
      if (isUtf8) utf8.decode(chunk, { stream: true });
    } catch {
      isUtf8 = false;
    }
  }
  try {
    if (isUtf8) utf8.decode();
  } catch {
    isUtf8 = false;
  }
  return isUtf8 || is1252 ? null : differs(kind);
}

/** Whether the stored bytes are what the file's name claims, without macros; null when they are. Reads bounded amounts. */
export async function inspect(path: string, kind: FileKind): Promise<Fault | null> {
  const mainPart = office[kind];
  if (mainPart) return officeFault(path, kind, mainPart);
  if (kind === 'csv' || kind === 'txt') return textFault(path, kind);
  const found = await fileTypeFromFile(path);
  return found?.ext === (kind === 'jpeg' ? 'jpg' : kind) ? null : differs(kind);
}
