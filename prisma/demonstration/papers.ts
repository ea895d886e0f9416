import type { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import type { Place } from './towns';

/** A small file of the demonstration, made when it is needed. */
export type Paper = { title: string; name: string; bytes: () => Promise<Buffer> };

const ink = '#16201b';
const fileName = (title: string, ending: string) =>
  `${title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}.${ending}`;

const note = 'Made for the demonstration of Town Green. The town, its people and these facts are invented.';

async function collected(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A document of as many pages as it has parts: headed, dated, and marked as invented on every page. */
export const document = (place: Place, title: string, date: string, parts: readonly string[][]): Paper => ({
  title,
  name: fileName(title, 'pdf'),
  bytes: () => {
    const pdf = new PDFDocument({
      size: 'LETTER',
      margin: 72,
      lang: 'en-US',
      displayTitle: true,
      info: { Title: `${title}, ${place.town}`, Author: `Town of ${place.town} (fictional)` },
    });
    parts.forEach((paragraphs, index) => {
      if (index > 0) pdf.addPage();
      pdf
        .font('Times-Bold')
        .fontSize(index === 0 ? 22 : 14)
        .fillColor(ink)
        .text(title);
      pdf
        .font('Helvetica')
        .fontSize(10)
        .text(`Town of ${place.town} (fictional). ${date}. Page ${index + 1}.`)
        .moveDown(1.5);
      pdf.font('Times-Roman').fontSize(12);
      for (const paragraph of paragraphs) pdf.text(paragraph, { lineGap: 3 }).moveDown(0.8);
      pdf.moveDown(1).font('Helvetica').fontSize(8).text(note);
    });
    pdf.end();
    return collected(pdf as unknown as Readable);
  },
});

/** A table as a spreadsheet program reads it. */
export const table = (title: string, rows: readonly (string | number)[][]): Paper => ({
  title,
  name: fileName(title, 'csv'),
  bytes: () => Promise.resolve(Buffer.from(`${rows.map((row) => row.join(',')).join('\r\n')}\r\n`, 'utf8')),
});

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A screenshot-like picture: a page of the town's site with a few lines of text. */
export const picture = (place: Place, title: string, lines: readonly string[]): Paper => ({
  title,
  name: fileName(title, 'png'),
  bytes: () => {
    const text = lines
      .map(
        (line, index) =>
          `<text x="40" y="${150 + 34 * index}" font-size="20" font-family="sans-serif">${escaped(line)}</text>`,
      )
      .join('');
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="${220 + 34 * lines.length}">
      <rect width="100%" height="100%" fill="#fcfcf9"/><rect width="100%" height="70" fill="#17603f"/>
      <text x="40" y="45" font-size="26" font-family="serif" fill="#fff">Town of ${escaped(place.town)}</text>
      <text x="40" y="112" font-size="26" font-family="serif" fill="${ink}">${escaped(title)}</text>${text}
      <text x="40" y="${185 + 34 * lines.length}" font-size="14" font-family="sans-serif" fill="#5b6660">${note}</text></svg>`;
    return sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toBuffer();
  },
});
