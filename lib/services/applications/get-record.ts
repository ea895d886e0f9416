import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { eventText, staffOnly } from '@/lib/workflow/event-words';
import type { RecordView } from '@/lib/workflow/views';
import { parseId, titleOf } from './get-application';
import { loadApplication, seesUnsent, subjectOf } from './load-application';
import { townRef } from './view-parts';

const size = 100;
/** Saves of one person in one action within this time read as one entry. */
const burst = 10 * 60_000;

type Input = { application: string; after?: string };

/** Everything that happened to an application, newest first, 100 entries a page; what a town may not read yet is left out. */
export async function getRecord(actor: Actor, input: Input): Promise<RecordView> {
  const after = input.after ? z.uuid().safeParse(input.after).data : undefined;
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, parseId(input.application));
    const hidden = seesUnsent(actor, subjectOf(rows)) ? [] : [...staffOnly];
    const last = after
      ? await tx.event.findFirst({ where: { id: after, applicationId: rows.id }, select: { at: true, id: true } })
      : null;
    const events = await tx.event.findMany({
      where: {
        applicationId: rows.id,
        kind: { notIn: hidden },
        ...(last ? { OR: [{ at: { lt: last.at } }, { at: last.at, id: { lt: last.id } }] } : {}),
      },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: size + 1,
      include: { actor: { select: { name: true } } },
    });
    const page = events.slice(0, size);
    const title = titleOf(rows.rulebook.content);
    const entries = page.flatMap((event, index) => {
      const text = eventText(event.kind, event.details as Record<string, unknown>, title);
      const entry = { id: event.id, when: event.at, who: event.actor?.name ?? null, text };
      const newer = page[index - 1];
      const same =
        event.kind === 'answers.saved' &&
        newer?.kind === event.kind &&
        newer.actorId === event.actorId &&
        newer.at.getTime() - event.at.getTime() < burst &&
        eventText(newer.kind, newer.details as Record<string, unknown>, title) === text;
      return same ? [] : [entry];
    });
    return {
      id: rows.id,
      town: townRef(rows.town),
      year: rows.cycle.year,
      entries,
      next: events.length > size ? (page.at(-1)?.id ?? null) : null,
    };
  });
}
