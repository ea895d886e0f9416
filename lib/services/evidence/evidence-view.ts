import type { ScanState } from '@/lib/db/generated/client';
import { isoDay, shortDay } from '@/lib/words';
import type { LinkView } from '@/lib/workflow/link-words';
import type { CitationView, EvidenceView } from '@/lib/workflow/views';

type EvidenceRow = {
  id: string;
  kind: 'file' | 'link';
  title: string;
  url: string | null;
  fileName: string | null;
  mediaType: string | null;
  bytes: number | null;
  addedAt: Date;
  addedBy: { name: string };
  linkCheck: LinkView | null;
  scan: ScanState;
  scannedAt: Date | null;
  missingAt: Date | null;
};

type CitationRow = {
  id: string;
  step: string;
  slot: string;
  row: string | null;
  pinpoint: string | null;
  evidence: EvidenceRow;
};

const scanWords: Record<ScanState, (day: string) => string> = {
  not_scanned: () => 'Not scanned for viruses.',
  clean: (day) => `Scanned for viruses on ${day}: none found.`,
  infected: () => 'A virus was found in it, so the file was removed. Upload a clean copy.',
  failed: () => 'Could not be scanned for viruses yet; it will be tried again.',
};

function scanOf({ kind, scan, scannedAt, missingAt }: EvidenceRow): string {
  if (kind === 'link') return '';
  if (scan !== 'infected' && missingAt) return 'The file is missing or damaged in the storage. Upload it again.';
  return scanWords[scan](scannedAt ? shortDay(isoDay(scannedAt)) : '');
}

const unchecked: LinkView = {
  state: 'unchecked',
  reason: null,
  status: null,
  checkedAt: null,
  aliveAt: null,
  address: null,
  title: null,
  extract: null,
  hash: null,
};

function linkOf(check: LinkView | null): LinkView {
  if (!check) return unchecked;
  const { state, reason, status, checkedAt, aliveAt, address, title, extract, hash } = check;
  return { state, reason, status, checkedAt, aliveAt, address, title, extract, hash };
}

/** Evidence as screens show it; the name it is stored under stays on the server. */
export const evidenceView = (row: EvidenceRow): EvidenceView => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  url: row.url,
  fileName: row.fileName,
  mediaType: row.mediaType,
  bytes: row.bytes,
  addedBy: row.addedBy.name,
  addedAt: row.addedAt,
  link: row.kind === 'link' ? linkOf(row.linkCheck) : null,
  scan: scanOf(row),
  gone: row.scan === 'infected' || row.missingAt !== null,
});

/** A citation as screens show it. */
export const citationView = (row: CitationRow): CitationView => ({
  id: row.id,
  step: row.step,
  slot: row.slot,
  row: row.row,
  pinpoint: row.pinpoint,
  evidence: evidenceView(row.evidence),
});

/** What a query must include for `evidenceView`. */
export const withAuthor = { addedBy: { select: { name: true } }, linkCheck: true } as const;
