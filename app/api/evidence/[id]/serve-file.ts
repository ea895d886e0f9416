import { Readable } from 'node:stream';
import { log } from '@/lib/log';
import { noteRequest } from '@/lib/observe/request';
import type { OpenFile } from '@/lib/services/evidence/open-file';
import { read, sizeOf } from '@/lib/storage/files';
import { drawable } from '@/lib/workflow/evidence';
import { askedRange, type Range } from './asked-range';

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
export const inWords = (status: number, text: string, headers: Record<string, string> = {}) =>
  new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });

/** Whether the stored bytes are there, as many as were taken in. */
async function isWhole(file: OpenFile): Promise<boolean> {
  if (file.missing) return false;
  const found = await sizeOf(file.storageKey);
  if (found === null) log.error({ evidence: file.id }, 'stored file is missing');
  else if (found !== file.bytes)
    log.error({ evidence: file.id, expected: file.bytes, found }, 'stored file has another length');
  return found === file.bytes;
}

function headersOf(file: OpenFile, preview: boolean): Record<string, string> {
  const kind = preview && drawable.includes(file.mediaType) ? 'inline' : 'attachment';
  return {
    'content-type': file.mediaType,
    'content-disposition': disposition(kind, file.fileName),
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    // Not packed on the way: a part is a part of the bytes that the tag names.
    'cache-control': 'private, no-store, no-transform',
    'accept-ranges': 'bytes',
    etag: file.tag,
  };
}

const stream = async (file: OpenFile, range: Range) =>
  Readable.toWeb(await read(file.storageKey, range)) as ReadableStream<Uint8Array>;

/**
 * The bytes of a file, or the part that is asked for, to be saved; as a preview, a page of ours may draw a picture or a PDF
 * from them. They never run as a page. Their length goes out below the framework, which takes the header of a streamed
 * answer away.
 */
export async function serveFile(file: OpenFile, request: Request): Promise<Response> {
  if (!(await isWhole(file)))
    return inWords(410, 'This file is no longer in the storage. Upload it again, or tell the program’s coordinators.');
  const headers = headersOf(file, new URL(request.url).searchParams.has('preview'));
  const range = askedRange(request.headers, file.bytes, file.tag);
  if (range === 'none')
    return inWords(416, 'This file has no such part. Open it from its beginning.', {
      'content-range': `bytes */${file.bytes}`,
    });
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 };
  const length = end - start + 1;
  noteRequest({ length });
  const body = request.method === 'HEAD' || length === 0 ? null : await stream(file, { start, end });
  if (!range) return new Response(body, { headers });
  return new Response(body, {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${start}-${end}/${file.bytes}` },
  });
}
