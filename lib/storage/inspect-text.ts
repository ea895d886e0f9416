import { isUtf8 } from 'node:buffer';
import type { FileFault } from '@/lib/workflow/file-faults';

/* Formats that are written in plain characters and run, or pose as a page or sheet, when opened. */
const posing =
  /^(?:%PDF-|%!PS|\{\\rtf|#!|ID;P|MIME-Version:|<\?xml|<\?php|<!doctype|<!--|<\/?(?:html|head|body|script|svg|iframe|style|title|meta|link|a|img|div|object|embed)[\s/>])/i;

/* Cells that a spreadsheet program would take for a call of another program or of another computer. */
const calling = new RegExp(
  [
    String.raw`[=+@-][^,;|\t\r\n]{0,40}\|\s*(?:'[^'\r\n]*'|[\w. /\\-]{1,200})!\w`,
    String.raw`[=+@-]\s*(?:[\w(+@-]{0,40}[=+@(-])?\s*(?:DDE|WEBSERVICE|IMPORT(?:XML|DATA|FEED|HTML|RANGE)|CALL|EXEC|REGISTER|RTD)\s*\(`,
  ]
    .map((call) => String.raw`(?:^|[,;\t])\s*"?'?\s*${call}`)
    .join('|'),
  'im',
);

const allowed = new Set([0x09, 0x0a, 0x0c, 0x0d]);
const controls = new Set([...Array(0x20).keys(), 0x7f].filter((byte) => !allowed.has(byte)));
/** Bytes that mean nothing in Windows-1252. */
const undefinedIn1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

function holdsAny(bytes: Buffer, wanted: ReadonlySet<number>): boolean {
  for (const byte of wanted) if (bytes.includes(byte)) return true;
  return false;
}

/** What is wrong with a text or table: it must be characters alone, pose as nothing else, and call nothing. */
export function textFault(bytes: Buffer): FileFault | null {
  const text = bytes.toString('latin1');
  const begun = text
    .slice(0, 1024)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (posing.test(begun) || holdsAny(bytes, controls)) return 'wrong-kind';
  if (calling.test(text)) return 'runs';
  return isUtf8(bytes) || !holdsAny(bytes, undefinedIn1252) ? null : 'wrong-kind';
}
