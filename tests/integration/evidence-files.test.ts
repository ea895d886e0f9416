import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { fileNamesPeople } from '@/lib/services/evidence/read-table';
import { inspect } from '@/lib/storage/inspect';
import { unpack } from '@/lib/storage/zip';
import { kindOfName, type FileKind } from '@/lib/workflow/evidence';
import { office, zip } from '@/tests/support/evidence-world';
import { printed } from '@/tests/support/good-files';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'town-green-corpus-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function saved(content: string | Buffer): Promise<string> {
  const file = path.join(folder, crypto.randomUUID());
  await writeFile(file, content);
  return file;
}
const judged = async (name: string, content: string | Buffer) =>
  (await inspect(await saved(content), kindOfName(name) as FileKind))?.code ?? 'taken';

const pdf = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n';
const pixels = { create: { width: 4, height: 4, channels: 3 as const, background: '#17603f' } };
const utf16 = Buffer.from('\ufeffhello', 'utf16le');
const cfb = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)]);

describe('files that are taken', () => {
  it.each(['png', 'jpg', 'jpeg', 'webp'] as const)('a picture as .%s', async (kind) => {
    const bytes = await sharp(pixels)
      .toFormat(kind === 'jpg' ? 'jpeg' : kind)
      .toBuffer();
    expect(await judged(`a.${kind}`, bytes)).toBe('taken');
  });

  it.each([
    ['minutes.pdf', pdf],
    ['MINUTES.PDF', pdf],
    ['plan.docx', office('docx', { 'word/document.xml': '<w/>' })],
    ['log.xlsx', office('xlsx')],
    ['slides.pptx', office('pptx')],
    ['one.txt', 'x'],
    ['accents.txt', 'Renée Gault, naïve café\r\n'],
    ['accents-1252.csv', Buffer.from([0x52, 0x65, 0x6e, 0xe9, 0x65, 0x2c, 0x93, 0x94, 0x0a])],
    ['bom.csv', '\ufeffName,Topic\nA,B\n'],
    ['bmw.txt', 'BMW of Aldbrook gave 3 bicycles.'],
    ['comparison.txt', 'a < b and b > c'],
  ])('%s', async (name, content) => {
    expect(await judged(name, content)).toBe('taken');
  });
});

describe('files that are not taken', () => {
  it.each([
    ['renamed program', 'a.pdf', Buffer.from('MZ\x90\x00\x03\x00\x00\x00')],
    ['page posing as PDF', 'a.pdf', `<html><script>alert(1)</script></html>${pdf}`],
    ['text before the PDF', 'a.pdf', `junk\n${pdf}`],
    ['PDF posing as text', 'a.txt', pdf],
    ['page as text', 'a.txt', '\n  <!DOCTYPE html><p>hi'],
    ['page as CSV with a mark', 'a.csv', '\ufeff<html><body>'],
    ['script as text', 'a.txt', '<script>alert(1)</script>'],
    ['drawing as text', 'a.txt', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['XML as text', 'a.txt', '<?xml version="1.0"?><svg/>'],
    ['shell script as text', 'a.txt', '#!/bin/sh\nrm -rf /\n'],
    ['rich text as text', 'a.txt', '{\\rtf1 hello}'],
    ['NUL in text', 'a.txt', 'abc\0def'],
    ['NUL late in text', 'a.csv', `${'a,b\n'.repeat(40_000)}\0`],
    ['UTF-16 text', 'a.txt', utf16],
    ['neither UTF-8 nor 1252', 'a.txt', Buffer.from([0x41, 0x81, 0xff])],
    ['picture as another', 'a.jpg', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['drawing as picture', 'a.png', '<svg/>'],
    ['GIF as PNG', 'a.png', Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1')],
    ['archive as DOCX', 'a.docx', zip({ 'readme.txt': 'hello' })],
    ['workbook as DOCX', 'a.docx', office('xlsx')],
    ['old Word as DOCX', 'a.docx', cfb],
    ['archive with a tail', 'a.docx', Buffer.concat([office('docx'), Buffer.from('<script>')])],
    ['archive with a head', 'a.docx', Buffer.concat([Buffer.from('%PDF-1.4\n'), office('docx')])],
    ['cut archive', 'a.xlsx', office('xlsx').subarray(0, -30)],
    ['one byte', 'a.docx', 'P'],
  ])('%s', async (_what, name, content) => {
    expect(await judged(name, content)).toBe('wrong-kind');
  });

  it.each([
    ['a macro project', 'a.docx', office('docx', { 'word/vbaProject.bin': 'x' })],
    ['a macro project elsewhere', 'a.xlsx', office('xlsx', { 'xl/other/VBAPROJECT.BIN': 'x' })],
    ['a macro type', 'a.docx', office('docx', {}, '<Override ContentType="application/vnd.ms-office.vbaProject"/>')],
    [
      'a macro main part',
      'a.docx',
      office('docx', {}, '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
    ],
    ['a macro sheet', 'a.xlsx', office('xlsx', { 'xl/macrosheets/sheet1.xml': '<x/>' })],
    ['a control that runs', 'a.docx', office('docx', { 'word/activeX/activeX1.xml': '<x/>' })],
  ])('%s', async (_what, name, content) => {
    expect(await judged(name, content)).toBe('macros');
  });

  it.each(['a.svg', 'a.html', 'a.zip', 'a.docm', 'a.exe', 'a.pdf.js', 'pdf', '.htaccess', 'a.pdf.'])(
    '%s by its name',
    (name) => {
      expect(kindOfName(name)).toBeNull();
    },
  );
});

describe('a bomb in a container', () => {
  it('is unpacked no further than the limit', async () => {
    // A broken block lies far behind the limit: whoever unpacks more than is asked for meets it.
    const packed = Buffer.concat([
      deflateRawSync(' '.repeat(1_000_000), { finishFlush: constants.Z_SYNC_FLUSH }),
      Buffer.from([0xff]),
    ]);
    const entry = {
      name: 'big.xml',
      method: 8,
      encrypted: false,
      size: 30_000_000,
      offset: 0,
      start: 0,
      end: packed.length,
    };
    expect((await unpack(packed, entry, 1000))?.length).toBe(1000);
    expect(await unpack(packed, entry, 2_000_000)).toBeNull();
  });
});

const sheet = (rows: string[][]) =>
  `<worksheet><sheetData>${rows
    .map((row) => `<row>${row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`)
    .join('')}</sheetData></worksheet>`;
const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
const wordTable = (rows: string[][]) =>
  office('docx', {
    'word/document.xml': `<w:document><w:body><w:p><w:r><w:t>Guests</w:t></w:r></w:p><w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl></w:body></w:document>`,
  });
const paragraphs = (lines: string[]) =>
  office('docx', {
    'word/document.xml': `<w:document><w:body>${lines.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`,
  });
/** A PDF of pages, each of rows, whose cells stand in columns. */
const columned = (...pages: string[][][]) =>
  printed({ size: 'LETTER' }, (pdf) =>
    pages.forEach((rows, page) => {
      if (page > 0) pdf.addPage();
      rows.forEach((row, y) =>
        row.forEach((text, x) => pdf.text(text, 60 + 170 * x, 60 + 20 * y, { lineBreak: false })),
      );
    }),
  );
const people = [
  ['Client', 'Date of birth', 'Where they stay'],
  ['Ada Ames', '2/3/1980', 'Library steps'],
  ['Bo Birch', '4/5/1975', 'Elm Park'],
];
const unheaded = [
  ['Ada Ames', '(860) 555-0101'],
  ['Bo Birch', '(860) 555-0102'],
  ['Cy Cole', '(860) 555-0103'],
];
const agenda = [
  ['Agenda of the task force'],
  ['1. Call to order', '6:00 pm'],
  ['2. Report of Ada Ames', '6:10 pm'],
  ['3. Adjourn'],
];
const [pdfList, pdfLate, pdfAgenda] = await Promise.all([
  columned(people),
  columned(agenda, unheaded),
  columned(agenda),
]);
const asked = async (name: string, content: string | Buffer) =>
  fileNamesPeople(await saved(content), kindOfName(name) as FileKind);

describe('lists of people', () => {
  it.each([
    ['headed', 'a.csv', 'First Name,Last Name,DOB,Case manager\nAda,Ames,1980-02-03,X\n'],
    ['headed with semicolons', 'a.csv', 'Name;Phone\nAda Ames;(860) 555-0101\n'],
    ['headed below a title', 'a.csv', 'By-name list\n\nClient_Name,Current address\nAda Ames,Library steps\n'],
    ['quoted', 'a.csv', '"Full name","Date of birth"\n"Ames, Ada","2/3/1980"\n'],
    ['without headings', 'a.csv', 'Ada Ames,2/3/1980\nBo Birch,4/5/1975\nCy Cole,6/7/1969\n'],
    ['tabs', 'a.txt', 'Ada Ames\t860-555-0101\nBo Birch\t860-555-0102\nCy Cole\t860-555-0103\n'],
    ['lines', 'a.txt', 'Ada Ames, 12 Elm Street\nBo Birch, 14 Oak Avenue\nCy Cole, 3 Main St\n'],
    [
      'in a sheet',
      'a.xlsx',
      office('xlsx', {
        'xl/worksheets/sheet1.xml': sheet([
          ['Name', 'DOB'],
          ['Ada Ames', '29254'],
        ]),
      }),
    ],
    [
      'in shared strings',
      'a.xlsx',
      office('xlsx', {
        'xl/sharedStrings.xml':
          '<sst><si><t>Last name</t></si><si><r><t>Pho</t></r><r><t>ne</t></r></si><si><t>Ames</t></si></sst>',
        'xl/worksheets/sheet2.xml':
          '<worksheet><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c></row></worksheet>',
      }),
    ],
    ['in a table of a document', 'a.docx', wordTable(people)],
    ['in a table without headings', 'a.docx', wordTable(unheaded)],
    ['in lines of a document', 'a.docx', paragraphs(unheaded.map((row) => row.join(', ')))],
    [
      'on a slide',
      'a.pptx',
      office('pptx', {
        'ppt/slides/slide1.xml': `<p:sld><a:tbl>${people.map((row) => `<a:tr>${row.map((text) => `<a:tc><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`).join('')}</a:tr>`).join('')}</a:tbl></p:sld>`,
      }),
    ],
    ['in a PDF', 'a.pdf', pdfList],
    ['on a later page of a PDF, without headings', 'a.pdf', pdfLate],
  ])('%s are noticed', async (_what, name, content) => {
    expect(await asked(name, content)).toBe(true);
  });

  it.each([
    [
      'an agenda',
      'a.txt',
      'Agenda\n1. Call to order, March 14, 2024\n2. Report of the Coordinated Access Network\n3. Adjourn\n',
    ],
    ['a budget', 'a.csv', 'Line,Amount,Date\nOutreach,1200,2024-03-14\nPrinting,300,2024-04-01\nRent,50,2024-05-01\n'],
    ['businesses', 'a.csv', 'Business,Web address\nElm Bakery,https://elm.example\n'],
    ['names alone', 'a.csv', 'Name,Department\nAda Ames,Library\nBo Birch,Police\nCy Cole,Finance\n'],
    ['a training log', 'a.csv', 'Training,Topic,Start,Provider\nHousing First,Housing,2024-04-22,Forum\n'],
    [
      'minutes',
      'a.txt',
      'Minutes of June 6, 2024\nPresent: Ada Ames, Bo Birch, Cy Cole.\nThe group met at 12 Elm Street.\nNext meeting: September.\n',
    ],
    ['an agenda as PDF', 'a.pdf', pdfAgenda],
    [
      'a roster of names and titles',
      'a.docx',
      wordTable([
        ['Name', 'Title'],
        ['Ada Ames', 'Clerk'],
        ['Bo Birch', 'Mayor'],
        ['Cy Cole', 'Chief'],
      ]),
    ],
    [
      'a document of sentences',
      'a.docx',
      paragraphs([
        'Ada Ames opened the meeting at 12 Elm Street.',
        'The group heard the report.',
        'It thanked the library.',
        'Next meeting in June.',
      ]),
    ],
    ['an empty sheet', 'a.xlsx', office('xlsx', { 'xl/worksheets/sheet1.xml': sheet([]) })],
  ])('%s is none', async (_what, name, content) => {
    expect(await asked(name, content)).toBe(false);
  });
});

describe('a PDF that cannot be read', () => {
  it('names nobody, and holds up none after it', async () => {
    const broken = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      Buffer.alloc(2000, 'x'),
      Buffer.from('startxref\n9\n%%EOF'),
    ]);
    expect(await asked('a.pdf', broken)).toBe(false);
    expect(await asked('a.pdf', pdfList)).toBe(true);
  });
});
