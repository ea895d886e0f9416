import type { FileFault } from '@/lib/workflow/file-faults';

/* The parts of office files are XML. What can run or reach out stands in few places, which are read here. */

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const character = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

/** Text of XML as it is meant: `&#68;` is D. */
export const decoded = (xml: string): string =>
  xml.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex?: string, digits?: string, name = '') =>
    hex ? character(parseInt(hex, 16)) : digits ? character(Number(digits)) : (entities[name] ?? whole),
  );

function attributesOf(tag: string): Map<string, string> {
  const found = tag.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...found].map(([, name = '', double, single]) => [name, decoded(double ?? single ?? '').trim()]));
}

/** Whether a target lies on another computer: an address, or a share of the network. */
const elsewhere = (target: string) =>
  !/^file:\/{0,3}[a-z]:/i.test(target) && /^(?:[a-z][a-z+.-]+:|\\\\|\/\/)/i.test(target);

/* A link is followed by a person, and a workbook asks before it fetches figures: both keep what they showed. */
const asking = /\/(?:hyperlink|externalLinkPath)$/;
const always = /\/(?:oleObject|frame|subDocument|aFChunk|control)$/;

/** What a part's relations reach for: other files inside, or something on another computer. */
export function remoteParts(part: Buffer): FileFault | null {
  const tags = part.toString('utf8').matchAll(/<(?:[\w.-]+:)?Relationship\b((?:[^>"']|"[^"]*"|'[^']*')*)>/g);
  for (const [, tag = ''] of tags) {
    const attributes = attributesOf(tag);
    const [type = '', target = ''] = [attributes.get('Type'), attributes.get('Target')];
    const external = /^external$/i.test(attributes.get('TargetMode') ?? '');
    if (always.test(type)) return external ? 'remote' : 'embedded';
    if (external && !asking.test(type) && elsewhere(target)) return 'remote';
    if (external && /^(?:javascript|vbscript|data):/i.test(target)) return 'runs';
  }
  return null;
}

const textOf = (xml: string, tag: RegExp) => decoded([...xml.matchAll(tag)].map((match) => match[1] ?? '').join(''));
const mentions = (part: Buffer, ...words: string[]) => words.some((word) => part.includes(word));
const calls = /\|\s*'[^']*'\s*!|\|[^|!]{1,200}!\w|\b(?:WEBSERVICE|CALL|REGISTER(?:\.ID)?|EXEC)\s*\(/i;

/** Whether a part of a document, sheet or slide starts a program or opens a data connection by itself. */
export function runsSomething(part: Buffer): boolean {
  if (mentions(part, 'ddeLink', 'oleLink', 'ppaction://program', 'ppaction://macro')) return true;
  // Large sheets are read as text only when one of these is in them.
  if (mentions(part, 'instr')) {
    const xml = part.toString('utf8');
    const fields =
      textOf(xml, /<(?:[\w.-]+:)?instrText\b[^>]*>([^<]*)</g) + ' ' + textOf(xml, /\binstr\s*=\s*["']([^"']*)/g);
    if (/\bDDE(?:AUTO)?\b/i.test(fields)) return true;
  }
  if (!mentions(part, '|', 'WEBSERVICE', 'CALL', 'REGISTER', 'EXEC', '&#')) return false;
  return [...part.toString('utf8').matchAll(/<(?:[\w.-]+:)?f\b[^>]*>([^<]*)</g)].some(([, formula = '']) =>
    calls.test(decoded(formula)),
  );
}
