import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

/** One part of a ZIP container; the options tell lies about it. */
export type ZipPart = {
  name: string;
  content: string | Buffer;
  /** Left as it is instead of packed. */
  stored?: boolean;
  encrypted?: boolean;
  /** Unpacked bytes the directory claims. */
  claims?: number;
  /** What the part calls itself, where the directory calls it by `name`. */
  callsItself?: string;
  /** Where the part lies already, among the bytes of another. */
  liesAt?: number;
};

/** A ZIP container as archivers write it, or as an attacker does. */
export function zipOf(parts: readonly ZipPart[], comment = ''): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, content, stored, encrypted, claims, callsItself = name, liesAt } of parts) {
    const bytes = Buffer.from(content);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(encrypted ? 1 : 0, 2);
    head.writeUInt16LE(stored ? 0 : 8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(claims ?? bytes.length, 18);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head]);
    local.writeUInt16LE(Buffer.byteLength(callsItself), 26);
    const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, Buffer.alloc(14)]);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE(liesAt ?? offset, 42);
    directory.push(central, Buffer.from(name));
    if (liesAt !== undefined) continue;
    files.push(local, Buffer.from(callsItself), packed);
    offset += local.length + Buffer.byteLength(callsItself) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...files, ...directory, end, Buffer.from(comment, 'latin1')]);
}

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const s = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const xml = (body: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`;

/** The relations of a part, as XML. */
export const related = (...all: [type: string, target: string, external?: boolean][]): string =>
  xml(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
      .map(
        ([type, target, external], i) =>
          `<Relationship Id="rId${i + 1}" Type="${relations}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
      )
      .join('')}</Relationships>`,
  );

const kinds = {
  docx: {
    main: 'word/document.xml',
    type: 'wordprocessingml.document',
    parts: {
      'word/document.xml': xml(
        `<w:document ${w}><w:body><w:p><w:r><w:t>Minutes</w:t></w:r></w:p></w:body></w:document>`,
      ),
    },
  },
  xlsx: {
    main: 'xl/workbook.xml',
    type: 'spreadsheetml.sheet',
    parts: {
      'xl/workbook.xml': xml(
        `<workbook ${s} xmlns:r="${relations}"><sheets><sheet name="Log" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': related(['worksheet', 'worksheets/sheet1.xml']),
      'xl/worksheets/sheet1.xml': xml(
        `<worksheet ${s}><sheetData><row r="1"><c r="A1"><f>SUM(B1:C1)|0</f><v>3</v></c></row></sheetData></worksheet>`.replace(
          '|0',
          '',
        ),
      ),
    },
  },
  pptx: {
    main: 'ppt/presentation.xml',
    type: 'presentationml.presentation',
    parts: {
      'ppt/presentation.xml': xml(`<p:presentation ${p}><p:sldSz cx="9144000" cy="6858000"/></p:presentation>`),
    },
  },
};
export type OfficeKind = keyof typeof kinds;

/** The parts of a small, true office file, with others put in place of or beside them. */
export function officeParts(kind: OfficeKind, more: Record<string, string | Buffer> = {}): ZipPart[] {
  const { main, type, parts } = kinds[kind];
  const types = xml(
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
  );
  const all = { '[Content_Types].xml': types, '_rels/.rels': related(['officeDocument', main]), ...parts, ...more };
  return Object.entries(all).map(([name, content]) => ({ name, content }));
}

/** A small, true office file, with other parts put in place of or beside its own. */
export const officeFile = (kind: OfficeKind, more: Record<string, string | Buffer> = {}): Buffer =>
  zipOf(officeParts(kind, more));

/** The body of a Word document, with the given XML in its first paragraph. */
export const wordBody = (inside: string): Record<string, string> => ({
  'word/document.xml': xml(`<w:document ${w}><w:body><w:p>${inside}</w:p></w:body></w:document>`),
});

/** One object of a PDF: a dictionary, and a stream where there is one. */
export type PdfPart = { dictionary: string; stream?: Buffer };

/** A PDF of the given objects beside its catalogue (1), its pages (2) and an empty page (3), with true offsets. */
export function pdfOf(more: readonly PdfPart[] = [], { catalog = '', trailer = '' } = {}): Buffer {
  const parts: PdfPart[] = [
    { dictionary: `/Type/Catalog/Pages 2 0 R${catalog}` },
    { dictionary: '/Type/Pages/Kids[3 0 R]/Count 1' },
    { dictionary: '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]' },
    ...more,
  ];
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let length = pieces[0]?.length ?? 0;
  const put = (bytes: Buffer) => {
    pieces.push(bytes);
    length += bytes.length;
  };
  parts.forEach(({ dictionary, stream }, i) => {
    offsets.push(length);
    put(Buffer.from(`${i + 1} 0 obj\n<<${dictionary}${stream ? `/Length ${stream.length}` : ''}>>\n`, 'latin1'));
    if (stream) [Buffer.from('stream\n'), stream, Buffer.from('\nendstream\n')].forEach(put);
    put(Buffer.from('endobj\n'));
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = parts.length + 1;
  return Buffer.concat([
    ...pieces,
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<</Size ${count}/Root 1 0 R${trailer}>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  ]);
}

/** Objects packed into a stream of a PDF, as newer programs write them. */
export const packedObjects = (text: string, filter = '/Filter/FlateDecode'): PdfPart => ({
  dictionary: `/Type/ObjStm/N 1/First 4${filter}`,
  stream: deflateSync(Buffer.from(`9 0 ${text}`)),
});
