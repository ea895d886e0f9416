import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import type { Actor } from '@/lib/access/actor';
import { Refusal, refuse } from '@/lib/errors';
import type { Reason } from '@/lib/verdict';
import { mostBytes, mostPerPost } from '@/lib/workflow/evidence';
import type { Added } from './add-link';
import { takeFile } from './take-file';
import { parseFields, refuseFile, tooLarge, type UploadFields } from './upload-fields';

/** What became of one file. */
export type UploadOutcome =
  ({ ok: true; name: string } & Added) | { ok: false; name: string; reasons: Reason[]; refusal: Refusal };

export type Upload = { back: string | null; outcomes: UploadOutcome[] };

const envelope = 256 * 1024;
/** Lets through a number of bytes and fails on one more, however long the sender goes on. */
function atMost(limit: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit) done(refuseFile(tooLarge));
      else done(null, chunk);
    },
  });
}

/**
 * Reads a multipart request part by part, never whole, and takes each file as it comes. `files` is the most it may carry.
 * A file that is refused says why and the others go on; a request cut off leaves nothing of the file it was in.
 */
export async function receiveUpload(actor: Actor, request: Request, files = mostPerPost): Promise<Upload> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data') || !request.body)
    throw refuse('invalid', 'Send the file with the form of this page.');
  const most = files * mostBytes + envelope;
  if (Number(request.headers.get('content-length') ?? 0) > most) throw refuseFile(tooLarge);

  const fields: Record<string, string> = {};
  const outcomes: UploadOutcome[] = [];
  let parsed: UploadFields | undefined;
  let work: Promise<void> = Promise.resolve();
  let broken: { error: unknown } | undefined;
  const parser = busboy({
    headers: { 'content-type': type },
    defParamCharset: 'utf8',
    limits: {
      fields: 20,
      fieldSize: 4096,
      files: files + 1,
      parts: files + 21,
      fileSize: mostBytes + 1,
      headerPairs: 20,
    },
  });
  parser.on('field', (name, value) => {
    fields[name] = value;
  });
  parser.on('file', (field, stream, { filename }) => {
    const name = filename ?? '';
    // What came before the file, not what came while it waited.
    const before = { ...fields };
    stream.on('error', () => stream.resume());
    const take = async () => {
      if (field !== 'file' || outcomes.length >= files)
        throw refuse('invalid', `Send ${files === 1 ? 'one file' : `at most ${files} files`} at a time.`, 'file');
      parsed ??= parseFields(before);
      outcomes.push({ ok: true, name, ...(await takeFile(actor, parsed, name, stream)) });
    };
    work = work.then(take).catch((error: unknown) => {
      stream.resume();
      if (error instanceof Refusal) outcomes.push({ ok: false, name, reasons: error.reasons, refusal: error });
      // After a cut the parser is gone already, and the pipeline below says so.
      else if (!parser.destroyed || parser.writableFinished) {
        broken = { error };
        parser.destroy(error instanceof Error ? error : undefined);
      }
    });
  });

  const source = Readable.fromWeb(request.body as ReadableStream<Uint8Array>);
  const cut = () => source.destroy(new Error('The connection was cut.'));
  request.signal.addEventListener('abort', cut, { once: true });
  const ended: unknown = await pipeline(source, atMost(most), parser).then(
    () => null,
    (error: unknown) => error,
  );
  request.signal.removeEventListener('abort', cut);
  await work;
  if (broken) throw broken.error;
  if (ended instanceof Refusal) throw ended;
  if (ended) throw refuse('invalid', 'The upload was cut off before it was complete. Send it again.', 'file');
  if (outcomes.length === 0) throw refuse('invalid', 'Choose a file first.', 'file');
  return { back: fields.back ?? null, outcomes };
}
