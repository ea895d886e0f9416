/** What a letter says, from which its plain text and its HTML are both made. */
export type Block = string | { link: string; label: string } | { facts: readonly (readonly [string, string])[] };
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
  return block.facts.map(([name, value]) => `${oneLine(name)}: ${oneLine(value)}`).join('\n');
}

function blockHtml(block: Block): string {
  if (typeof block === 'string') return `<p>${escape(oneLine(block))}</p>`;
  if ('link' in block) {
    const address = escape(block.link);
    return `<p><b>${escape(oneLine(block.label))}</b><br><a href="${address}">${address}</a></p>`;
  }
  const rows = block.facts.map(
    ([name, value]) =>
      `<tr><th align="left" style="padding-right:1em">${escape(oneLine(name))}</th><td>${escape(oneLine(value))}</td></tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

/** The letter as plain text. */
export function textOf({ greeting, body, footer }: Letter): string {
  const parts = [...(greeting ? [oneLine(greeting)] : []), ...body.map(blockText), `-- \n${oneLine(footer)}`];
  return `${parts.join('\n\n')}\n`;
}

/** The letter as simple HTML: the same words, nothing fetched from anywhere, links shown as they are. */
export function htmlOf({ subject, greeting, body, footer }: Letter): string {
  const parts = [
    ...(greeting ? [`<p>${escape(oneLine(greeting))}</p>`] : []),
    ...body.map(blockHtml),
    `<p><small>${escape(oneLine(footer))}</small></p>`,
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(oneLine(subject))}</title></head><body style="font-family:sans-serif;line-height:1.5;max-width:38em">${parts.join('\n')}</body></html>`;
}
