import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { currentActor, watchingActor } from '@/lib/auth';
import { asSaving } from '@/lib/db/gate';
import { Refusal, refuse, retryAfter, statusOf, unknownKeys, type RefusalCode } from '@/lib/errors';
import { env } from '@/lib/env';
import { logUnexpected } from '@/lib/log';
import { noteRequest } from '@/lib/observe/request';
import type { Reason } from '@/lib/verdict';

/** What a command answers to the form that sent it. `sent` gives the form back what was typed. */
export type Result<T> =
  | { ok: true; value: T }
  | { ok: false; code: RefusalCode | 'broken'; reasons: Reason[]; sent?: Record<string, string | string[]> };

type Options<O> = {
  /** Paths whose pages show the change. */
  touches?: (output: O) => string[];
  /** Where to go when it succeeded. */
  then?: (output: O) => string;
  /** Open to people who are not signed in. Said by the few commands that lead in or out; all others refuse them. */
  open?: boolean;
};

/** Whether an Origin header names this portal: by the address people open, or by the one this request came to. */
function isOurs(origin: string | null, host: string | null): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.origin === new URL(env().BASE_URL).origin || (from.host !== '' && from.host === host);
}

/**
 * Refuses a post that another site had the browser send: mutations check this themselves. Browsers say where a request
 * comes from over TLS and on this machine; elsewhere Origin says it. A post that says neither is refused.
 */
function ensureSameOrigin(incoming: Headers): void {
  const site = incoming.get('sec-fetch-site');
  const same = site ? site === 'same-origin' : isOurs(incoming.get('origin'), incoming.get('host'));
  if (!same)
    throw refuse('forbidden', 'This request did not come from a page of Town Green. Open the page and try again.');
}

/** A posted form as an object; a name ending in [] collects all its values. Next's own fields are left out. */
export function formObject(form: FormData): Record<string, string | string[]> {
  const object: Record<string, string | string[]> = {};
  for (const [name, value] of form.entries()) {
    if (name.startsWith('$ACTION') || typeof value !== 'string') continue;
    const text = value.replaceAll('\r\n', '\n');
    if (name.endsWith('[]')) {
      const key = name.slice(0, -2);
      object[key] = [...((object[key] as string[] | undefined) ?? []), text];
    } else object[name] = text;
  }
  return object;
}

/** What was typed, to be given back to its form: never a password. */
const withoutSecrets = (sent: Record<string, string | string[]>) =>
  Object.fromEntries(Object.entries(sent).filter(([name]) => !/password|token|code/i.test(name)));

/** Refuses the public where only people who are signed in may act. */
function ensureSignedIn(actor: Actor): void {
  if (actor.kind === 'public')
    throw refuse('unauthenticated', 'Sign in to go on. What you typed is kept on this page.');
}

/** The parsed input; refused as invalid with one reason for each fault, addressed by its path. */
export function parseInput<I>(schema: z.ZodType<I>, input: unknown): I {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Refusal(
    'invalid',
    parsed.error.issues.map((issue) => ({
      code: issue.code,
      message: issue.code === 'unrecognized_keys' ? unknownKeys : issue.message,
      at: issue.path.join('.'),
    })),
  );
}

/** The answer to a failure: a refusal speaks for itself; anything else is a bug, logged under a number people can quote. */
function failure(error: unknown): Extract<Result<never>, { ok: false }> {
  noteRequest({ outcome: error instanceof Refusal ? error.code : 'broken' });
  if (error instanceof Refusal) return { ok: false, code: error.code, reasons: error.reasons };
  const reference = logUnexpected(error);
  const message = `Something went wrong on our side, and nothing was changed. Try again; if it happens again, give the number ${reference}.`;
  return { ok: false, code: 'broken', reasons: [{ code: 'broken', message }] };
}

/**
 * A mutation's one entrance (a server action): says who asks, checks origin and envelope, runs the service and answers a
 * Result, or goes on to another page. Works as a plain form post without JavaScript.
 */
export function command<I, O>(
  schema: z.ZodType<I>,
  service: (actor: Actor, input: I) => Promise<O>,
  options: Options<O> = {},
): (previous: Result<O> | null, form: FormData) => Promise<Result<O>> {
  return async (_previous, form) => {
    let output: O;
    const sent = formObject(form);
    try {
      ensureSameOrigin(await headers());
      output = await asSaving(async () => {
        const actor = await currentActor();
        if (!options.open) ensureSignedIn(actor);
        return service(actor, parseInput(schema, sent));
      });
    } catch (error) {
      return { ...failure(error), sent: withoutSecrets(sent) };
    }
    for (const path of options.touches?.(output) ?? []) revalidatePath(path);
    if (options.then) redirect(options.then(output));
    return { ok: true, value: output };
  };
}

/** The answer of a route handler to a failure, as JSON; when the portal is busy it says when to come back. */
export function refusalResponse(error: unknown): Response {
  const refused = failure(error);
  const status = refused.code === 'broken' ? 500 : statusOf[refused.code];
  const headers = { 'cache-control': 'no-store', ...(status === 503 ? { 'retry-after': `${retryAfter}` } : {}) };
  return Response.json(refused, { status, headers });
}

/**
 * The same for a route handler: runs the work and answers JSON, refusals included. Only for people who are signed in,
 * unless it is `open` and says itself what others read. `watching` is no use of the session: it does not prolong it.
 */
export async function respond<T>(
  request: Request,
  work: (actor: Actor) => Promise<T | Response>,
  options: { open?: boolean; watching?: boolean } = {},
): Promise<Response> {
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  const answer = async () => {
    const actor = options.watching ? await watchingActor() : await currentActor();
    if (!options.open) ensureSignedIn(actor);
    return work(actor);
  };
  try {
    if (changes) ensureSameOrigin(request.headers);
    const output = await (changes ? asSaving(answer) : answer());
    return output instanceof Response ? output : Response.json(output, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return refusalResponse(error);
  }
}
