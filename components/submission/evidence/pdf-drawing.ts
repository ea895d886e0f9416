import type { PDFDocumentProxy } from 'pdfjs-dist';

/** An opened PDF. `close` frees its memory. */
export type Pdf = { pages: number; document: PDFDocumentProxy; close: () => void };

/**
 * Fetches a PDF from this site and opens it. Its scripts, forms and links are never run; its worker is our own file. The
 * library's other build asks for features that only the newest browsers have.
 */
export async function openPdf(address: string): Promise<Pdf> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  pdfjs.GlobalWorkerOptions.workerSrc = new URL(
    'pdfjs-dist/legacy/build/pdf.worker.min.mjs',
    import.meta.url,
  ).toString();
  const task = pdfjs.getDocument({ url: address, withCredentials: true, disableRange: true, enableXfa: false });
  const document = await task.promise;
  return { pages: document.numPages, document, close: () => void task.destroy() };
}

/** Draws a page at the width of its canvas, and answers the page's text. `stop` gives the drawing up. */
export function draw(pdf: Pdf, number: number, canvas: HTMLCanvasElement): { done: Promise<string>; stop: () => void } {
  let stopped = false;
  let halt = () => {};
  const work = async () => {
    const page = await pdf.document.getPage(number);
    const natural = page.getViewport({ scale: 1 });
    const sharpness = Math.min(window.devicePixelRatio || 1, 2);
    const width = Math.max(canvas.clientWidth, 280) * sharpness;
    const viewport = page.getViewport({ scale: Math.min(width / natural.width, 6) });
    if (stopped) return '';
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const rendering = page.render({ canvas, viewport });
    halt = () => rendering.cancel();
    await rendering.promise;
    const { items } = await page.getTextContent();
    return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  };
  const done = work().catch((error: unknown) => {
    if (stopped) return '';
    throw error;
  });
  return {
    done,
    stop: () => {
      stopped = true;
      halt();
    },
  };
}
