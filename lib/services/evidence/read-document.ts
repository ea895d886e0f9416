import { decoded } from '@/lib/storage/office-parts';
import { pdfPages } from '@/lib/storage/pdf-pages';
import { listZip, unpack } from '@/lib/storage/zip';

/** What a document shows that may be a list: the rows of its tables, and its lines. */
export type Shown = { rows: string[][]; lines: string[] };

const most = { part: 8 * 1024 * 1024, parts: 40, rows: 1000 };

/* Documents and slides name their tables alike: tr, tc and t, under w or a. */
const pieces = /<(\/?)[wa]:(tr|tc|p)\b[^>]*?(\/?)>|<[wa]:t(?:\s[^>]*)?>([^<]*)<|<[wa]:(?:tab|br)\b/g;

function shownIn(xml: string): Shown {
  const shown: Shown = { rows: [], lines: [] };
  let row: string[] = [];
  let [text, inCell] = ['', false];
  for (const [, closing, tag, empty, letters] of xml.matchAll(pieces)) {
    if (shown.rows.length + shown.lines.length >= most.rows) break;
    if (!tag) text += letters === undefined ? ' ' : decoded(letters);
    else if (!closing && !empty) {
      if (tag === 'tr') row = [];
      if (tag === 'tc') [text, inCell] = ['', true];
    } else if (tag === 'tr') shown.rows.push(row);
    else if (tag === 'tc') {
      row.push(text);
      [text, inCell] = ['', false];
    } else if (inCell) text += ' ';
    else {
      shown.lines.push(text);
      text = '';
    }
  }
  return shown;
}

/** What the first part of a Word document, or each slide, shows. */
export async function officeShown(bytes: Buffer): Promise<Shown[]> {
  const entries = (listZip(bytes) ?? []).filter(({ name }) =>
    /^(?:word\/document|ppt\/slides\/[^/]+)\.xml$/.test(name),
  );
  const found: Shown[] = [];
  for (const entry of entries.slice(0, most.parts))
    found.push(shownIn((await unpack(bytes, entry, most.part))?.toString('utf8') ?? ''));
  return found;
}

/** What each page of a PDF shows: every line is a row of its own, cut where there are gaps. */
export const pdfShown = async (bytes: Buffer): Promise<Shown[]> =>
  (await pdfPages(bytes)).map((rows) => ({ rows, lines: rows.map((row) => row.join(' ')) }));
