import { NextResponse, type NextRequest } from 'next/server';
import { contentPolicy } from '@/lib/content-policy';
import { mostPosted, tooMuchPosted } from '@/lib/posted-limits';

const secure = () => process.env.BASE_URL?.startsWith('https:') ?? false;

/** Says in words that a posted form is too large. Next's own script reads plain text and hands it to the form. */
function tooMuch(request: NextRequest): NextResponse | null {
  if (request.method !== 'POST' || !(Number(request.headers.get('content-length')) > mostPosted)) return null;
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
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentPolicy(nonce, { secure: secure(), developing: process.env.NODE_ENV === 'development' });
  const headers = new Headers(request.headers);
  // Next takes the nonce for its own scripts from here.
  headers.set('content-security-policy', policy);
  headers.delete('content-security-policy-report-only');
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  const response = tooMuch(request) ?? NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (secure()) response.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
  return response;
}

// Every page, and no route handler: behind a proxy the body of an upload is cut at 10 MB.
export const config = { matcher: ['/((?!api/|_next/static/|(?:healthz|readyz|favicon.ico|icon.svg)$).*)'] };
