import { notFound, redirect } from 'next/navigation';
import { Refusal } from '@/lib/errors';

/** The sign-in page, leading back to a path afterwards. */
export const signInPath = (next?: string): string =>
  next && next !== '/home' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in';

/** What a service gives a page. Its not-found becomes Next's; who is not signed in goes to sign in; the rest is thrown on. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') notFound();
    if (error instanceof Refusal && error.code === 'unauthenticated') redirect(signInPath());
    throw error;
  }
}
