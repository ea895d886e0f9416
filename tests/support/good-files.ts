import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { officeFile, packedObjects, pdfOf, related, wordBody, zipOf, officeParts } from './containers';

export type GoodFile = { what: string; name: string; bytes: Buffer };

/** A PDF as it is printed by a program. */
export async function printed(
  options: PDFKit.PDFDocumentOptions,
  write: (pdf: PDFKit.PDFDocument) => void,
): Promise<Buffer> {
  const pdf = new PDFDocument(options);
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.on('end', resolve));
  write(pdf);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  });
const photo = await noise(640, 480)
  .jpeg({ progressive: true })
  .withExif({ IFD0: { Copyright: 'Aldbrook' } })
  .toBuffer();
const small = await noise(40, 30).jpeg().toBuffer();
const frame = { create: { width: 9, height: 9, channels: 4 as const, background: '#17603f80' } };

const list: [name: string, bytes: Buffer | string, what: string][] = [
  [
    'minutes.pdf',
    await printed({ size: 'LETTER', info: { Title: 'Minutes' } }, (pdf) =>
      pdf.text('Minutes of June').addPage().text('A link', { link: 'https://aldbrook.example' }).image(photo, 50, 200),
    ),
    'minutes with a link and a photograph',
  ],
  [
    'tagged.pdf',
    await printed({ pdfVersion: '1.7', tagged: true, lang: 'en-US' }, (pdf) => {
      pdf.outline.addItem('First');
      pdf.text('Tagged');
    }),
    'a tagged document with an outline',
  ],
  [
    'form.pdf',
    await printed({}, (pdf) => {
      pdf.initForm();
      pdf.font('Helvetica').formText('name', 50, 50, 100, 20);
    }),
    'a form to fill in',
  ],
  ['opens-at.pdf', pdfOf([], { catalog: '/OpenAction[3 0 R/FitH null]/Lang(en)' }), 'a document that opens at a page'],
  ['packed.pdf', pdfOf([packedObjects('<</Type/Font/BaseFont/Arial>>')]), 'a document of packed objects'],
  ['padded.pdf', Buffer.concat([pdfOf(), Buffer.from('\r\n\0\0\0')]), 'a document with empty bytes behind it'],
  ['aldbrook.example.com.pdf', pdfOf(), 'a print of a web page'],
  ['Minutes 3.14.2024 (final).pdf', pdfOf(), 'a name with dots'],
  ['Résumé – Zoë’s “plan”.pdf', pdfOf(), 'a name with accents and quotes'],
  ['photo.jpg', photo, 'a photograph with notes of the camera'],
  ['photo.jpeg', small, 'a small photograph'],
  ['two.jpg', Buffer.concat([photo, small]), 'a photograph with a second one behind it, as telephones make them'],
  [
    'moving.jpg',
    Buffer.concat([photo, Buffer.from('\0\0\0\x18ftypmp42'), Buffer.alloc(300)]),
    'a photograph that moves',
  ],
  ['screen.png', await sharp(frame).png().toBuffer(), 'a screenshot'],
  ['palette.png', await sharp(frame).png({ palette: true, progressive: true }).toBuffer(), 'a picture with a palette'],
  [
    'large.png',
    await sharp({ create: { ...frame.create, width: 9000, height: 9000, channels: 3 } })
      .png()
      .toBuffer(),
    'a picture of 81 million pixels',
  ],
  ['map.webp', await sharp(frame).webp().toBuffer(), 'a WebP'],
  ['lossless.webp', await noise(33, 33).webp({ lossless: true }).toBuffer(), 'a WebP without loss'],
  ['letter.docx', officeFile('docx'), 'a letter'],
  [
    'report.docx',
    officeFile('docx', {
      ...wordBody(
        '<w:r><w:t>DDE is a word, and so is cmd|x!</w:t></w:r><w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>',
      ),
      'word/_rels/document.xml.rels': related(
        ['hyperlink', 'https://aldbrook.example/a?b=c&amp;d=e', true],
        ['hyperlink', 'mailto:clerk@aldbrook.example', true],
        ['image', 'media/image1.jpeg'],
      ),
      'word/_rels/settings.xml.rels': related(['attachedTemplate', 'file:///C:\\Templates\\Letter.dotx', true]),
      'word/media/image1.jpeg': small,
    }),
    'a report with links, a picture and a template of the office',
  ],
  ['empty-folders.docx', zipOf([...officeParts('docx'), { name: 'word/media/', content: '' }]), 'a file packed anew'],
  ['log.xlsx', officeFile('xlsx'), 'a workbook with a sum'],
  [
    'budget.xlsx',
    officeFile('xlsx', {
      'xl/printerSettings/printerSettings1.bin': Buffer.from('\\\\hall\\printer', 'utf16le'),
      'xl/externalLinks/_rels/externalLink1.xml.rels': related([
        'externalLinkPath',
        'https://hall.example/b.xlsx',
        true,
      ]),
      'xl/externalLinks/externalLink1.xml': '<externalLink><externalBook/></externalLink>',
      'xl/worksheets/sheet2.xml': `<worksheet><sheetData>${'<row><c><v>1</v></c></row>'.repeat(50_000)}</sheetData></worksheet>`,
    }),
    'a long workbook with figures of another',
  ],
  ['slides.pptx', officeFile('pptx'), 'slides'],
  [
    'chart.pptx',
    officeFile('pptx', { 'ppt/embeddings/Microsoft_Excel_Worksheet.xlsx': officeFile('xlsx') }),
    'slides with a chart and its figures',
  ],
  [
    'log.csv',
    '\ufeffTraining,Date,Change,Phone\nHousing First,2024-04-22,-5,+1 860 555 0101\n"A, ""B""",=A1+B2,@home,x\n',
    'a table',
  ],
  ['windows.csv', Buffer.from('Ren\xe9e;\x93x\x94;1|2\n', 'latin1'), 'a table of an older program'],
  ['notes.txt', 'a < b, a|b! and - c|d\n- <html> is a tag; CALL (860) 555-0101\n', 'notes'],
  ['one.txt', 'x', 'one character'],
];

/** Files that must be taken: the net must not be too tight. All are made here. */
export const goodFiles: GoodFile[] = list.map(([name, bytes, what]) => ({ name, bytes: Buffer.from(bytes), what }));
