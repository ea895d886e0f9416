/** What a letter says, from which its plain text and its HTML are both made. */
export type Block =
  | string
  /** `secret`: whoever holds the link can use it. */
  | { link: string; label: string; secret?: boolean }
  | { facts: readonly (readonly [string, string])[] }
  | { title: string; items: readonly { text: string; link?: string }[] };
export type Letter = { subject: string; greeting?: string; body: readonly Block[]; footer: string };

/** Text on one line: no line break or other control character of a name gets into a header or out of its sentence. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

function blockText(block: Block): string {
  if (typeof block === 'string') return oneLine(block);
  if ('link' in block) return `${oneLine(block.label)}:\n${block.link}`;
  if ('items' in block) {
    const items = block.items.map(({ text, link }) => `- ${oneLine(text)}${link ? `\n  ${link}` : ''}`);
    return [`${oneLine(block.title)}:`, ...items].join('\n');
  }
  return block.facts.map(([name, value]) => `${oneLine(name)}: ${oneLine(value)}`).join('\n');
}

function blockHtml(block: Block): string {
  if (typeof block === 'string') return `<p>${escape(oneLine(block))}</p>`;
  if ('link' in block) {
    const address = escape(block.link);
    return `<p><b>${escape(oneLine(block.label))}</b><br><a href="${address}">${address}</a></p>`;
  }
  if ('items' in block) {
    const items = block.items.map(({ text, link }) =>
      link ? `<li><a href="${escape(link)}">${escape(oneLine(text))}</a></li>` : `<li>${escape(oneLine(text))}</li>`,
    );
    return `<p><b>${escape(oneLine(block.title))}</b></p><ul>${items.join('')}</ul>`;
  }
  const rows = block.facts.map(
    ([name, value]) =>
      `<tr><th align="left" style="padding-right:1em">${escape(oneLine(name))}</th><td>${escape(oneLine(value))}</td></tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

/** What a letter with a way out says about it: the address of the page, and words for the link. */
const wayOut = (address: string): Block => ({ link: address, label: 'Get fewer letters like this' });

/** The letter as plain text; `out` is where its reader can say that they want no more like it. */
export function textOf({ greeting, body, footer }: Letter, out?: string): string {
  const foot = `-- \n${oneLine(footer)}${out ? `\n${blockText(wayOut(out))}` : ''}`;
  const parts = [...(greeting ? [oneLine(greeting)] : []), ...body.map(blockText), foot];
  return `${parts.join('\n\n')}\n`;
}

/** The letter as simple HTML: the same words, nothing fetched from anywhere, links shown as they are. */
export function htmlOf({ subject, greeting, body, footer }: Letter, out?: string): string {
  const parts = [
    ...(greeting ? [`<p>${escape(oneLine(greeting))}</p>`] : []),
    ...body.map(blockHtml),
    `<p><small>${escape(oneLine(footer))}</small></p>`,
    ...(out ? [`<p><small><a href="${escape(out)}">Get fewer letters like this</a></small></p>`] : []),
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(oneLine(subject))}</title></head><body style="font-family:sans-serif;line-height:1.5;max-width:38em">${parts.join('\n')}</body></html>`;
}
