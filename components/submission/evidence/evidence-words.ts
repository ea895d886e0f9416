import { fileSize, isoDay, shortDay } from '@/lib/words';
import type { CitationView, EvidenceView } from '@/lib/workflow/views';

/** PDF, JPG, DOCX or LINK: the kind on a chip. */
export function kindWord(evidence: Pick<EvidenceView, 'kind' | 'fileName'>): string {
  if (evidence.kind === 'link') return 'LINK';
  const ending = /\.([^.]+)$/.exec(evidence.fileName ?? '')?.[1]?.toUpperCase() ?? 'FILE';
  return ending === 'JPEG' ? 'JPG' : ending;
}

/** "1.2 MB, added Jul 2, 2024 by Tom Breslin. Not scanned: no scanner is set up." */
export function metaWords(evidence: EvidenceView): string {
  const size = evidence.bytes === null ? '' : `${fileSize(evidence.bytes)}, `;
  const added = `${size}added ${shortDay(isoDay(new Date(evidence.addedAt)))} by ${evidence.addedBy}.`;
  return `${added.charAt(0).toUpperCase()}${added.slice(1)} ${evidence.scan}`.trim();
}

/** The file as a download; a link as itself. */
export const addressOf = (evidence: EvidenceView): string =>
  evidence.kind === 'link' ? (evidence.url ?? '') : `/api/evidence/${evidence.id}`;

/** The rows of a list that evidence can be cited for. */
export type RowChoice = { id: string; label: string };

/** "Shows Dana Whitlock, Housing First", when the citation is for one row. */
export function showsWords(citation: CitationView, rows: readonly RowChoice[] = []): string | undefined {
  if (!citation.row) return undefined;
  return `Shows ${rows.find((row) => row.id === citation.row)?.label ?? 'a row that was removed'}`;
}

/** What is confirmed of a file that looks like a list of people. */
export const acknowledgement =
  'This is not a by-name list of people without a home, and its details of people may be kept here.';
