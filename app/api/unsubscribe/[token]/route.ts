import { publicActor } from '@/lib/auth';
import { refusalResponse } from '@/lib/command';
import { asSaving } from '@/lib/db/gate';
import { refuse } from '@/lib/errors';
import { readText } from '@/lib/request-body';
import { stopLetters } from '@/lib/services/mail/stop-letters';

type Props = { params: Promise<{ token: string }> };

/** Somebody opened the address of a letter's header: the page has the button. Looking stops nothing. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const location = `/unsubscribe/${encodeURIComponent((await params).token)}`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

/**
 * A mail program says for its reader that they want no more letters like this (RFC 8058). It comes from no page of the
 * portal and brings no cookie: the signed link is all its right, and good for nothing else.
 */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  try {
    const { token } = await params;
    const by = 'Open the link in the letter, and use the button there.';
    if (!/List-Unsubscribe[^]{1,9}One-Click/.test(await readText(request, 1024, by))) throw refuse('invalid', by);
    await asSaving(() => stopLetters(publicActor, { token }));
    return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return refusalResponse(error);
  }
}
