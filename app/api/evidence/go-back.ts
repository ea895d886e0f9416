import type { UploadOutcome } from '@/lib/services/evidence/receive-upload';

const nowhere = 'http://nowhere.invalid';

/** The address as a path of this site, or null: another site's address, or one that poses as a path, is none. */
export function sitePath(address: string | null): URL | null {
  if (!address || !/^\/(?![/\\])/.test(address) || /[\\\p{Cc}]/u.test(address) || !URL.canParse(address, nowhere))
    return null;
  const url = new URL(address, nowhere);
  return url.origin === nowhere ? url : null;
}

const word = (outcome: UploadOutcome): string =>
  outcome.ok ? (outcome.reused ? 'reused' : 'added') : (outcome.reasons[0]?.code ?? 'invalid');

/**
 * Sends the person of a plain form back to the page it was on, with what became of each file as words of a closed list
 * (`upload=added.too-large`; components/submission/evidence/upload-notice.tsx says them).
 */
export function goBack(request: Request, back: string | null, outcomes: readonly UploadOutcome[]): Response {
  const signedOut = outcomes.some((outcome) => !outcome.ok && outcome.refusal.code === 'unauthenticated');
  const referrer = request.headers.get('referer');
  const cameFrom =
    referrer && URL.canParse(referrer) && new URL(referrer).host === request.headers.get('host')
      ? new URL(referrer).pathname + new URL(referrer).search
      : null;
  const page = sitePath(back) ?? sitePath(cameFrom) ?? new URL('/home', nowhere);
  if (signedOut) {
    const next = encodeURIComponent(page.pathname + page.search);
    return new Response(null, { status: 303, headers: { location: `/sign-in?next=${next}` } });
  }
  page.searchParams.set('upload', outcomes.map(word).join('.'));
  return new Response(null, {
    status: 303,
    headers: { location: page.pathname + page.search + page.hash, 'cache-control': 'no-store' },
  });
}
