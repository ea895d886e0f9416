import { cookies, headers } from 'next/headers';
import { currentActor, openSession } from '@/lib/auth';
import { refusalResponse } from '@/lib/command';
import { env } from '@/lib/env';
import { notFound, Refusal } from '@/lib/errors';
import { logUnexpected } from '@/lib/log';
import { currentNetwork } from '@/lib/network';
import { finishSignOn, isTie, signOnName, startSignOn } from '@/lib/oidc';
import { secondStepPath } from '@/lib/pages';
import { safePath } from '@/lib/services/people/safe-path';
import { signOn } from '@/lib/services/people/sign-on';
import { signOnProblems, type SignOnProblem } from '@/lib/services/people/sign-on-problems';

type Context = { params: Promise<{ nextauth: string[] }> };

const nextCookie = 'town-green.next';

const secure = () => env().BASE_URL.startsWith('https:');

const goTo = (path: string): Response =>
  new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store' } });
const signInPage = (problem: SignOnProblem) => goTo(`/sign-in?problem=${problem}`);

/** Sends the browser to the provider. Not for other sites to start: they can only lead to the page with the button. */
async function start(request: Request): Promise<Response> {
  const site = (await headers()).get('sec-fetch-site');
  if (site === 'cross-site') return goTo('/sign-in');
  const started = await startSignOn();
  if ('fault' in started) return signInPage(started.fault);
  const next = encodeURIComponent(safePath(new URL(request.url).searchParams.get('next') ?? undefined));
  const keep = `${nextCookie}=${next}; Path=/; HttpOnly; SameSite=Lax; Max-Age=900${secure() ? '; Secure' : ''}`;
  const answer = goTo(started.location);
  for (const cookie of [...started.setCookies, keep]) answer.headers.append('set-cookie', cookie);
  return answer;
}

/** The words' name for a refusal; what is not among them is the delay of a network. */
function problemOf(error: unknown): SignOnProblem {
  if (!(error instanceof Refusal)) {
    logUnexpected(error);
    return 'failed';
  }
  const code = error.reasons[0]?.code ?? '';
  return Object.hasOwn(signOnProblems, code) ? (code as SignOnProblem) : 'wait';
}

/** Takes the browser back from the provider, and opens the session that every sign-in opens. */
async function finish(request: Request): Promise<Response> {
  const jar = await cookies();
  const sent = Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value]));
  // Whatever comes of it, this way back was walked: its cookies are worth nothing any more.
  for (const name of Object.keys(sent))
    if (isTie(name) || name === nextCookie)
      jar.set({ name, value: '', expires: new Date(0), path: '/', httpOnly: true, sameSite: 'lax', secure: secure() });
  const finished = await finishSignOn(Object.fromEntries(new URL(request.url).searchParams), sent);
  if ('fault' in finished) return signInPage(finished.fault);
  try {
    const from = await currentNetwork();
    const { userId } = await signOn(await currentActor(), { ...finished.vouched, from });
    const needs = await openSession(userId, finished.vouched.proven, 'sign-on');
    const next = safePath(sent[nextCookie]);
    return goTo(needs ? secondStepPath(needs, next) : next);
  } catch (error) {
    return signInPage(problemOf(error));
  }
}

/** Signing on with another site's account, where one is configured; of next-auth's own routes there are no others. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const step = (await params).nextauth.join('/');
  if (signOnName() !== null && step === 'signin/oidc') return start(request);
  if (signOnName() !== null && step === 'callback/oidc') return finish(request);
  return refusalResponse(notFound());
}
