import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { turns } from '@/lib/turns';

/** The lines of a page, each cut into cells where there are gaps. */
export type PdfPage = string[][];

const most = { pages: 20, rows: 1000, milliseconds: 8_000, megabytes: 256 };

let thread: Worker | undefined;

function open(): Worker {
  const worker = new Worker(path.join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'storage', 'pdf-words.mjs'), {
    resourceLimits: { maxOldGenerationSizeMb: most.megabytes },
    stdout: true,
    stderr: true,
  });
  // Out of memory, for one; the end of the thread follows.
  worker.on('error', () => undefined);
  worker.on('exit', () => {
    if (thread === worker) thread = undefined;
  });
  // Waiting for the next PDF must not keep the process up.
  worker.unref();
  return worker;
}

/** Asks the thread, and ends it when it does not answer in time or breaks: the next PDF gets a new one. */
function ask(bytes: Buffer): Promise<PdfPage[]> {
  const worker = (thread ??= open());
  return new Promise((answer) => {
    const onMessage = ({ pages }: { pages: PdfPage[] }) => settle(pages);
    const onEnd = () => settle([]);
    const timer = setTimeout(() => {
      thread = undefined;
      void worker.terminate();
    }, most.milliseconds);
    const settle = (pages: PdfPage[]) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('exit', onEnd);
      answer(pages);
    };
    worker.on('message', onMessage).on('exit', onEnd);
    worker.postMessage({ bytes: new Uint8Array(bytes), pages: most.pages, rows: most.rows });
  });
}

const inTurn = turns(1);

/**
 * The words of a PDF's first twenty pages. Bounded in time and memory; of a PDF that cannot be read within them there are
 * none.
 */
export const pdfPages = (bytes: Buffer): Promise<PdfPage[]> => inTurn(() => ask(bytes));
