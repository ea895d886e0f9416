import { refuse } from '@/lib/errors';

/** What is read and thrown away after the limit, so that the sender gets the answer instead of a broken connection. */
const patience = 64 * 1024 * 1024;
const unreadable = 'The request could not be read. Reload the page and try again.';

/** The text of a request, read up to `most` bytes; refused as invalid beyond that, or when it is no text. */
export async function readText(request: Request, most: number, tooLarge: string): Promise<string> {
  const reader = request.body?.getReader();
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) break;
    bytes += part.value.byteLength;
    if (bytes > patience) {
      await reader?.cancel();
      break;
    }
    if (bytes > most) chunks = [];
    else chunks.push(part.value);
  }
  if (bytes > most) throw refuse('invalid', tooLarge);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw refuse('invalid', unreadable);
  }
}

/** The JSON of a request, read up to `most` bytes; refused as invalid beyond that, or when it is no JSON. */
export async function readJson(request: Request, most: number, tooLarge: string): Promise<unknown> {
  const text = await readText(request, most, tooLarge);
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('invalid', unreadable);
  }
}
