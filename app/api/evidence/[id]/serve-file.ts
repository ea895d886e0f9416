import { Readable } from 'node:stream';
import { log } from '@/lib/log';
import type { OpenFile } from '@/lib/services/evidence/open-file';
import { read } from '@/lib/storage/files';
import { drawable } from '@/lib/workflow/evidence';

/** The name of a download, once in plain ASCII and once whole (RFC 6266, RFC 5987). */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name.replace(/\p{Surrogate}/gu, '_')).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${whole}`;
}

/** A plain answer in words. */
export const inWords = (status: number, text: string) =>
  new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });

/** The stored bytes, or null when they are gone or not as many as were taken in. */
async function bytesOf(file: OpenFile): Promise<Readable | null> {
  if (file.missing) return null;
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

/**
 * The bytes of a file, to be saved; as a preview, a page of ours may draw a picture or a PDF from them. They never run as
 * a page. Their length is left to chunked transfer: Next takes the header of a streamed answer away.
 */
export async function serveFile(file: OpenFile, preview: boolean): Promise<Response> {
  const stream = await bytesOf(file);
  if (!stream)
    return inWords(410, 'This file is no longer in the storage. Upload it again, or tell the program’s coordinators.');
  const kind = preview && drawable.includes(file.mediaType) ? 'inline' : 'attachment';
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': file.mediaType,
      'content-disposition': disposition(kind, file.fileName),
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}
