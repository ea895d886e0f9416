import { notFound, redirect } from 'next/navigation';
import { Refusal } from '@/lib/errors';
import { requestId } from '@/lib/observe/request';

/** The sign-in page, leading back to a path afterwards. */
export const signInPath = (next?: string): string =>
  next && next !== '/home' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in';

/** The error under the number of its request: the page that says so shows it as the reference. */
function numbered(error: unknown): unknown {
  const id = requestId();
  const free = error instanceof Error && !('digest' in error) && Object.isExtensible(error);
  return free && id ? Object.assign(error, { digest: id }) : error;
}
/** The page of the second step, leading on to a path afterwards. */
export const secondStepPath = (needs: 'code' | 'set-up', next: string): string =>
  `/sign-in/${needs}${next === '/home' ? '' : `?next=${encodeURIComponent(next)}`}`;

/** What a service gives a page. Its not-found becomes Next's; who is not signed in goes to sign in; the rest is thrown on. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') notFound();
    if (error instanceof Refusal && error.code === 'unauthenticated') redirect(signInPath());
    throw numbered(error);
  }
}

/** What a service gives, or null for what it says does not exist: for pages that explain this in words of their own. */
export async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return null;
    throw error;
  }
}
