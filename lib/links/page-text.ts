import { createHash } from 'node:crypto';

/** What was held of a page: bounded plain text. */
export type PageText = {
  title: string | null;
  /** The beginning of its text on one line, and much more of it, a line for each part of the page. */
  extract: string | null;
  text: string | null;
  /** SHA-256 of all of the text that was read. */
  hash: string;
};

const most = { title: 200, extract: 400, text: 12_000 };
/** Elements that begin and end a line of their own. */
const blocks =
  /^(p|div|section|article|header|footer|main|aside|nav|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|td|th|br|hr|form|figure|figcaption|blockquote|pre|address|caption|summary|details|option|legend|fieldset)$/;
/** Elements whose content nobody reads on the page. */
const unread = ['script', 'style', 'noscript', 'template', 'svg', 'head', 'title', 'textarea', 'iframe'];
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const decoded = (text: string): string =>
  text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole;
    const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });

/** One line: no control characters, and none that turn the direction of what follows. */
const tidy = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .trim();

/** The lines of a text, each tidied, without empty ones. */
const linesOf = (text: string): string =>
  text
    .split('\n')
    .map(tidy)
    .filter((line) => line !== '')
    .join('\n');

const cut = (text: string, length: number): string | null => [...text].slice(0, length).join('') || null;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** The text between the tags, with an end of line where a block begins or ends; read once from front to back: however a page is made, this takes time in its length only. */
function textOf(html: string): string {
  const lower = html.toLowerCase();
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const tag = html.indexOf('<', at);
    if (tag < 0) return parts.concat(oneLine(html.slice(at))).join(' ');
    parts.push(oneLine(html.slice(at, tag)));
    const comment = lower.startsWith('<!--', tag);
    const name = comment ? '' : (/^[a-z]+/.exec(lower.slice(tag + 1, tag + 20))?.[0] ?? '');
    if (!comment && blocks.test(/^\/?([a-z]+[1-6]?)/.exec(lower.slice(tag + 1, tag + 20))?.[1] ?? '')) parts.push('\n');
    const closing = comment ? '-->' : unread.includes(name) ? `</${name}` : '>';
    const end = lower.indexOf(closing, tag);
    if (end < 0) break;
    at = unread.includes(name) ? end : end + closing.length;
    if (unread.includes(name)) {
      const close = lower.indexOf('>', end);
      if (close < 0) break;
      at = close + 1;
    }
  }
  return parts.join(' ');
}

function titleOf(html: string): string | null {
  const lower = html.toLowerCase();
  const open = lower.indexOf('<title');
  const start = open < 0 ? -1 : lower.indexOf('>', open);
  const end = start < 0 ? -1 : lower.indexOf('</title', start);
  return end < 0 ? null : cut(tidy(decoded(html.slice(start + 1, Math.min(end, start + 2000)))), most.title);
}

/** What a page says, as plain text, with a hash over all of the text that was read. */
export function pageText(bytes: Uint8Array, mediaType: string): PageText | null {
  const [type = '', ...parameters] = mediaType.toLowerCase().split(';');
  if (!/^\s*(text\/html|text\/plain|application\/xhtml\+xml)\s*$/.test(type)) return null;
  const charset = parameters.map((one) => /^\s*charset="?([\w-]{1,30})"?\s*$/.exec(one)?.[1]).find(Boolean);
  const source = decoderOf(charset).decode(bytes);
  const html = !/plain/.test(type);
  const whole = html ? decoded(textOf(source)) : source;
  const text = tidy(whole);
  return {
    title: html ? titleOf(source) : null,
    extract: cut(text, most.extract),
    text: cut(linesOf(whole), most.text),
    hash: createHash('sha256').update(text).digest('hex'),
  };
}

function decoderOf(charset = 'utf-8'): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
