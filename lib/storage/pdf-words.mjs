// A thread of its own that reads the words of PDFs, so that one that never ends can be ended (lib/storage/pdf-pages.ts).
import { parentPort } from 'node:worker_threads';

// Only drawing needs these, and nothing is drawn here; pdf.js makes one while it loads.
globalThis.DOMMatrix ??= class {};
globalThis.Path2D ??= class {};
globalThis.ImageData ??= class {};
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');

/** The texts of a page by line, each line cut into cells where there is a gap. */
function rowsOf(items) {
  const lines = new Map();
  for (const { str, transform, width, height } of items) {
    if (!str?.trim()) continue;
    const y = Math.round(transform[5] / 3);
    const line = lines.get(y) ?? lines.get(y + 1) ?? lines.get(y - 1) ?? [];
    if (line.length === 0) lines.set(y, line);
    line.push({ str, from: transform[4], to: transform[4] + width, size: height || 10 });
  }
  return [...lines.values()].map((line) => {
    line.sort((a, b) => a.from - b.from);
    const cells = [];
    let end = -Infinity;
    for (const { str, from, to, size } of line) {
      if (from - end > size) cells.push(str);
      else cells[cells.length - 1] += (from - end > size / 8 ? ' ' : '') + str;
      end = to;
    }
    return cells;
  });
}

async function read({ bytes, pages, rows }) {
  const task = getDocument({
    data: bytes,
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
    stopAtErrors: false,
  });
  const found = [];
  let left = rows;
  try {
    const document = await task.promise;
    for (let number = 1; number <= Math.min(document.numPages, pages) && left > 0; number += 1) {
      const page = await document.getPage(number);
      const lines = rowsOf((await page.getTextContent()).items).slice(0, left);
      found.push(lines);
      left -= lines.length;
    }
  } finally {
    await task.destroy();
  }
  return found;
}

parentPort.on('message', (asked) =>
  read(asked).then(
    (found) => parentPort.postMessage({ pages: found }),
    () => parentPort.postMessage({ pages: [] }),
  ),
);
