import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A token as providers sign it; without a key it is not signed at all. */
export function tokenOf(claims: object, key: KeyObject | null): string {
  const said = `${encoded({ alg: key ? 'RS256' : 'none', kid: 'one' })}.${encoded(claims)}`;
  return `${said}.${key ? sign('sha256', Buffer.from(said), key).toString('base64url') : ''}`;
}

/** A key nobody knows of. */
export const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/**
 * A provider on loopback that says whatever the test wants: `metadata` over what it would rightly say of itself, `token`
 * in the place of a right one. Nobody signs in at it: any code is good.
 */
export async function startFalseProvider(clientId: string) {
  const { privateKey, publicKey } = newKey();
  const server = http.createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state = { metadata: {} as object, token: (right: object): string => tokenOf(right, privateKey), asked: 0 };
  let nonce = '';
  const rightClaims = () => {
    const at = Math.floor(Date.now() / 1000);
    const who = { sub: 'subject', email: 'somebody@aldbrook.test', email_verified: true, name: 'Some Body' };
    return { iss: issuer, aud: clientId, iat: at, exp: at + 300, nonce, ...who };
  };
  const answers: Record<string, () => object> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256'],
      ...state.metadata,
    }),
    '/keys': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] }),
    '/token': () => {
      state.asked += 1;
      return { access_token: 'x', token_type: 'Bearer', id_token: state.token(rightClaims()) };
    },
  };
  server.on('request', (request, response) => {
    const answer = answers[request.url ?? '']?.();
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
  });
  return {
    issuer,
    state,
    key: privateKey,
    publicKey,
    /** What the browser brings back from there. */
    back: (location: string) => {
      const asked = new URL(location).searchParams;
      nonce = asked.get('nonce') ?? '';
      return { code: createHash('sha256').update(location).digest('hex'), state: asked.get('state') ?? '' };
    },
    stop: () =>
      new Promise<void>((stopped) => {
        server.closeAllConnections();
        server.close(() => stopped());
      }),
  };
}
