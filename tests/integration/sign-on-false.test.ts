import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import * as oidc from '@/lib/oidc';
import { freshDatabase } from '../support/database';
import { startFalseProvider } from '../support/false-provider';
import { jarOf, providerVariables } from '../support/sign-on-provider';

/*
 * What a provider of sign-on says is believed when it is signed by its key, for this portal, by the configured issuer, and not
 * otherwise. OIDC_MFA is "trusted" here: only then, and only said in the token, does it stand for the second step.
 */

await freshDatabase();
const provider = await startFalseProvider();
Object.assign(process.env, providerVariables(provider.issuer), { OIDC_MFA: 'trusted' });
afterAll(() => provider.stop());
beforeEach(() => provider.reset());

/** Starts here, comes back with a code, and tells what was believed. */
async function comeBack({ startSignOn, finishSignOn } = oidc) {
  const started = await startSignOn();
  if ('fault' in started) return { fault: started.fault };
  const asked = new URL(started.location).searchParams;
  provider.state.nonce = asked.get('nonce') ?? '';
  return finishSignOn({ code: 'any', state: asked.get('state') ?? '' }, jarOf(started.setCookies));
}
const failed = { fault: expect.stringMatching(/^(failed|unreachable)$/) as string };

it('believes what is signed, for this portal, by the configured issuer', async () => {
  expect(await comeBack()).toMatchObject({
    vouched: { issuer: provider.issuer, subject: 'somebody', email: 'some.body@reed.gov', proven: 'password' },
  });
});

it.each([
  ['for another site', { aud: 'another-site' }],
  ['for another site too, and passed on by it', { aud: ['town-green', 'another-site'], azp: 'another-site' }],
  ['by another issuer', { iss: 'https://elsewhere.example' }],
  ['of another attempt', { nonce: 'of another attempt' }],
  ['that has ended', { exp: 1 }],
])('refuses a token %s', async (_what, says) => {
  provider.state.says = says;
  expect(await comeBack()).toEqual(failed);
});

it.each(['foreign', 'nobody'] as const)('refuses a token signed by %s', async (by) => {
  provider.state.signs = by;
  expect(await comeBack()).toEqual(failed);
});

it('refuses a provider that calls itself another', async () => {
  provider.state.metadata = { issuer: 'https://elsewhere.example' };
  expect(await comeBack()).toEqual(failed);
  provider.state.says = provider.state.metadata = {
    iss: 'https://elsewhere.example',
    issuer: 'https://elsewhere.example',
  };
  expect(await comeBack()).toEqual(failed);
});

it('takes its word for the second step where it is in the signed token', async () => {
  provider.state.says = { amr: ['pwd', 'mfa'] };
  expect(await comeBack()).toMatchObject({ vouched: { proven: 'both' } });
  provider.state.says = { amr: ['pwd'] };
  expect(await comeBack()).toMatchObject({ vouched: { proven: 'password' } });
});

it('asks for the second step whatever is said there, unless the settings trust it', async () => {
  process.env.OIDC_MFA = 'ask';
  vi.resetModules();
  provider.state.says = { amr: ['mfa'] };
  expect(await comeBack(await import('@/lib/oidc'))).toMatchObject({ vouched: { proven: 'password' } });
});
