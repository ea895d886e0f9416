import { AsyncLocalStorage } from 'node:async_hooks';
import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { Proven } from '@/lib/auth';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { noteRefusedProof } from '@/lib/observe/refused-proof';

/** What a provider says of somebody in a token it signed, as far as we use it. */
type Claims = {
  iss: string;
  sub: string;
  email?: string;
  email_verified?: boolean | string;
  name?: string;
  amr?: string[];
};

/**
 * Somebody a provider vouches for. `email` only when the provider says that it was verified; `proven` a second step too only
 * where its word on that is taken.
 */
export type Vouched = { issuer: string; subject: string; email: string | null; name: string | null; proven: Proven };

export type SignOnFault = 'unreachable' | 'declined' | 'failed';
type Cookies = Record<string, string>;
type Answer = { location: string | null; setCookies: string[]; body: unknown; fault: SignOnFault };

/** The provider people may sign on with, by its name; null where none is configured. */
export function signOnName(): string | null {
  const { OIDC_ISSUER, OIDC_NAME } = env();
  return OIDC_ISSUER ? OIDC_NAME : null;
}

const verified = ({ email, email_verified: said }: Claims) =>
  email && (said === true || said === 'true') ? email.trim().toLowerCase() : null;

/** Any OpenID Connect provider, found by its issuer; the code flow with PKCE, state and nonce. */
/** An issuer without the slash that some write at its end. */
const bare = (issuer: string): string => issuer.replace(/\/$/, '');

function provider(): OAuthConfig<Claims> {
  const { OIDC_ISSUER = '', OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  return {
    id: 'oidc',
    name: OIDC_NAME,
    type: 'oauth',
    wellKnown: `${bare(OIDC_ISSUER)}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    httpOptions: { timeout: 5_000 },
    userinfo: {
      // Many providers tell the address there and not in the signed token, whose own claims win.
      request: async ({ tokens, client }) => {
        const claims = (tokens as unknown as { claims: () => Claims }).claims();
        const more = client.issuer.metadata.userinfo_endpoint ? await client.userinfo(tokens.access_token!) : {};
        return { ...more, ...claims };
      },
    },
    profile: ({ sub }) => ({ id: sub }),
  };
}

/** Whether a failure means that the provider could not be asked at all. */
const isUnreachable = ({ code = '', message }: { code?: string; message: string }) =>
  /^(E[A-Z_]+|UND_ERR\w+)$/.test(code) || /timed out|hang up|expected 200 OK/.test(message);

/** The step a failure belongs to: next-auth has one logger for all that run. */
const running = new AsyncLocalStorage<Answer>();

const logger: NextAuthOptions['logger'] = {
  error: (code, details) => {
    const answer = running.getStore();
    const error = details instanceof Error ? details : details.error;
    if (answer && error instanceof Error && isUnreachable(error)) answer.fault = 'unreachable';
    log.warn({ step: code, fault: answer?.fault }, 'single sign-on failed');
  },
  warn: () => undefined,
  debug: () => undefined,
};

/**
 * Asks next-auth to do one step, and tells what it would have the browser do. Its own session is never opened: `vouched`
 * takes the person and the rest is ours.
 */
async function step(
  action: string[],
  request: { method: 'GET' | 'POST'; query?: Cookies; body?: Cookies; cookies: Cookies },
  vouched: (claims: Claims) => void = () => undefined,
): Promise<Answer> {
  const answer: Answer = { location: null, setCookies: [], body: null, fault: 'failed' };
  const options: NextAuthOptions = {
    secret: env().NEXTAUTH_SECRET,
    providers: [provider()],
    session: { strategy: 'jwt' },
    useSecureCookies: env().BASE_URL.startsWith('https:'),
    callbacks: {
      signIn: ({ profile }) => {
        vouched(profile as unknown as Claims);
        return '/';
      },
    },
    logger,
  };
  const { method, cookies, body = {}, query } = request;
  const incoming = { method, cookies, body, headers: {}, query: { ...query, nextauth: action } };
  const outgoing = {
    status: () => outgoing,
    getHeader: (name: string) => (name.toLowerCase() === 'set-cookie' ? answer.setCookies : undefined),
    setHeader: (name: string, value: string | string[]) => {
      if (name.toLowerCase() === 'set-cookie') answer.setCookies = [value].flat();
      if (name.toLowerCase() === 'location') answer.location = String(value);
      return outgoing;
    },
    end: () => undefined,
    json: (body: unknown) => void (answer.body = body),
    send: (body: unknown) => void (answer.body = body),
  };
  const [asked, response] = [incoming, outgoing] as unknown as [NextApiRequest, NextApiResponse];
  await running.run(answer, () => NextAuth(asked, response, options));
  return answer;
}

/** Whether a cookie ties the way out to the way back; next-auth's other cookies mean nothing here. */
export const isTie = (cookie: string): boolean => /next-auth\.(state|nonce|pkce\.code_verifier)(=|$)/.test(cookie);

/** Cookies as a browser would send them back. */
const sentBack = (setCookies: string[]): Cookies =>
  Object.fromEntries(
    setCookies.map((cookie) => {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      return [name, decodeURIComponent(value)];
    }),
  );

/** Where to send the browser to sign on, and the cookies that prove on the way back that it was this browser. */
export async function startSignOn(): Promise<{ location: string; setCookies: string[] } | { fault: SignOnFault }> {
  const csrf = await step(['csrf'], { method: 'GET', cookies: {} });
  const { csrfToken } = csrf.body as { csrfToken: string };
  const answer = await step(['signin', 'oidc'], {
    method: 'POST',
    cookies: sentBack(csrf.setCookies),
    body: { csrfToken },
  });
  const { location } = answer;
  const setCookies = answer.setCookies.filter(isTie);
  return location && setCookies.length > 0 ? { location, setCookies } : { fault: answer.fault };
}

/** Whom the provider vouches for, once state, nonce, PKCE, signature, issuer and audience have been checked. */
export async function finishSignOn(
  query: Cookies,
  cookies: Cookies,
): Promise<{ vouched: Vouched } | { fault: SignOnFault }> {
  let claims: Claims | undefined;
  const answer = await step(['callback', 'oidc'], { method: 'GET', query, cookies }, (said) => (claims = said));
  if (!claims) {
    const fault = query.error === 'access_denied' ? 'declined' : answer.fault;
    if (fault === 'failed') noteRefusedProof({ what: 'sign-on', why: 'failed' });
    return { fault };
  }
  const { iss: issuer, sub: subject, name = null, amr = [] } = claims;
  // The library takes the issuer from what the provider says of itself; it has to be the one that was configured.
  if (bare(issuer) !== bare(env().OIDC_ISSUER ?? '')) {
    noteRefusedProof({ what: 'sign-on', why: 'failed' });
    return { fault: 'failed' };
  }
  const proven = env().OIDC_MFA === 'trusted' && amr.includes('mfa') ? 'both' : 'password';
  return { vouched: { issuer, subject, email: verified(claims), name, proven } };
}
