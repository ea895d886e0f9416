import { z } from 'zod';
import { editors, townsAs, type Actor } from '@/lib/access/actor';
import { can, type ApplicationSubject } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { ensure } from '@/lib/services/applications/ensure';
import type { Present } from '@/lib/workflow/presence-words';

/** How long somebody is taken to be there after the last sign of life; a page gives one every 20 seconds. */
const seconds = 45;

export const notePresenceInput = z.strictObject({ submission: z.uuid(), step: z.string().min(1).max(20) });

type Row = { town_id: string; status: ApplicationSubject['status']; clarifying: boolean; others: Present[] };

/**
 * Notes that the actor has a step of a submission open, and says who else has one of the same submission open. One
 * statement, which writes only for those who may edit. No change of the record, so no event.
 */
export async function notePresence(
  actor: Actor,
  { submission, step }: z.output<typeof notePresenceInput>,
): Promise<{ others: Present[] }> {
  if (actor.kind !== 'person') throw refuse('unauthenticated', 'Sign in to go on.');
  const at = now();
  const since = new Date(at.getTime() - seconds * 1000);
  return db.as(actor, async (tx) => {
    const [row] = await tx.$queryRaw<Row[]>`
      with open as (
        select s.id, s.town_id, a.status::text as status
        from submissions s join applications a on a.id = s.application_id where s.id = ${submission}::uuid
      ), mine as (
        insert into presences (submission_id, user_id, town_id, step, seen_at)
        select id, ${actor.id}::uuid, town_id, ${step}, ${at} from open
        where town_id = any(${townsAs(actor, editors)}::uuid[])
        on conflict (submission_id, user_id) do update set step = excluded.step, seen_at = excluded.seen_at
      )
      select o.town_id, o.status, exists (select from step_openings p where p.submission_id = o.id
          and p.kind = 'clarification' and p.sent_at is null and p.closed_at is null and p.deadline >= ${at}) as clarifying,
        coalesce((
        select jsonb_agg(jsonb_build_object('name', u.name, 'step', p.step) order by u.name)
        from presences p join users u on u.id = p.user_id
        where p.submission_id = o.id and p.user_id <> ${actor.id}::uuid and p.seen_at > ${since}), '[]'::jsonb) as others
      from open o`;
    const subject = row && { townId: row.town_id, status: row.status, reviewers: [] };
    if (!subject || can(actor, 'application.read', subject).ok !== true) throw notFound();
    ensure(can(actor, 'answers.edit', { ...subject, clarifying: row.clarifying }));
    return { others: row.others };
  });
}
