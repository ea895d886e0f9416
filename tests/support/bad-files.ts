import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { FileFault } from '@/lib/workflow/file-faults';
import { badOffice, compound, eicar, html, jar, text, type BadRow } from './bad-office';
import { officeFile, packedObjects, pdfOf, zipOf } from './containers';

export type BadFile = { what: string; name: string; bytes: Buffer; code: FileFault };

const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#17603f' } });
const [jpeg, png, webp] = await Promise.all([
  picture.clone().jpeg().toBuffer(),
  picture.clone().png().toBuffer(),
  picture.clone().webp().toBuffer(),
]);

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
/** A picture of 30,000 by 30,000 pixels in a few hundred bytes. */
function pixelBomb(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(30_000, 0);
  header.writeUInt32BE(30_000, 4);
  header.set([8, 2], 8);
  const chunks = [
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([png.subarray(0, 8), ...chunks]);
}
/** A JPEG with a comment of its own. */
const jpegWith = (comment: string) => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(comment.length + 2);
  return Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from([0xff, 0xfe]),
    length,
    Buffer.from(comment),
    jpeg.subarray(2),
  ]);
};

const action = (dictionary: string) => pdfOf([{ dictionary }], { catalog: '/OpenAction 4 0 R' });
const list: BadRow[] = [
  ['empty', 'nothing.pdf', Buffer.alloc(0), 'an empty file'],
  ['wrong-kind', 'minutes.exe', text('MZ'), 'a program by its ending'],
  ['wrong-kind', 'drawing.svg', text('<svg/>'), 'a drawing by its ending'],
  ['wrong-kind', '.pdf', pdfOf(), 'an ending without a name'],
  ['name-twice', 'invoice.exe.pdf', pdfOf(), 'a program before the ending'],
  ['name-twice', 'photo.js .png', png, 'a script before the ending'],
  ['name-unseen', 'invoice\u202efdp.exe.pdf', pdfOf(), 'a name that reads backwards'],
  ['name-unseen', 'minutes\u0085.pdf', pdfOf(), 'a control in the name'],
  ['name-reserved', 'CON.pdf', pdfOf(), 'a name of a device'],
  ['name-reserved', 'com1.minutes.txt', text('x'), 'a name of a device with more behind it'],
  ['name-long', `${'x'.repeat(300)}.txt`, text('x'), 'a name longer than any file system takes'],

  ['wrong-kind', 'program.pdf', Buffer.concat([text('MZ\x90\x00'), randomBytes(64)]), 'a program posing as PDF'],
  ['wrong-kind', 'page.pdf', Buffer.concat([text(html), pdfOf()]), 'a page with a PDF behind it'],
  ['wrong-kind', 'page.txt', text(`\ufeff\n${html}`), 'a page posing as text'],
  [
    'wrong-kind',
    'drawing.txt',
    text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    'a drawing posing as text',
  ],
  ['wrong-kind', 'data.csv', text('<?xml version="1.0"?><a/>'), 'XML posing as a table'],
  ['wrong-kind', 'sheet.csv', text('ID;P\nO;E\nC;X1;Y1;EEXEC("calc")\n'), 'a sheet of another kind posing as a table'],
  ['wrong-kind', 'archive.docx', jar, 'an archive posing as Word'],
  ['wrong-kind', 'old.docx', compound, 'an old Word file under a new ending'],
  ['wrong-kind', 'sheet.docx', officeFile('xlsx'), 'a workbook posing as Word'],
  ['wrong-kind', 'gif.png', text('GIF89a\x01\x00\x01\x00\x00\x00\x00;'), 'a GIF posing as PNG'],
  ['wrong-kind', 'late.txt', text(`${'a,b\n'.repeat(40_000)}\0`), 'bytes late in a text'],

  ['damaged', 'cut.pdf', pdfOf().subarray(0, -40), 'a PDF cut off'],
  [
    'encrypted',
    'locked.pdf',
    pdfOf([{ dictionary: '/Filter/Standard/V 2' }], { trailer: '/Encrypt 4 0 R' }),
    'a locked PDF',
  ],
  ['runs', 'script.pdf', action('/S/JavaScript/JS(app.alert\\(1\\))'), 'a PDF with a script'],
  ['runs', 'hidden.pdf', action('/S/J#61vaScript/#4a#53(app.alert\\(1\\))'), 'a PDF with a script spelled otherwise'],
  ['runs', 'inside.pdf', pdfOf([{ dictionary: '', stream: text('<</S/JavaScript>>') }]), 'a script hidden in a stream'],
  ['runs', 'packed.pdf', pdfOf([packedObjects('<</S/JavaScript/JS(x)>>')]), 'a PDF with a packed script'],
  [
    'damaged',
    'twice.pdf',
    pdfOf([packedObjects('<<>>', '/Filter[/ASCIIHexDecode/FlateDecode]')]),
    'a PDF packed twice',
  ],
  ['bomb', 'objects.pdf', pdfOf([packedObjects(' '.repeat(20_000_000))]), 'a PDF with a packed bomb'],
  ['runs', 'launch.pdf', action('/S/Launch/F(cmd.exe)'), 'a PDF that starts a program'],
  ['runs', 'form.pdf', action('/S/SubmitForm/F(https://a.example)'), 'a PDF that sends a form'],
  ['runs', 'xfa.pdf', pdfOf([], { catalog: '/AcroForm<</XFA 9 0 R>>' }), 'a form that runs'],
  [
    'embedded',
    'attached.pdf',
    pdfOf([{ dictionary: '/Type/EmbeddedFile', stream: text('MZ') }]),
    'a PDF with an attachment',
  ],
  ['two-kinds', 'jar.pdf', Buffer.concat([pdfOf(), jar]), 'a PDF with an archive behind it'],
  [
    'two-kinds',
    'inside.pdf',
    Buffer.concat([text('%PDF-1.7\n'), zipOf([{ name: 'a', content: 'b' }], pdfOf().toString('latin1'))]),
    'an archive in a PDF’s clothes',
  ],
  ['two-kinds', 'page-behind.pdf', Buffer.concat([pdfOf(), text(html)]), 'a PDF with a page behind it'],
  ['test-virus', 'eicar.pdf', pdfOf([{ dictionary: '', stream: text(eicar) }]), 'the test virus in a PDF'],

  ['two-kinds', 'jar.jpg', Buffer.concat([jpeg, jar]), 'a JPEG with an archive behind it'],
  ['two-kinds', 'two-and-jar.jpg', Buffer.concat([jpeg, jpeg, jar]), 'an archive behind what a camera puts there'],
  ['two-kinds', 'page.jpg', Buffer.concat([jpeg, text(html)]), 'a JPEG with a page behind it'],
  ['two-kinds', 'comment.jpg', jpegWith(html), 'a JPEG with a page in its comment'],
  ['two-kinds', 'unknown.jpg', Buffer.concat([jpeg, randomBytes(400)]), 'a JPEG with anything behind it'],
  ['two-kinds', 'pdf.jpg', jpegWith('%PDF-1.7'), 'a JPEG that opens as PDF'],
  ['damaged', 'cut.jpg', jpeg.subarray(0, -20), 'a JPEG cut off'],
  [
    'damaged',
    'broken.png',
    Buffer.concat([png.subarray(0, 16), Buffer.alloc(17), png.subarray(33)]),
    'a PNG with a broken header',
  ],
  ['two-kinds', 'tail.png', Buffer.concat([png, text('#!/bin/sh')]), 'a PNG with a script behind it'],
  ['pixels', 'bomb.png', pixelBomb(), 'a picture of 900 million pixels'],
  ['damaged', 'cut.webp', webp.subarray(0, -6), 'a WebP cut off'],
  ['two-kinds', 'tail.webp', Buffer.concat([webp, text('more')]), 'a WebP with more behind it'],
  ['test-virus', 'eicar.jpg', jpegWith(eicar), 'the test virus in a picture'],
  ['test-virus', 'eicar.txt', text(eicar), 'the test virus'],
];

/** Files that must not be taken, each with the one reason it is refused for. All are made by these tests. */
export const badFiles: BadFile[] = [...list, ...badOffice].map(([code, name, bytes, what]) => ({
  code,
  name,
  bytes,
  what,
}));
