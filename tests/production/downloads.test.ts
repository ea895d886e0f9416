import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { actors, makeAccessWorld, type AccessWorld, type Who } from '../support/access-world';
import { freshDatabase } from '../support/database';
import { startPortal, type Portal } from '../support/built-portal';
import { ownPage } from '../support/commands';
import { raw } from '../support/raw-request';

/*
 * A file in parts, as a viewer of PDFs or a download that was broken off asks for it: the very bytes, and only for whom may
 * read the whole.
 */

await freshDatabase();
let portal: Portal;
let world: AccessWorld;
let address: string;
/** What a server in front would pack, of more than one buffer of the streams on the way. */
const content = Buffer.from(
  Array.from({ length: 9000 }, (_, line) => `${line},${randomBytes(12).toString('hex')}`).join('\n'),
);

beforeAll(async () => {
  portal = await startPortal();
  world = await makeAccessWorld(portal);
  const body = new FormData();
  body.append('town', world.world.aldbrook.id);
  body.append('title', 'Counts');
  body.append('file', new File([content], 'counts.csv', { type: 'text/csv' }));
  const headers = { cookie: world.cookies.editor!, accept: 'application/json', ...ownPage(portal) };
  const answer = await fetch(`${portal.address}/api/evidence`, { method: 'POST', headers, body });
  const { value } = (await answer.json()) as { value: { evidence: string } };
  address = `/api/evidence/${value.evidence}`;
});

async function ask(headers: Record<string, string>, { who = 'viewer' as Who, method = 'GET' } = {}) {
  const cookie = world.cookies[who];
  const answer = await fetch(portal.address + address, {
    method,
    redirect: 'manual',
    headers: { 'accept-encoding': 'gzip, br', ...(cookie ? { cookie } : {}), ...headers },
  });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

describe('a file', () => {
  test('has a length, a tag and its own bytes, packed by nobody', async () => {
    const { status, headers, bytes } = await ask({});
    expect([status, headers.get('content-length'), headers.get('accept-ranges')]).toEqual([
      200,
      `${content.length}`,
      'bytes',
    ]);
    expect(headers.get('etag')).toMatch(/^"[0-9a-f]{64}"$/);
    expect(headers.get('content-encoding')).toBeNull();
    expect(bytes.equals(content)).toBe(true);
  });

  test('put together from parts is the whole, byte for byte', async () => {
    const parts: Buffer[] = [];
    for (let start = 0; start < content.length; start += 65_537) {
      const { status, headers, bytes } = await ask({ range: `bytes=${start}-${start + 65_536}` });
      const end = Math.min(start + 65_536, content.length - 1);
      expect([status, headers.get('content-range'), headers.get('content-length')]).toEqual([
        206,
        `bytes ${start}-${end}/${content.length}`,
        `${end - start + 1}`,
      ]);
      expect(headers.get('content-disposition')).toMatch(/^attachment/);
      parts.push(bytes);
    }
    expect(Buffer.concat(parts).equals(content)).toBe(true);
  });

  test('gives its end, goes on with what was begun, and says which part it does not have', async () => {
    const tag = (await ask({})).headers.get('etag')!;
    expect((await ask({ range: 'bytes=-7' })).bytes.equals(content.subarray(-7))).toBe(true);
    const rest = await ask({ range: 'bytes=100000-', 'if-range': tag });
    expect([rest.status, rest.bytes.equals(content.subarray(100_000))]).toEqual([206, true]);
    const changed = await ask({ range: 'bytes=100000-', 'if-range': '"another"' });
    expect([changed.status, changed.bytes.equals(content)]).toEqual([200, true]);
    const outside = await ask({ range: `bytes=${content.length}-` });
    expect([outside.status, outside.headers.get('content-range')]).toEqual([416, `bytes */${content.length}`]);
  });

  test('is described to HEAD without being sent', async () => {
    const whole = await raw(portal, address, { method: 'HEAD', headers: { cookie: world.cookies.viewer! } });
    expect([whole.status, whole.headers['content-length'], whole.text]).toEqual([200, `${content.length}`, '']);
  });

  test('gives parts to those alone who may read the whole', async () => {
    for (const who of actors) {
      const [whole, part] = [await ask({}, { who }), await ask({ range: 'bytes=0-3' }, { who })];
      const outside = await ask({ range: 'bytes=99999999-' }, { who });
      const may = whole.status === 200;
      expect({ who, part: part.status, outside: outside.status }).toEqual({
        who,
        part: may ? 206 : whole.status,
        outside: may ? 416 : whole.status,
      });
      if (!may) expect(part.headers.get('content-range') ?? part.headers.get('etag')).toBeNull();
    }
  });
});
