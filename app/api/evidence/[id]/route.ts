import { Readable } from 'node:stream';
import { respond } from '@/lib/command';
import { Refusal } from '@/lib/errors';
import { log } from '@/lib/log';
import { openFile, type OpenFile } from '@/lib/services/evidence/open-file';
import { read } from '@/lib/storage/files';
import { drawable } from '@/lib/workflow/evidence';

/** The name of a download, once in plain ASCII and once whole (RFC 6266, RFC 5987). */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${whole}`;
}

const words = (status: number, text: string) =>
  new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });

/** The stored bytes, or null when they are gone or not as many as were taken in. */
async function bytesOf(file: OpenFile): Promise<Readable | null> {
  try {
    const { stream, bytes } = await read(file.storageKey);
    if (bytes === file.bytes) return stream;
    stream.destroy();
    log.error({ evidence: file.id, expected: file.bytes, found: bytes }, 'stored file has another length');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    log.error({ evidence: file.id }, 'stored file is missing');
  }
  return null;
}

/** A file of a library, to be saved; `?preview` lets a page draw a picture or a PDF. It never runs as a page of ours. */
export async function GET(request: Request, context: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await context.params;
  return respond(request, async (actor) => {
    let file: OpenFile;
    try {
      file = await openFile(actor, { id });
    } catch (error) {
      if (error instanceof Refusal) return words(404, error.message);
      throw error;
    }
    const stream = await bytesOf(file);
    if (!stream)
      return words(410, 'This file is no longer in the storage. Upload it again, or tell the program’s coordinators.');
    const inline = new URL(request.url).searchParams.has('preview') && drawable.includes(file.mediaType);
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': file.mediaType,
        'content-length': String(file.bytes),
        'content-disposition': disposition(inline ? 'inline' : 'attachment', file.fileName),
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    });
  });
}
