import type { Readable } from 'node:stream';
import type { Actor } from '@/lib/access/actor';
import { Refusal, refuse } from '@/lib/errors';
import { pathOf, remove, store, type Stored } from '@/lib/storage/files';
import { inspect } from '@/lib/storage/inspect';
import { fileKinds, kindOfName, mostBytes, type FileKind } from '@/lib/workflow/evidence';
import { nameFault } from '@/lib/workflow/file-faults';
import { addFile, ensureAddable } from './add-file';
import { placeOf, type Added } from './add-link';
import { fileNamesPeople } from './read-table';
import { scanStored } from './scan-stored';
import { refuseFile, type UploadFields } from './upload-fields';

const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A file's name as it is kept and given back: no folders, nothing unseen, at most 150 characters with its ending. */
export function tidyName(name: string): string {
  const base = (name.split(/[\\/]/).at(-1) ?? '').normalize('NFC').replace(unseen, '').trim();
  const dot = base.lastIndexOf('.');
  const most = (text: string, characters: number) => [...text].slice(0, characters).join('');
  return dot > 0 ? `${most(base.slice(0, dot), 140)}${most(base.slice(dot), 10)}` : most(base, 150);
}

const titleOf = (fileName: string) => fileName.replace(/\.[^.]+$/, '').replaceAll('_', ' ');

async function judge(stored: Stored, kind: FileKind, acknowledged: boolean): Promise<void> {
  if (stored.bytes === 0) throw refuseFile('empty');
  if (stored.bytes > mostBytes) throw refuseFile('too-large');
  const path = pathOf(stored.key);
  const fault = await inspect(path, kind);
  if (fault) throw new Refusal('invalid', [{ ...fault, at: 'file' }]);
  if (!acknowledged && (await fileNamesPeople(path, kind)))
    throw new Refusal('invalid', [
      {
        code: 'names-people',
        message:
          'This file looks like a list of people with their birth dates, phone numbers or addresses. A by-name list of people without a home must not be uploaded. If this is another list and may be kept here, say so and send it again.',
        at: 'acknowledgedPeople',
      },
    ]);
}

/** Stores one file of an upload, looks into it, and adds it to the library; a refused file leaves no bytes behind. */
export async function takeFile(actor: Actor, fields: UploadFields, name: string, stream: Readable): Promise<Added> {
  const fileName = tidyName(name);
  if (!fileName) throw refuse('invalid', 'Choose a file first.', 'file');
  const place = placeOf(fields);
  await ensureAddable(actor, fields.town, place);
  const named = nameFault(name);
  if (named) throw refuseFile(named);
  const kind = kindOfName(fileName);
  if (!kind) throw refuseFile('wrong-kind');
  const stored = await store(stream, mostBytes + 1);
  try {
    await judge(stored, kind, fields.acknowledgedPeople);
    const scan = await scanStored(stored.key);
    if (scan === 'infected') throw refuseFile('infected');
    const { kept, ...added } = await addFile(actor, {
      town: fields.town,
      stored,
      scan,
      fileName,
      mediaType: fileKinds[kind],
      title: fields.title || titleOf(fileName),
      acknowledgedPeople: fields.acknowledgedPeople,
      place,
      pinpoint: fields.pinpoint,
    });
    if (!kept) await remove(stored.key);
    return added;
  } catch (error) {
    // A refusal rolled everything back. After any other failure the row may be there: then bytes without a row are the
    // lesser evil.
    if (error instanceof Refusal) await remove(stored.key);
    throw error;
  }
}
