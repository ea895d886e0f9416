import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export type Account = { email: string; email_verified?: boolean | string; name?: string };
const client = { id: 'town-green', secret: 'a secret between the two sites' };
const hour = 3600;

/** What to tell the portal under test about a provider. */
export const providerVariables = (issuer: string) => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: client.id,
  OIDC_CLIENT_SECRET: client.secret,
  OIDC_NAME: 'Valley Sign-in',
});

/**
 * A real OpenID Connect provider on loopback, whose people sign in without a password. Who is not among its `accounts`
 * and looks like an address has that address, verified. `open` says where it leads back to.
 */
export async function startProvider() {
  const accounts = new Map<string, Account>();
  const server = http.createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const accountOf = (id: string): Account | undefined =>
    accounts.get(id) ?? (id.includes('@') ? { email: id, email_verified: true } : undefined);
  return {
    issuer,
    accounts,
    open(redirect: string) {
      const provider = new Provider(issuer, {
        clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirect] }],
        claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
        pkce: { required: () => true },
        cookies: { keys: ['only for this test'] },
        jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
        ttl: { Interaction: hour, Session: hour, Grant: hour, AccessToken: hour, IdToken: hour },
        findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...accountOf(id) }) }),
      });
      server.on('request', provider.callback());
    },
    stop: () =>
      new Promise<void>((stopped) => {
        server.closeAllConnections();
        server.close(() => stopped());
      }),
  };
}

/** Walks through the provider's own pages as a browser would, and returns the address it leads back to. */
export async function walk(start: string, redirect: string, subject: string | null): Promise<URL> {
  const jar = new Map<string, string>();
  const visit = async (address: string, form?: Record<string, string>) => {
    const answer = await fetch(address, {
      method: form ? 'POST' : 'GET',
      body: form ? new URLSearchParams(form) : undefined,
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
    });
    for (const [name, value] of Object.entries(jarOf(answer.headers.getSetCookie()))) {
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    const page = await answer.text();
    const next = answer.headers.get('location');
    return { page, status: answer.status, next: next && new URL(next, address).href };
  };
  let at = start;
  for (let steps = 0; steps < 16; steps += 1) {
    if (at.startsWith(redirect)) return new URL(at);
    let answer = await visit(at);
    if (!answer.next && subject === null) answer = await visit(`${at}/abort`);
    else if (!answer.next) {
      const prompt = /name="prompt" value="(\w+)"/.exec(answer.page)?.[1] ?? '';
      answer = await visit(at, { prompt, login: subject ?? '' });
    }
    if (!answer.next) throw new Error(`the provider stopped with ${answer.status} at ${at}`);
    at = answer.next;
  }
  throw new Error('the provider did not lead back');
}

/** Cookies as a browser keeps them. */
export const jarOf = (setCookies: string[]): Record<string, string> =>
  Object.fromEntries(
    setCookies.map((cookie) => {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      return [name, decodeURIComponent(value)];
    }),
  );
