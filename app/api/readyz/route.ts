import { readiness } from '@/lib/db/readiness';

export const dynamic = 'force-dynamic';

/** Says whether the database, its migrations and the file storage are in order: 200, or 503 and which is not. */
export async function GET(): Promise<Response> {
  const { ready, checks } = await readiness();
  return Response.json({ ready, checks }, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
