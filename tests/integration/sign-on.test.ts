import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publicActor } from '@/lib/auth';
import { holdClock, now, releaseClock } from '@/lib/clock';
import { prisma } from '../support/owner';
import type { Refusal } from '@/lib/errors';
import { finishSignOn, signOnName, startSignOn } from '@/lib/oidc';
import { signOn } from '@/lib/services/people/sign-on';
import { freshDatabase } from '../support/database';
import { mailbox } from '../support/mailbox';
import { jarOf, providerVariables, startProvider, walk } from '../support/sign-on-provider';
import { makePerson, makeTown, type TownFixture } from '../support/world';

await freshDatabase();
const back = 'http://localhost:3000/api/auth/callback/oidc';
const provider = await startProvider();
provider.open(back);
Object.assign(process.env, providerVariables(provider.issuer));
let town: TownFixture;
beforeAll(async () => {
  const coordinator = await makePerson('Cora Coordinator', { role: 'coordinator' });
  town = await makeTown('Aldbrook', coordinator.id);
});
afterAll(() => provider.stop());
beforeEach(() => releaseClock());

type Cookies = Record<string, string>;
/** Starts here, signs in there, and stands before the way back. */
async function there(subject: string | null) {
  const started = await startSignOn();
  if ('fault' in started) throw new Error(started.fault);
  const address = await walk(started.location, back, subject);
  return { query: Object.fromEntries(address.searchParams), cookies: jarOf(started.setCookies) };
}
async function vouchedFor(subject: string) {
  const { query, cookies } = await there(subject);
  const finished = await finishSignOn(query, cookies);
  if ('fault' in finished) throw new Error(finished.fault);
  return finished.vouched;
}
const enter = async (subject: string) =>
  signOn(publicActor, await vouchedFor(subject)).then(
    ({ userId }) => userId,
    ({ reasons }: Refusal) => reasons[0]!.code,
  );
let count = 0;
async function somebody(more: { disabledAt?: Date; townRole?: boolean } = {}) {
  count += 1;
  const person = await makePerson('Some Body', { role: 'editor', townId: town.id });
  if (more.disabledAt) await prisma().user.update({ where: { id: person.id }, data: { disabledAt: more.disabledAt } });
  provider.accounts.set(`subject-${count}`, { email: person.email, email_verified: true, name: person.name });
  return { ...person, subject: `subject-${count}` };
}

describe('signing on with a provider', () => {
  it('opens the account of a verified address, links it, tells its owner, and knows it again by its subject', async () => {
    const { id, email, subject } = await somebody();
    expect(signOnName()).toBe('Valley Sign-in');
    expect(await vouchedFor(subject)).toMatchObject({ issuer: provider.issuer, subject, email, proven: 'password' });
    expect(await enter(subject)).toBe(id);
    expect(await mailbox()).toMatchObject([{ to: email, subject: expect.stringContaining('Valley Sign-in') }]);
    provider.accounts.set(subject, { email: 'married@aldbrook.test', email_verified: false });
    expect(await enter(subject)).toBe(id);
    expect(await mailbox()).toEqual([]);
    expect(await prisma().event.count({ where: { kind: 'sign-on.linked', details: { equals: { person: id } } } })).toBe(
      1,
    );
  });

  it('makes the account of somebody invited, with the role of the invitation, once', async () => {
    const email = 'new.editor@aldbrook.test';
    provider.accounts.set('invited', { email: 'New.Editor@Aldbrook.test', email_verified: true, name: 'New Editor' });
    const invite = (expiresAt: Date) =>
      prisma().invitation.create({
        data: {
          email,
          role: 'editor',
          townId: town.id,
          createdAt: now(),
          expiresAt,
        },
      });
    await invite(new Date(Date.now() - 1000));
    expect(await enter('invited')).toBe('unknown');
    await invite(new Date(Date.now() + 86_400_000));
    const [first, second] = await Promise.all([enter('invited'), enter('invited')]);
    expect(first).toBe(second);
    const user = await prisma().user.findFirstOrThrow({
      where: { email: { address: email } },
      include: { memberships: true },
    });
    expect(user).toMatchObject({ id: first, name: 'New Editor', memberships: [{ role: 'editor', townId: town.id }] });
    expect(await prisma().invitation.count({ where: { email, usedAt: { not: null } } })).toBe(1);
  });

  it('refuses an address that was not verified there, and one nobody here knows', async () => {
    const { email } = await somebody();
    for (const said of [false, undefined, 'false', 'yes']) {
      provider.accounts.set('sly', { email, email_verified: said });
      expect(await enter('sly')).toBe('unverified');
    }
    provider.accounts.set('stranger', { email: 'stranger@elsewhere.test', email_verified: true });
    expect(await enter('stranger')).toBe('unknown');
    expect(await prisma().identity.count({ where: { subject: { in: ['sly', 'stranger'] } } })).toBe(0);
  });

  it('refuses a closed account, before and after it was linked', async () => {
    const never = await somebody({ disabledAt: now() });
    expect(await enter(never.subject)).toBe('closed');
    const was = await somebody();
    expect(await enter(was.subject)).toBe(was.id);
    await prisma().user.update({ where: { id: was.id }, data: { disabledAt: now() } });
    expect(await enter(was.subject)).toBe('closed');
  });

  it('does not give an account to whoever got its address at the provider later', async () => {
    const { id, email, subject } = await somebody();
    expect(await enter(subject)).toBe(id);
    provider.accounts.set('successor', { email, email_verified: true });
    expect(await enter('successor')).toBe('other');
  });

  it('is slowed down by the network it comes from', async () => {
    const vouched = {
      issuer: provider.issuer,
      subject: 'x',
      email: 'stranger@elsewhere.test',
      name: null,
      from: '203.0.113.9',
    };
    const code = () =>
      signOn(publicActor, vouched).then(
        () => 'in',
        (refusal: Refusal) => refusal.reasons[0]!.code,
      );
    holdClock('2026-03-02T09:00:00-05:00');
    for (let n = 0; n < 30; n += 1) expect(await code()).toBe('unknown');
    expect(await code()).toBe('not-ready');
  });
});

describe('the way back', () => {
  const faultOf = async (query: Cookies, cookies: Cookies) => {
    const finished = await finishSignOn(query, cookies);
    return 'fault' in finished ? finished.fault : 'vouched';
  };

  it('works once: a code that was used is worth nothing', async () => {
    const { query, cookies } = await there((await somebody()).subject);
    expect(await faultOf(query, cookies)).toBe('vouched');
    expect(await faultOf(query, cookies)).toBe('failed');
  });

  it.each(['state', 'nonce', 'code_verifier'])(
    'is closed without the browser’s own %s, or with another’s',
    async (tie) => {
      const { subject } = await somebody();
      const [one, other] = [await there(subject), await there(subject)];
      const name = Object.keys(one.cookies).find((key) => key.endsWith(tie))!;
      expect(name).toBeDefined();
      const without = Object.fromEntries(Object.entries(one.cookies).filter(([key]) => key !== name));
      expect(await faultOf(one.query, without)).toBe('failed');
      expect(await faultOf(other.query, { ...other.cookies, [name]: one.cookies[name]! })).toBe('failed');
    },
  );

  it('is closed to a state that was changed, and to a code of somebody else’s browser', async () => {
    const { subject } = await somebody();
    const [one, other] = [await there(subject), await there(subject)];
    expect(await faultOf({ ...one.query, state: 'another' }, one.cookies)).toBe('failed');
    expect(await faultOf({ ...one.query, code: other.query.code! }, one.cookies)).toBe('failed');
  });

  it('says so when somebody turned back there', async () => {
    const { query, cookies } = await there(null);
    expect(query.error).toBe('access_denied');
    expect(await faultOf(query, cookies)).toBe('declined');
  });

  it('and the way out say that the provider does not answer', async () => {
    const { query, cookies } = await there((await somebody()).subject);
    await provider.stop();
    expect(await startSignOn()).toEqual({ fault: 'unreachable' });
    expect(await faultOf(query, cookies)).toBe('unreachable');
  });
});
