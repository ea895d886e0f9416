import { readdirSync } from 'node:fs';
import path from 'node:path';
import { troubleWords } from '@/lib/trouble-words';

const folder = path.join('.next', 'static', 'chunks');

/** The styles that pages have; none where nothing is built. */
function stylesheets(): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.css'));
    return names.map((name) => `<link rel="stylesheet" href="/_next/static/chunks/${name}">`);
  } catch {
    return [];
  }
}
let styles: string[] | undefined;

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * The page for a fault, or for a portal that is busy, as it can be read without scripts: `reference` is the number of the
 * request, or "busy", and `address` the page that was asked for.
 */
export function troublePage(reference: string, address: string): string {
  const words = troubleWords(reference);
  const number = words.reference ? `<p>Reference <b class="num">${escaped(words.reference)}</b></p>` : '';
  return `<!doctype html><html lang="en-US"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title} · Town Green</title>${(styles ??= stylesheets()).join('')}</head><body>
<header class="top"><div class="wrap"><a class="brand" href="/"><span><b>Town Green</b><small>Certification portal of Sustainable CT</small></span></a></div></header>
<main id="main" class="wrap" tabindex="-1"><div class="page-head spaced"><h1>${words.title}</h1><p class="lede">${words.lede}</p></div>
<div class="prose"><p>${words.next}</p>${number}</div>
<div class="acts mt-6"><a class="btn" href="${escaped(address)}">${words.again}</a> <a href="/">${words.home}</a></div></main></body></html>`;
}
