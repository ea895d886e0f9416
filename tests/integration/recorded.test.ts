import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { systemActor } from '@/lib/auth';
import { now } from '@/lib/clock';
import { Refusal } from '@/lib/errors';
import { jobMap, type JobName } from '@/lib/jobs/job-map';
import { receiveUpload } from '@/lib/services/evidence/receive-upload';
import { tasks } from '@/lib/services/jobs/tasks';
import { stopLetters, stopLettersInput } from '@/lib/services/mail/stop-letters';
import { notePresence, notePresenceInput } from '@/lib/services/presence/note-presence';
import { saveAnswers, saveAnswersInput } from '@/lib/services/submissions/save-answers';
import type { EventKind } from '@/lib/workflow/event-words';
import { inProject } from '@/scripts/paths.mjs';
import { routeMethods } from '../production/matrix';
import { freshDatabase } from '../support/database';
import { multipart, posting } from '../support/evidence-world';
import { prisma } from '../support/owner';
import { appeals } from '../support/recorded-appeals';
import { assigning } from '../support/recorded-assign';
import { decisions } from '../support/recorded-decisions';
import { letters } from '../support/recorded-letters';
import { people } from '../support/recorded-people';
import { work, type Form, type Row } from '../support/recorded-work';
import { begun, ready, submit } from '../support/stages';
import { watch } from '../support/watched';
import { makeWorld, type World } from '../support/world';

/*
 * Every entrance that changes something is used once with success and once in vain: it writes the events its row names, each
 * in the transaction of what it tells, and none when it refuses. Entrances, jobs and services come from the code.
 */

const seen = vi.hoisted(() => ({ session: '', recorders: new Set<string>() }));

type Made = { schema: z.ZodType; service: (actor: Actor, input: unknown) => Promise<unknown> };
vi.mock('@/lib/command', async (original) => ({
  ...(await original<object>()),
  command: (schema: Made['schema'], service: Made['service']): Made => ({ schema, service }),
}));
vi.mock('@/lib/services/record/record-event', async (original) => {
  const { recordEvent } = await original<{ recordEvent: (...given: unknown[]) => Promise<void> }>();
  return {
    recordEvent: (...given: unknown[]) => {
      const files = [...new Error().stack!.matchAll(/lib\/services\/([\w-]+\/[\w-]+\.ts)/g)].map(([, file]) => file!);
      seen.recorders.add(files[0]!);
      return recordEvent(...given);
    },
  };
});
vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined, set: () => undefined, delete: () => undefined }),
}));
vi.mock('next-auth/next', () => ({ getServerSession: async () => (seen.session ? { id: seen.session } : null) }));

const watched = await watch(await freshDatabase());
afterAll(watched.stop);
let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

type Entrance = (by: Actor, form: Form) => Promise<unknown>;

async function commands(): Promise<[string, Entrance][]> {
  const files = readdirSync(inProject('app', '_commands'));
  const all = files.map(async (file) => {
    const made = (await import(/* @vite-ignore */ inProject('app', '_commands', file))) as Record<string, Made>;
    return Object.entries(made).map(([name, { schema, service }]): [string, Entrance] => [
      `${file.replace('.ts', '')}.${name}`,
      async (by, form) => service(by, schema.parse(form)),
    ]);
  });
  return (await Promise.all(all)).flat();
}

const routes: Record<string, Entrance> = {
  'POST /api/evidence': async (by, { town }) => {
    const parts = [
      { name: 'town', content: `${town as string}` },
      { name: 'file', file: 'minutes.txt', content: Buffer.from('Minutes of the meeting.') },
    ];
    const [outcome] = (await receiveUpload(by, posting(multipart(parts)))).outcomes;
    if (!outcome?.ok) throw new Refusal('invalid', outcome?.reasons ?? []);
  },
  'PUT /api/answers/[submission]': (by, form) => saveAnswers(by, saveAnswersInput.parse(form)),
  'PUT /api/presence/[submission]': (by, form) => notePresence(by, notePresenceInput.parse(form)),
  'POST /api/unsubscribe/[token]': (by, form) => stopLetters(by, stopLettersInput.parse(form)),
  'POST /api/session': async () => undefined,
};

/** What counts tries has no event, also when it refuses. */
const uncounted = ['sign_in_attempts'];
const changes = async () =>
  (await watched.noted()).filter(
    ({ tables, events }) => events.length > 0 || tables.some((t) => !uncounted.includes(t)),
  );

const rows: Record<string, Row> = { ...work, ...assigning, ...people, ...decisions, ...appeals, ...letters };
const entrances = [...(await commands()), ...Object.entries(routes)];

describe('an event for each change, in its transaction, and none for what is refused:', () => {
  test('every entrance has its row, and every row its entrance', () => {
    const changing = routeMethods().filter((route) => !route.startsWith('GET ') && !route.includes('/api/auth/'));
    expect(Object.keys(routes).sort()).toEqual(changing.sort());
    expect(Object.keys(rows).sort()).toEqual(entrances.map(([name]) => name).sort());
  });

  test.each(entrances)('%s', async (name, entrance) => {
    const row = rows[name];
    if (!row) throw new Error(`${name} is new: say in tests/support/recorded-work.ts which events it writes.`);
    const { by, form, refused, session } = await row.given(world);
    seen.session = session ?? '';
    await watched.noted();
    if (refused !== 'never') {
      const other = refused ? by : world.people.stranger;
      await expect(entrance(refused?.by ?? other, refused?.form ?? form)).rejects.toBeInstanceOf(Refusal);
      expect(await changes()).toEqual([]);
    }
    await entrance(by, form);
    const noted = await changes();
    const recorded = noted.filter(({ events }) => events.length > 0);
    expect(recorded.map(({ events }) => events)).toEqual(row.records.map((kinds) => [kinds].flat()));
    const beside = noted.filter(({ events }) => events.length === 0).flatMap(({ tables }) => tables);
    expect([...new Set(beside)].sort()).toEqual(row.beside ?? []);
  });
});

/** An uploaded file whose bytes are gone, and a link to where no checker goes. */
async function evidence(more: object): Promise<string> {
  const { townId, contact } = await begun(world);
  const all = { townId, title: 'Minutes', addedAt: now(), addedById: contact.id, kind: 'file' as const, ...more };
  return (await prisma().evidence.create({ data: all })).id;
}

const jobs: { [N in JobName]: { payload?: () => Promise<object>; records: EventKind[] } } = {
  'check-link': {
    payload: async () => ({ evidence: await evidence({ kind: 'link', url: 'http://127.0.0.1/' }) }),
    records: ['evidence.link-checked'],
  },
  'check-application-links': {
    payload: async () => {
      const stage = await ready(world);
      await submit(stage);
      return { application: stage.id };
    },
    records: [],
  },
  'recheck-links': { records: [] },
  'forget-old-tries': { records: [] },
  'scan-library': { records: [] },
  'keep-storage': {
    payload: async () => {
      await evidence({
        bytes: 7,
        sha256: 'of-nothing',
        storageKey: randomUUID(),
        mediaType: 'text/plain',
        fileName: 'a.txt',
      });
      return {};
    },
    records: ['evidence.missing'],
  },
  'forget-pages': { records: [] },
  'forget-old-letters': { records: [] },
  'write-letters': { records: [] },
  'send-mail': {
    payload: async () => {
      await submit(await ready(world));
      return { mail: (await prisma().mail.findFirstOrThrow({ where: { outcome: null } })).id };
    },
    records: [],
  },
};

test.each(Object.keys(jobMap) as JobName[])('the job %s', async (name) => {
  const { payload, records } = jobs[name];
  const given = payload ? await payload() : {};
  await watched.noted();
  await tasks[name](systemActor, given as never, new AbortController().signal);
  const recorded = (await watched.noted()).map(({ events }) => events).filter((events) => events.length > 0);
  expect(recorded).toEqual(records.map((kind) => [kind]));
});

/** Services that record what comes from outside, and the test that has it come. */
const elsewhere = {
  'evidence/scan-library.ts': 'tests/integration/evidence-scanner.test.ts',
  'people/sign-on.ts': 'tests/integration/sign-on.test.ts',
};

test('every service that records was seen to', () => {
  const files = readdirSync('lib/services', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!function )\brecordEvent\(/.test(file.endsWith('.ts') ? readFileSync(`lib/services/${file}`, 'utf8') : ''),
  );
  expect([...seen.recorders, ...Object.keys(elsewhere)].sort()).toEqual(files.sort());
});
