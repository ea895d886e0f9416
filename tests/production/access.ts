import { beforeAll, expect, test } from 'vitest';
import {
  actors,
  cookieOf,
  forgetChecks,
  makeAccessWorld,
  type AccessWorld,
  type Subject,
  type Who,
} from '../support/access-world';
import { builtCommands, ownPage, post, type CommandAnswer } from '../support/commands';
import { startPortal, type Portal } from '../support/built-portal';
import { pageRoutes } from '../support/routes';
import { leaksOf, type Leaks } from '../support/secrets';
import { expectedOf, gaps, routeMethods, type CommandEntrance, type Entrance, type Words } from './matrix';
import { commands } from './matrix-commands';
import { pages, routes } from './matrix-pages';
import { prisma } from '../support/owner';

const built = builtCommands();
let portal: Portal;
let world: AccessWorld;
let leaks: Leaks;

async function open(proxy: boolean): Promise<void> {
  portal = await startPortal({ proxy });
  world = await makeAccessWorld(portal);
  leaks = await leaksOf(world);
}

/** Asks once for each of the actors, and answers their words; what leaks or is changed though refused is said beside. */
async function wordsOf(ask: (who: Who) => Promise<{ word: string; leaks?: string[] }>): Promise<Words> {
  const words: Partial<Words> = {};
  for (const who of actors) {
    const before = await prisma().event.count();
    const { word, leaks: leaked = [] } = await ask(who);
    const changed = word !== 'ok' && (await prisma().event.count()) !== before ? ['changed something'] : [];
    words[who] = [word, ...changed, ...leaked].join('; ');
  }
  return words as Words;
}

function wordOf(answer: Response): string {
  const to = answer.headers.get('location');
  if (to) return new URL(to, answer.url).pathname === '/sign-in' ? 'in' : 'on';
  if (answer.ok) return 'ok';
  return { 401: 'in', 403: 'no', 404: '404', 409: 'yet' }[answer.status] ?? `status ${answer.status}`;
}

function formOf(parts: Record<string, string>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(parts))
    body.append(name, name === 'file' ? new File([value], 'note.txt', { type: 'text/plain' }) : value);
  return body;
}

async function visit(method: string, entrance: Entrance, subject: Subject, who: Who) {
  const path = entrance.at(subject, world);
  const json = entrance.json?.(subject, world);
  const parts = entrance.parts?.(subject, world);
  const cookie = world.cookies[who];
  const answer = await fetch(portal.address + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(method === 'GET' ? {} : ownPage(portal)),
      ...(json ? { 'content-type': 'application/json' } : {}),
    },
    body: json ? JSON.stringify(json) : parts ? formOf(parts) : undefined,
  });
  const [word, text] = [wordOf(answer), await answer.text()];
  // The page for a wrong address says nothing of what is there for others.
  const strange = ['anonymous', 'other town', 'unassigned', 'in conflict', 'disabled', 'ended', 'half way'].includes(
    who,
  );
  const named = word === '404' && strange && text.includes(world.world.aldbrook.name) ? ['names the town'] : [];
  return { word, leaks: [...leaks(text, who, path), ...named] };
}

const wordOfCode: Record<string, string> = {
  unauthenticated: 'in',
  forbidden: 'no',
  'not-found': '404',
  conflict: 'yet',
  'not-ready': 'yet',
};

/** The word of a command's answer; a refusal must give its reason. */
function wordOfCommand({ result, led, status }: CommandAnswer): string {
  if (led || result?.ok) return 'ok';
  if (!result) return `no result, status ${status}`;
  const [reason] = result.reasons ?? [];
  if (!reason || reason.message.length < 10) return 'refused without a reason';
  return wordOfCode[result.code ?? ''] ?? `${result.code}: ${reason.message}`;
}

/** Puts back what a command that was let through may have spent, so that each person finds the same. */
async function putBack({ application, state, round, citation, evidence, link }: Subject): Promise<void> {
  await prisma().application.update({ where: { id: application }, data: { status: state, round } });
  await prisma().citation.update({ where: { id: citation }, data: { removedAt: null } });
  await prisma().evidence.update({ where: { id: evidence }, data: { removedAt: null } });
  await forgetChecks(link);
  await prisma().secondReading.deleteMany();
  const { id, row } = world.invitation;
  await prisma().invitation.upsert({ where: { id }, update: {}, create: row });
}

async function give(name: string, command: CommandEntrance, subject: Subject, who: Who) {
  const own = who !== 'anonymous' && command.spendsSession;
  const cookie = own ? (await cookieOf(world.people[who])).cookie : world.cookies[who];
  const page = `/applications/${subject.application}`;
  const form = command.with(subject, world);
  const answer = await post(portal, built[name]!, form, { cookie, page });
  const word = wordOfCommand(answer);
  if (word === 'ok') await putBack(subject);
  return { word, leaks: leaks(answer.text, who, JSON.stringify([page, form])) };
}

/**
 * Every entrance × everybody × every state that matters, asked over HTTP of the built portal, with its proxy or as if
 * proxy.ts were empty: nothing may depend on it. Each answer is searched for secrets and for the other town. Call it once
 * in a test file, after `freshDatabase()`.
 */
export function testAccess(options: { proxy: boolean }): void {
  beforeAll(() => open(options.proxy));

  test('every entrance of the code has its row, and every row its entrance', () => {
    expect(gaps(pageRoutes(), pages, 'tests/production/matrix-pages.ts')).toEqual([]);
    expect(gaps(routeMethods(), routes, 'tests/production/matrix-pages.ts')).toEqual([]);
    expect(gaps(Object.keys(built), commands, 'tests/production/matrix-commands.ts')).toEqual([]);
  });

  test.each(Object.entries(pages))('the page %s', async (_route, page) => {
    for (const { state, words } of expectedOf(page.rows)) {
      const found = await wordsOf((who) => visit('GET', page, world.subjects[state], who));
      expect({ state, ...found }).toEqual({ state, ...words });
    }
  });

  test.each(Object.entries(routes))('%s', async (route, entrance) => {
    const method = route.split(' ')[0]!;
    for (const { state, words } of expectedOf(entrance.rows)) {
      const found = await wordsOf((who) => visit(method, entrance, world.subjects[state], who));
      expect({ state, ...found }).toEqual({ state, ...words });
    }
  });

  test.each(Object.entries(commands))('the command %s', async (name, command) => {
    for (const { state, words } of expectedOf(command.rows)) {
      const found = await wordsOf((who) => give(name, command, world.subjects[state], who));
      expect({ state, ...found }).toEqual({ state, ...words });
    }
  });
}
