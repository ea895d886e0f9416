import { beforeAll, describe, expect, test } from 'vitest';
import { mostPosted, tooMuchPosted } from '@/lib/posted-limits';
import { makeAccessWorld, type AccessWorld, type Who } from '../support/access-world';
import { builtCommands, encoded, ownPage, post, type Form } from '../support/commands';
import { freshDatabase } from '../support/database';
import { startPortal, type Portal } from '../support/built-portal';
import { expectedOf } from './matrix';
import { commands } from './matrix-commands';
import { prisma } from '../support/owner';

/*
 * What is posted: from no other site, with no key that nobody reads, nothing of one's own rights in it, and no more than
 * can be read.
 */

await freshDatabase();
const built = builtCommands();
let portal: Portal;
let world: AccessWorld;

beforeAll(async () => {
  portal = await startPortal();
  world = await makeAccessWorld(portal);
});

const evil = 'https://elsewhere.example';
const foreign: Record<string, (address: string) => Record<string, string>> = {
  'another site': () => ({ 'sec-fetch-site': 'cross-site', origin: evil }),
  'another site, by Sec-Fetch-Site alone': () => ({ 'sec-fetch-site': 'cross-site' }),
  'another site, by Origin alone': () => ({ origin: evil }),
  'a sister site': (address) => ({
    'sec-fetch-site': 'same-site',
    origin: address.replace('localhost', 'sub.localhost'),
  }),
  'a sister site that claims our origin': (address) => ({ 'sec-fetch-site': 'same-site', origin: address }),
  'no site': (address) => ({ 'sec-fetch-site': 'none', origin: address }),
  'nowhere that is told': () => ({}),
  'a page without an origin': () => ({ origin: 'null' }),
  'our name on another port': () => ({ origin: 'http://localhost:1' }),
  'another site that names itself as the host': () => ({ origin: evil, 'x-forwarded-host': 'elsewhere.example' }),
};

/** Somebody who may give the command, in a state in which they may; else who gets furthest: it is refused for nothing else. */
function giver(name: string): { who: Who; cookie?: string; page: string; form: Form } {
  const command = commands[name]!;
  const expected = expectedOf(command.rows);
  for (const word of ['ok', 'yet', 'no', '404'])
    for (const { state, words } of expected) {
      const who = (Object.keys(words) as Who[]).find((one) => words[one] === word && one !== 'anonymous');
      if (!who) continue;
      const subject = world.subjects[state];
      const page = `/applications/${subject.application}`;
      return { who, cookie: world.cookies[who], page, form: command.with(subject, world) };
    }
  throw new Error(`Nobody may give ${name}`);
}

/** Names by which somebody might claim rights or points. A command takes those that it is there to set, and no other. */
const claims = [
  'town',
  'townId',
  'role',
  'status',
  'points',
  'awarded',
  'level',
  'reviewer',
  'actor',
  'userId',
  'round',
];
const forTheCommand: Record<string, string[]> = {
  'applications.startApplicationCommand': ['town'],
  'evidence.addLink': ['town'],
  'people.invitePersonCommand': ['role', 'town'],
  'people.changeRoleCommand': ['role'],
  'programs.extendDeadlineCommand': ['town'],
  'programs.recordRegistrationCommand': ['town'],
  'programs.recordDesignationCommand': ['town'],
  'reviews.ruleStepCommand': ['points'],
  'reviews.assignReviewerCommand': ['reviewer'],
  'reviews.releaseReviewerCommand': ['reviewer'],
  'reviews.decideCommand': ['level'],
  'assign.assignInBulkCommand': ['reviewer'],
  'assign.setTopicsCommand': ['reviewer'],
  'assign.declareConflictCommand': ['town', 'reviewer'],
  'assign.handOverCommand': ['reviewer'],
  'assign.giveReadingCommand': ['points'],
  'appeals.assignAppealCommand': ['reviewer'],
  'appeals.ruleAppealCommand': ['points'],
  'appeals.correctPointsCommand': ['points'],
};
const unknown = 'Something was sent that has no place here. Reload the page, then send again.';

describe.each(Object.keys(commands))('%s', (name) => {
  test('is refused from anywhere but a page of the portal, and changes nothing', async () => {
    const before = await prisma().event.count();
    for (const [from, headers] of Object.entries(foreign)) {
      const { form, ...options } = giver(name);
      const { result, led, status } = await post(portal, built[name]!, form, {
        ...options,
        headers: headers(portal.address),
      });
      // Next refuses some of them itself, before the command is asked.
      const refused = result ? !result.ok && result.code === 'forbidden' : status >= 400;
      expect({ from, refused, led }).toEqual({ from, refused: true, led: null });
      if (result) expect(result.reasons?.[0]?.message).toContain('did not come from a page of Town Green');
    }
    expect(await prisma().event.count()).toBe(before);
  });

  test('takes no key but its own: of rights and points only what it is there to set', async () => {
    const { form, ...options } = giver(name);
    const own = forTheCommand[name] ?? [];
    expect(Object.keys(form).filter((key) => claims.includes(key) && !own.includes(key))).toEqual([]);
    const before = await prisma().event.count();
    for (const key of ['shoeSize', 'constructor', ...claims].filter((one) => !own.includes(one))) {
      const { result } = await post(portal, built[name]!, { ...form, [key]: '1' }, options);
      const said = result?.reasons?.some(({ message }) => message === unknown);
      expect({ key, code: result?.code, said }).toEqual({ key, code: 'invalid', said: true });
    }
    expect(await prisma().event.count()).toBe(before);
  });
});

describe('route handlers', () => {
  const answers = () => `${portal.address}/api/answers/${world.subjects.draft.submission}`;
  const put = (body: object, headers: Record<string, string> = ownPage(portal)) =>
    fetch(answers(), {
      method: 'PUT',
      headers: { cookie: world.cookies.editor!, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ base: 0, changes: { '1.narrative': 'Posted.' }, ...body }),
    });
  const upload = (fields: Record<string, string>, headers: Record<string, string> = ownPage(portal)) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ town: world.world.aldbrook.id, title: 'A note', ...fields }))
      body.append(name, value);
    body.append('file', new File(['A note\n'], 'note.txt', { type: 'text/plain' }));
    return fetch(`${portal.address}/api/evidence`, {
      method: 'POST',
      headers: { cookie: world.cookies.editor!, ...headers },
      body,
    });
  };

  test('saving and uploading are refused from anywhere but a page of the portal', async () => {
    const before = await prisma().event.count();
    for (const [from, headers] of Object.entries(foreign))
      for (const answer of [await put({}, headers(portal.address)), await upload({}, headers(portal.address))])
        expect({ from, status: answer.status }).toEqual({ from, status: 403 });
    expect(await prisma().event.count()).toBe(before);
  });

  test('they take no key that nobody reads', async () => {
    const before = await prisma().event.count();
    for (const key of ['shoeSize', ...claims]) expect((await put({ [key]: 1 })).status).toBe(422);
    for (const key of ['shoeSize', 'storageKey', ...claims.filter((one) => one !== 'town')])
      expect((await upload({ [key]: '1' })).status).toBe(422);
    expect(await prisma().event.count()).toBe(before);
  });
});

describe('more than can be read, and forms of an older build', () => {
  const signIn = () => built['people.signInCommand']!;
  const large = () => encoded({ email: 'a@example.org', password: 'x'.repeat(1_100_000) });

  test('a form above one megabyte is answered 413 in words: as text to the page’s script, as a page to a browser', async () => {
    const senders: Record<string, string>[] = [{ 'next-action': signIn() }, { accept: 'text/html' }];
    const [byScript, byBrowser] = await Promise.all(
      senders.map((headers) =>
        fetch(`${portal.address}/sign-in`, {
          method: 'POST',
          headers: { ...ownPage(portal), ...headers },
          body: large(),
        }),
      ),
    );
    expect([byScript?.status, byBrowser?.status]).toEqual([413, 413]);
    // Exactly this type: Next's script reads the words of no other.
    expect(byScript?.headers.get('content-type')).toBe('text/plain');
    expect(await byScript?.text()).toBe(tooMuchPosted);
    expect(await byBrowser?.text()).toContain(tooMuchPosted);
  });

  test('so is one that does not say how large it is, in any pieces', async () => {
    const unsaid = (bytes: number, headers: Record<string, string>, piece = 50_000) => {
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(new Uint8Array(Math.min(piece, bytes)).fill(97));
          bytes -= piece;
          if (bytes <= 0) controller.close();
        },
      });
      return fetch(`${portal.address}/sign-in`, {
        method: 'POST',
        headers: { ...ownPage(portal), ...headers },
        body,
        duplex: 'half',
      } as RequestInit);
    };
    for (const [bytes, piece] of [
      [mostPosted + 1, mostPosted],
      [1_500_000, 50_000],
      [12_000_000, 1_000_000],
    ] as const) {
      const byScript = await unsaid(bytes, { 'next-action': signIn(), 'content-type': 'text/plain' }, piece);
      expect([byScript.status, byScript.headers.get('content-type')]).toEqual([413, 'text/plain']);
      expect(await byScript.text()).toBe(tooMuchPosted);
      const form = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
      const byBrowser = await unsaid(bytes, form, piece);
      expect([byBrowser.status, byBrowser.headers.get('content-type')]).toEqual([413, 'text/html; charset=utf-8']);
      expect(await byBrowser.text()).toContain(tooMuchPosted);
    }
  });

  test('a form that does not say how large it is arrives whole', async () => {
    const said = new Request(portal.address, {
      method: 'POST',
      body: encoded({ email: 'nobody@example.org', password: 'a password that is wrong' }),
    });
    const answer = await fetch(`${portal.address}/sign-in`, {
      method: 'POST',
      headers: { ...ownPage(portal), 'next-action': signIn(), 'content-type': said.headers.get('content-type')! },
      body: said.body,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('they do not belong together');
  });

  test('the id of a command that is no more is told apart from a fault', async () => {
    const answer = await fetch(`${portal.address}/sign-in`, {
      method: 'POST',
      headers: { ...ownPage(portal), 'next-action': signIn().replace(/.{6}$/, '000000') },
      body: encoded({ email: 'a@example.org', password: 'b' }),
    });
    expect([answer.status, answer.headers.get('x-nextjs-action-not-found')]).toEqual([409, '1']);
  });
});
