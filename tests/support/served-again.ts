import { encode } from 'next-auth/jwt';
import type { Person } from '@/lib/access/actor';
import { createSession, sessionLimits } from '@/lib/auth';
import { freePort } from '@/scripts/postgres.mjs';
import { serve } from '@/scripts/server.mjs';
import { testEnvironment } from '@/scripts/test-demonstration.mjs';
import { worldStart } from './world';

/*
 * A production server on this test file's own database, spoken to as a browser without JavaScript does.
 */

/** Starts servers on one address, one after the other; each believes it starts at `worldStart`. */
export async function portal() {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const env = {
    ...testEnvironment({ url: process.env.DATABASE_URL!, storage: process.env.STORAGE_DIR!, address }),
    DEMO: 'off',
    TOWN_GREEN_NOW: worldStart,
  };
  return { address, start: () => serve('start', { host: '127.0.0.1', port, env, quiet: true }) };
}

/** The cookie of a session just opened for somebody. */
export async function cookieOf(person: Person): Promise<string> {
  const secret = process.env.NEXTAUTH_SECRET!;
  const token = { sid: await createSession(person.id) };
  return `next-auth.session-token=${await encode({ secret, maxAge: sessionLimits.absolute / 1000, token })}`;
}

const entities: Record<string, string> = { '&quot;': '"', '&amp;': '&', '&lt;': '<', '&gt;': '>', '&#x27;': "'" };
const plain = (text: string) => text.replace(/&(?:quot|amp|lt|gt|#x27);/g, (entity) => entities[entity]!);

/** What the form with this field on a page would post, hidden fields and all. */
export function formOn(html: string, field: string): FormData {
  const form = html.split('<form').find((part) => part.split('</form>')[0]!.includes(`name="${field}"`));
  if (!form) throw new Error(`No form of the page has a field ${field}`);
  const data = new FormData();
  for (const [input] of form.split('</form>')[0]!.matchAll(/<input[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(input)?.[1];
    if (name) data.append(plain(name), plain(/\bvalue="([^"]*)"/.exec(input)?.[1] ?? ''));
  }
  return data;
}
