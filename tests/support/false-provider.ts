import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

type Token = Record<string, unknown>;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token signed by a key, or by none. */
function signed(claims: Token, key: KeyObject | null): string {
  const head = `${part(key ? { alg: 'RS256', kid: 'own' } : { alg: 'none' })}.${part(claims)}`;
  return `${head}.${key ? createSign('RSA-SHA256').update(head).sign(key).toString('base64url') : ''}`;
}

/**
 * As much of an OpenID Connect provider as the portal asks, which answers whatever a test wants: `says` changes the claims of
 * the next tokens, `metadata` what it says of itself, and `signs` by whose key.
 */
export async function startFalseProvider() {
  const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [own, foreign] = [pair(), pair()];
  const state = { says: {} as Token, metadata: {} as Token, signs: 'own' as 'own' | 'foreign' | 'nobody', nonce: '' };
  const answers: Record<string, () => object> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
      ...state.metadata,
    }),
    '/jwks': () => ({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'own' }] }),
    '/token': () => {
      const iat = Math.floor(Date.now() / 1000);
      const claims = { iss: issuer, aud: 'town-green', sub: 'somebody', iat, exp: iat + 300, nonce: state.nonce };
      const key = { own: own.privateKey, foreign: foreign.privateKey, nobody: null }[state.signs];
      const token = signed({ ...claims, email: 'some.body@reed.gov', email_verified: true, ...state.says }, key);
      return { access_token: 'x', token_type: 'Bearer', id_token: token };
    },
  };
  const server = http.createServer((request, response) => {
    const answer = answers[new URL(request.url ?? '/', issuer).pathname];
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer?.() ?? {}));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    state,
    reset: () => Object.assign(state, { says: {}, metadata: {}, signs: 'own' }),
    stop: () =>
      new Promise<void>((stopped) => {
        server.closeAllConnections();
        server.close(() => stopped());
      }),
  };
}
