import { deflateRawSync } from 'node:zlib';
import type { Person, Role } from '@/lib/access/actor';
import { actorOf } from '@/lib/auth';
import { rulebookHash } from '@/lib/rulebook/hash';
import { shippedRulebooks } from '@/lib/rulebook/published';
import { prisma } from './owner';

const at = new Date('2024-03-01T12:00:00-05:00');

/** A rulebook and a cycle, for tests that need an application. */
export async function publish() {
  const [rulebook] = shippedRulebooks;
  if (!rulebook) throw new Error('No rulebook is shipped');
  const row = await prisma().rulebook.create({
    data: {
      program: rulebook.program,
      year: rulebook.year,
      version: rulebook.version,
      hash: rulebookHash(rulebook),
      content: rulebook,
      publishedAt: at,
    },
  });
  return prisma().cycle.create({ data: { year: 2024, name: '2024', rulebookId: row.id, opensAt: at } });
}

/** A person with one role, in a town where the role belongs to one. */
export async function join(name: string, role: Role, townId: string | null): Promise<Person> {
  const user = await prisma().user.create({
    data: {
      name,
      email: { create: { address: `${name.toLowerCase().replaceAll(' ', '.')}@town.example` } },
      createdAt: at,
      memberships: { create: { role, townId, createdAt: at } },
    },
  });
  const actor = await actorOf(user.id);
  if (!actor) throw new Error('The person was not made');
  return actor;
}

/** A fictional town with a contact, and an application with the homelessness action in it. */
export async function settle(name: string, cycle: { id: string; rulebookId: string }) {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  const town = await prisma().town.create({
    data: { slug, name, county: 'None', council: 'None', fictional: true },
  });
  const contact = await join(`Contact of ${name}`, 'contact', town.id);
  const application = await prisma().application.create({
    data: {
      townId: town.id,
      cycleId: cycle.id,
      rulebookId: cycle.rulebookId,
      aim: 'bronze',
      createdAt: at,
      statusSince: at,
    },
  });
  const submission = await prisma().submission.create({
    data: {
      applicationId: application.id,
      townId: town.id,
      actionId: 'municipal-workforce-homelessness',
      createdAt: at,
      updatedAt: at,
    },
  });
  const place = { submission: submission.id, step: '1a', slot: 'screenshot', row: null };
  return { town, contact, application, submission, place };
}

export type Part = { name: string; file?: string; content: string | Buffer };

/** The bytes of a multipart form, for cutting and for reading slowly. */
export function multipart(parts: Part[], boundary = 'x-green-x'): Buffer {
  const pieces = parts.flatMap(({ name, file, content }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\nContent-Type: application/octet-stream`}\r\n\r\n`,
    content,
    '\r\n',
  ]);
  return Buffer.concat([...pieces, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece)));
}

/** A request that carries a multipart form, whole or as a stream of pieces. */
export function posting(
  body: Buffer | ReadableStream<Uint8Array>,
  boundary = 'x-green-x',
  signal?: AbortSignal,
): Request {
  const streamed = body instanceof ReadableStream ? { duplex: 'half' as const } : {};
  return new Request('http://localhost:3000/api/evidence', {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: body instanceof ReadableStream ? body : new Uint8Array(body),
    ...streamed,
    signal,
  });
}

/** A ZIP container made of named parts, as office programs write them. */
export function zip(parts: Record<string, string>): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const packed = deflateRawSync(Buffer.from(text));
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(Buffer.byteLength(text), 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(Buffer.byteLength(text), 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    files.push(local, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

const main = {
  docx: 'wordprocessingml.document',
  xlsx: 'spreadsheetml.sheet',
  pptx: 'presentationml.presentation',
};

/** A small office file: its content types and the parts given. */
export const office = (kind: keyof typeof main, parts: Record<string, string> = {}, extraTypes = ''): Buffer =>
  zip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types><Override ContentType="application/vnd.openxmlformats-officedocument.${main[kind]}.main+xml"/>${extraTypes}</Types>`,
    '_rels/.rels': '<Relationships/>',
    ...parts,
  });
