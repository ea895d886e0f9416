import { NextResponse, type NextRequest } from 'next/server';
import { contentPolicy } from '@/lib/content-policy';
import { mostPosted, tooMuchPosted } from '@/lib/posted-limits';

const secure = () => process.env.BASE_URL?.startsWith('https:') ?? false;

/** Whether a form is larger than Next reads; of one sent without a length, the bytes are counted up to that. */
async function isTooLarge(request: NextRequest): Promise<boolean> {
  if (request.method !== 'POST') return false;
  const told = request.headers.get('content-length');
  if (told !== null) return Number(told) > mostPosted;
  const reader = request.body?.getReader();
  let bytes = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > mostPosted) break;
  }
  await reader?.cancel();
  return bytes > mostPosted;
}

/** Says in words that a posted form is too large. Next's own script reads plain text and hands it to the form. */
async function tooMuch(request: NextRequest): Promise<NextResponse | null> {
  if (!(await isTooLarge(request))) return null;
  const byScript = request.headers.has('next-action');
  const page = `<!doctype html><html lang="en-US"><title>This is too much at once</title><h1>This is too much at once</h1><p>${tooMuchPosted}</p><p>Go back to the page: what you typed is still there.</p></html>`;
  return new NextResponse(byScript ? tooMuchPosted : page, {
    status: 413,
    headers: { 'content-type': byScript ? 'text/plain' : 'text/html; charset=utf-8' },
  });
}

/**
 * Gives each page its policy, with a nonce made for this request alone, and tells the portal's pages which address was
 * asked for, so that signing in leads back to it. It decides nothing about rights: whoever gets past it meets the gate and
 * the services all the same. Headers of these names sent by a browser are overwritten.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentPolicy(nonce, { secure: secure(), developing: process.env.NODE_ENV === 'development' });
  const headers = new Headers(request.headers);
  // Next takes the nonce for its own scripts from here.
  headers.set('content-security-policy', policy);
  headers.delete('content-security-policy-report-only');
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  const response = (await tooMuch(request)) ?? NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

// Every page, and no route handler: behind a proxy the body of an upload is cut at 10 MB.
export const config = { matcher: ['/((?!api/|_next/static/|(?:healthz|readyz|favicon.ico|icon.svg)$).*)'] };
