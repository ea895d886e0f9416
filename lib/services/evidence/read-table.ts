import { open, readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { listZip, unpack } from '@/lib/storage/zip';
import type { FileKind } from '@/lib/workflow/evidence';
import { officeShown, pdfShown, type Shown } from './read-document';
import { linesNamePeople, namesPeople } from './people-in-table';

const most = { bytes: 2 * 1024 * 1024, part: 8 * 1024 * 1024, rows: 500, sheets: 10 };

async function textOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(most.bytes);
    const { bytesRead } = await file.read(buffer, 0, most.bytes, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const text = new TextDecoder('utf-8').decode(bytes);
    // A cut at the limit may split one character; more than that is another encoding.
    return text.split('\uFFFD').length > 2 ? new TextDecoder('windows-1252').decode(bytes) : text;
  } finally {
    await file.close();
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (xml: string): string =>
  [...xml.matchAll(/<t(?:\s[^>]*)?>([^<]*)<\/t>/g)]
    .map((match) => match[1] ?? '')
    .join('')
    .replace(/&(\w+);/g, (whole, entity: string) => entities[entity] ?? whole);

/** The index of a column called A, B … AA. */
const columnOf = (reference: string): number =>
  [...reference].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function sheetRows(xml: string, shared: readonly string[]): string[][] {
  const rows: string[][] = [];
  for (const row of xml.matchAll(/<row\b[^>]*?(?:\/>|>([\s\S]*?)<\/row>)/g)) {
    if (rows.length >= most.rows) break;
    const cells: string[] = [];
    for (const cell of (row[1] ?? '').matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
      const [, attributes = '', inside = ''] = cell;
      const value = /<v>([^<]*)<\/v>/.exec(inside)?.[1] ?? '';
      const text = /\bt="s"/.test(attributes) ? (shared[Number(value)] ?? '') : plain(inside) || value;
      const reference = /\br="([A-Z]{1,3})\d+"/.exec(attributes)?.[1];
      cells[Math.min(reference ? columnOf(reference) : cells.length, 200)] = text;
    }
    rows.push(Array.from(cells, (text) => text ?? ''));
  }
  return rows;
}

async function workbookNamesPeople(path: string): Promise<boolean> {
  const bytes = await readFile(path);
  const entries = listZip(bytes) ?? [];
  const part = async (wanted: (name: string) => boolean) => {
    const found = entries.filter((entry) => wanted(entry.name)).slice(0, most.sheets);
    const texts: string[] = [];
    for (const entry of found) texts.push((await unpack(bytes, entry, most.part))?.toString('utf8') ?? '');
    return texts;
  };
  const [strings = ''] = await part((name) => name === 'xl/sharedStrings.xml');
  const shared = [...strings.matchAll(/<si\b[^>]*>([\s\S]*?)<\/si>/g)].map((match) => plain(match[1] ?? ''));
  const sheets = await part((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name));
  return sheets.some((xml) => namesPeople(sheetRows(xml, shared)));
}

const showsPeople = ({ rows, lines }: Shown): boolean => namesPeople(rows) || linesNamePeople(lines);

/** Whether the first part of a stored table, text or document looks like a list of people with their details. */
export async function fileNamesPeople(path: string, kind: FileKind): Promise<boolean> {
  if (kind === 'xlsx') return workbookNamesPeople(path);
  if (kind === 'docx' || kind === 'pptx') return (await officeShown(await readFile(path))).some(showsPeople);
  if (kind === 'pdf') return (await pdfShown(await readFile(path))).some(showsPeople);
  if (kind !== 'csv' && kind !== 'txt') return false;
  const text = await textOf(path);
  if (linesNamePeople(text.split(/\r\n|\r|\n/).slice(0, most.rows))) return true;
  const { data } = Papa.parse<string[]>(text, { preview: most.rows, skipEmptyLines: 'greedy' });
  return namesPeople(data);
}
