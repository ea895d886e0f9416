import type { EvidenceView } from './views';

/** The most bytes one file may hold: 25 MB, counted as people's computers count them. */
export const mostBytes = 25 * 1024 * 1024;

/** The most citations one step may carry. */
export const mostPerStep = 20;

/** The most files one plain form post may carry. */
export const mostPerPost = 20;

/** What may be uploaded: the ending of the name and the media type it is served with. */
export const fileKinds = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  csv: 'text/csv',
  txt: 'text/plain',
} as const;

export type FileKind = keyof typeof fileKinds;

/** Bytes that the files of a town take up, and may. */
export type Space = { used: number; most: number };

/** The kind a file's name claims by its ending, or null when such files are not taken. */
export function kindOfName(name: string): FileKind | null {
  const ending = /[^.\s][^.]*\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return ending in fileKinds ? (ending as FileKind) : null;
}

/** Media types that a page may draw; everything else is only downloaded. */
export const drawable: readonly string[] = [fileKinds.pdf, fileKinds.jpg, fileKinds.png, fileKinds.webp];

/** Why an address cannot be kept as a link, or null when it can. Nothing is fetched. */
export function linkFault(address: string): string | null {
  if (!URL.canParse(address)) return 'Enter the whole address, beginning with https://.';
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return 'Enter an address that begins with https:// or http://.';
  if (url.username || url.password) return 'Leave the user name and password out of the address.';
  return null;
}

/** The page a pinpoint names ("page 4", "pages 4 to 6", "p. 4", "4"), or 1. */
export function pageOf(pinpoint: string | null): number {
  const match = /(?:\bpages?|\bpp?\.?)\s*(\d{1,4})|^\s*(\d{1,4})\s*$/i.exec(pinpoint ?? '');
  return Math.max(1, Number(match?.[1] ?? match?.[2] ?? 1));
}

/** Evidence in the library, with the steps that cite it now. */
export type LibraryEntry = EvidenceView & {
  cited: {
    citation: string;
    application: string;
    year: number;
    action: string;
    actionTitle: string;
    step: string;
    pinpoint: string | null;
  }[];
  /** Never part of a submission, and cited nowhere. */
  removable: boolean;
};
