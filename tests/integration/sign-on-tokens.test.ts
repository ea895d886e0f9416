import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actorOfSession, createSession, publicActor } from '@/lib/auth';
import { now, releaseClock } from '@/lib/clock';
import { env } from '@/lib/env';
import { finishSignOn, startSignOn } from '@/lib/oidc';
import { freshDatabase } from '../support/database';
import { newKey, startFalseProvider, tokenOf } from '../support/false-provider';
import { prisma } from '../support/owner';
import { jarOf, providerVariables } from '../support/sign-on-provider';
import { makePerson } from '../support/world';

await freshDatabase();
const client = 'town-green';
const provider = await startFalseProvider(client);
Object.assign(process.env, providerVariables(provider.issuer), { OIDC_CLIENT_ID: client });
afterAll(() => provider.stop());
const { state, key, issuer } = provider;
const honest = state.token;
const said = { ...state };

beforeEach(() => releaseClock());
afterEach(() => {
  Object.assign(state, said, { token: honest, metadata: {} });
  Object.assign(env(), { OIDC_MFA: 'ask' });
});

/** Signs on, and says whom the provider vouches for, or what is wrong. */
async function signedOn() {
  const started = await startSignOn();
  if ('fault' in started) return started.fault;
  const finished = await finishSignOn(provider.back(started.location), jarOf(started.setCookies));
  return 'fault' in finished ? finished.fault : finished.vouched;
}
/** The provider says something else of somebody than it should. */
const says = (changed: object) => (state.token = (right) => tokenOf({ ...right, ...changed }, key));
const sealedWith = (secret: string, claims: object) => {
  const [, body] = tokenOf(claims, null).split('.');
  const head = Buffer.from('{"alg":"HS256"}').toString('base64url');
  return `${head}.${body}.${createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')}`;
};

describe('a provider’s token', () => {
  it('is believed when all of it is right', async () => {
    expect(await signedOn()).toMatchObject({ issuer, subject: 'subject', email: 'somebody@aldbrook.test' });
  });

  it.each<[string, () => unknown]>([
    ['for another audience', () => says({ aud: 'another-site' })],
    ['for two audiences of which it was made for the other', () => says({ aud: [client, 'x'], azp: 'x' })],
    ['of another issuer', () => says({ iss: 'https://elsewhere.example.org' })],
    ['without an issuer', () => says({ iss: undefined })],
    ['that has expired', () => says({ exp: Math.floor(Date.now() / 1000) - 120 })],
    ['for another sign-on', () => says({ nonce: 'of-another' })],
    ['of nobody', () => says({ sub: undefined })],
    ['that is not signed', () => (state.token = (right) => tokenOf(right, null))],
    [
      'signed with a key that is not the provider’s',
      () => (state.token = (right) => tokenOf(right, newKey().privateKey)),
    ],
    [
      'signed with the public key as if it were a secret',
      () =>
        (state.token = (right) =>
          sealedWith(provider.publicKey.export({ type: 'spki', format: 'pem' }).toString(), right)),
    ],
    [
      'changed after it was signed',
      () =>
        (state.token = (right) => {
          const [head, , signature] = honest(right).split('.');
          const [, body] = tokenOf({ ...right, sub: 'somebody-else' }, null).split('.');
          return [head, body, signature].join('.');
        }),
    ],
  ])('%s is refused', async (_, falsify) => {
    falsify();
    expect(await signedOn()).toBe('failed');
    expect(state.asked).toBeGreaterThan(said.asked);
  });
});

describe('a provider’s metadata', () => {
  it('that names another issuer is not believed: its tokens are that one’s, and the configured one’s are not', async () => {
    const other = 'https://elsewhere.example.org';
    state.metadata = { issuer: other };
    expect(await signedOn()).toBe('failed');
    says({ iss: other });
    expect(await signedOn()).toBe('failed');
  });
});

describe('a provider’s word that it asked for a second step', () => {
  it.each([
    ['ask', ['pwd', 'mfa'], 'password', 'public'],
    ['trusted', ['pwd', 'mfa'], 'both', 'person'],
    ['trusted', ['pwd'], 'password', 'public'],
    ['trusted', undefined, 'password', 'public'],
    ['trusted', 'mfa', 'password', 'public'],
  ] as const)('OIDC_MFA=%s and %j: proven %s, a coordinator is %s', async (OIDC_MFA, amr, proven, kind) => {
    Object.assign(env(), { OIDC_MFA });
    says({ amr });
    const vouched = await signedOn();
    expect(vouched).toMatchObject({ proven });
    const coordinator = await makePerson('Cora Coordinator', { role: 'coordinator' });
    await prisma().secondFactor.create({ data: { userId: coordinator.id, secret: 'x', since: now() } });
    const session = await createSession(coordinator.id, typeof vouched === 'object' ? vouched.proven : 'password');
    const actor = await actorOfSession(session);
    expect(actor.kind).toBe(kind);
    if (kind === 'public') expect(actor).toEqual(publicActor);
  });
});
