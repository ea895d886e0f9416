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
};

type CitationRow = {
  id: string;
  step: string;
  slot: string;
  row: string | null;
  pinpoint: string | null;
  evidence: EvidenceRow;
};

/** No scanner is part of this release; nothing pretends otherwise. */
const scanOf = (row: EvidenceRow) => (row.kind === 'file' ? 'Not scanned: no scanner is set up.' : '');

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
  scan: scanOf(row),
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
export const withAuthor = { addedBy: { select: { name: true } } } as const;
