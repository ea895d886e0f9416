import { sessionLeft } from '@/lib/auth';
import { respond } from '@/lib/command';

const answer = async (): Promise<Response> => {
  const left = await sessionLeft();
  const headers = { 'cache-control': 'no-store' };
  return left ? Response.json(left, { headers }) : Response.json({ ended: true }, { status: 401, headers });
};

/** What is left of the session. Asking is not using: a page left open does not keep its person signed in. */
export function GET(): Promise<Response> {
  return answer();
}

/** Uses the session, at the wish of its person; answers what is then left of it. */
export function POST(request: Request): Promise<Response> {
  return respond(request, answer);
}
