import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { Prisma } from '@/lib/db/generated/client';
import { eventText, staffOnly } from '@/lib/workflow/event-words';
import type { RecordView } from '@/lib/workflow/views';
import { parseId, titleOf } from './get-application';
import { loadApplication, seesUnsent, subjectOf } from './load-application';
import { townRef } from './view-parts';

const size = 100;

type Input = { application: string; after?: string };
type Row = { id: string; at: Date; kind: string; details: Record<string, unknown>; name: string | null };

/**
 * Everything that happened to an application, newest first, 100 entries a page; what a town may not read yet is left out.
 * Saves of one person in one action, none ten minutes after the one before, read as one entry.
 */
export async function getRecord(actor: Actor, input: Input): Promise<RecordView> {
  const after = input.after ? z.uuid().safeParse(input.after).data : undefined;
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, parseId(input.application));
    const hidden = seesUnsent(actor, subjectOf(rows)) ? [] : [...staffOnly];
    const older = after
      ? Prisma.sql`and (at, id) < (select at, id from events where id = ${after}::uuid and application_id = ${rows.id}::uuid)`
      : Prisma.empty;
    const events = await tx.$queryRaw<Row[]>`
      select id, at, kind, details, name from (
        select e.id, e.at, e.kind, e.details, u.name,
          e.kind = 'answers.saved' and lag(e.kind) over newer = e.kind
            and lag(e.actor_id) over newer = e.actor_id
            and lag(e.details->>'action') over newer = e.details->>'action'
            and lag(e.at) over newer - e.at < interval '10 minutes' as repeated
        from events e left join users u on u.id = e.actor_id
        where e.application_id = ${rows.id}::uuid and e.kind <> all (${hidden}::text[])
        window newer as (order by e.at desc, e.id desc)
      ) entries
      where repeated is not true ${older}
      order by at desc, id desc
      limit ${size + 1}`;
    const page = events.slice(0, size);
    const title = titleOf(rows.rulebook.content);
    return {
      id: rows.id,
      town: townRef(rows.town),
      year: rows.cycle.year,
      entries: page.map((e) => ({ id: e.id, when: e.at, who: e.name, text: eventText(e.kind, e.details, title) })),
      next: events.length > size ? (page.at(-1)?.id ?? null) : null,
    };
  });
}
