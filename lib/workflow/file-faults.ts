import { kindOfName, mostBytes } from './evidence';

/** What may be uploaded, as a hint says it. */
export const allowedInWords = 'PDF, pictures (JPEG, PNG, WebP), Word, Excel, PowerPoint, CSV or text, up to 25 MB';

/** Why a file is not taken: a code, and the words for the person who chose it. */
export const fileFaults = {
  empty: 'The file is empty. Choose one with something in it.',
  'too-large': 'The file is larger than 25 MB. Make it smaller, or split it into parts, and upload those.',
  'wrong-kind': `The file is not of the kind its name says, or files of this kind are not taken. Upload ${allowedInWords}.`,
  'name-unseen':
    'The name of the file holds characters that cannot be seen and may hide what it is. Rename it, and upload it again.',
  'name-reserved':
    'The name of the file is one that Windows keeps for itself, so reviewers could not save it. Rename it, and upload it again.',
  'name-twice': 'The name of the file has the ending of a program before its last one. Rename it, and upload it again.',
  'name-long': 'The name of the file is longer than 255 characters. Shorten it, and upload it again.',
  damaged:
    'The file is damaged, cut off or written in an unusual way. Open it, save it again or print it to PDF, and upload that.',
  encrypted:
    'The file is protected by a password or by restrictions, so it cannot be checked. Save a copy without protection, and upload that.',
  macros: 'The file holds macros. Save a copy without macros, or as PDF, and upload that.',
  runs: 'The file can start a script, a program or a form of its own when it is opened. Print it to PDF, and upload that.',
  embedded: 'The file holds other files inside it. Take them out, or print it to PDF, and upload those by themselves.',
  remote: 'The file fetches a part of itself from another computer when it is opened. Save it as PDF, and upload that.',
  'two-kinds':
    'The file is of two kinds at once, or something is hidden in it. Open it, save it again, and upload the new copy.',
  bomb: 'The file unpacks to far more than a document holds. Save it as PDF, or split it, and upload that.',
  pixels: 'The picture has more than 100 million pixels. Make it smaller, and upload that.',
  infected:
    'A virus was found in the file, and it was not kept. Have the computer it comes from looked at, and upload a clean copy.',
  'library-full':
    'The town’s library has no room left for the file. Remove files that are cited nowhere, or ask the program’s coordinators for more room.',
  'test-virus': 'The file holds the pattern that virus scanners are tried out with. Such a file is never taken.',
} as const;

export type FileFault = keyof typeof fileFaults;

/* Bidirectional overrides and isolates turn "exe.pdf" around; controls cut names or add lines. */
const unseen = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;
/* Programs and scripts only: "Budget.xlsm.pdf" and "aldbrook.com.pdf" are honest prints. */
const runnable =
  /\.(?:exe|bat|cmd|scr|pif|msi|msp|dll|cpl|lnk|url|js|jse|mjs|vbs|vbe|wsf|wsh|hta|ps1|sh|jar|apk)\s*\.[^.]+$/i;

/** What is wrong with a file's name as it was sent; null when nothing is. Folders before the name do not matter. */
export function nameFault(name: string): FileFault | null {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  if (unseen.test(base)) return 'name-unseen';
  if (base.length > 255) return 'name-long';
  if (reserved.test(base.trim())) return 'name-reserved';
  return runnable.test(base) ? 'name-twice' : null;
}

/** What is wrong with a file before a byte of it is sent, in words; null when nothing is. */
export function faultOf(file: { name: string; size: number }): string | null {
  const named = nameFault(file.name);
  if (named) return fileFaults[named];
  if (!kindOfName(file.name)) return fileFaults['wrong-kind'];
  if (file.size === 0) return fileFaults.empty;
  return file.size > mostBytes ? fileFaults['too-large'] : null;
}
