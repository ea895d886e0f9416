import { refuse } from '@/lib/errors';

/** The JSON of a request, read up to `most` bytes; refused as invalid beyond that, or when it is no JSON. */
export async function readJson(request: Request, most: number, tooLarge: string): Promise<unknown> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) break;
    bytes += part.value.byteLength;
    if (bytes > most) {
      await reader?.cancel();
      throw refuse('invalid', tooLarge);
    }
    chunks.push(part.value);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw refuse('invalid', 'The request could not be read. Reload the page and try again.');
  }
}
