import { NextResponse, type NextRequest } from 'next/server';

/**
 * Tells the portal's pages which address was asked for, so that signing in leads back to it. It decides nothing: whoever
 * gets past it meets the gate and the services all the same. A header of that name sent by a browser is overwritten.
 */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

// Pages of the portal only. Uploads must stay outside: behind a proxy a body is cut at 10 MB.
export const config = {
  matcher: ['/home', '/applications/:path*', '/evidence', '/people', '/programs/:path*'],
};
