import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { keepEvent } from '@/lib/db/events';
import type { Prisma } from '@/lib/db/generated/client';
import type { EventKind } from '@/lib/workflow/event-words';

type Subject = { townId?: string; applicationId?: string; details?: Prisma.InputJsonObject };

/**
 * Puts the event of a change on record: written with the change or not at all. A new kind gets its sentence in
 * lib/workflow/event-words.ts. Details never hold answers or personal data.
 */
export async function recordEvent(tx: Tx, actor: Actor, kind: EventKind, subject: Subject = {}): Promise<void> {
  keepEvent(tx, {
    at: now(),
    kind,
    actorId: actor.kind === 'person' ? actor.id : null,
    townId: subject.townId ?? null,
    applicationId: subject.applicationId ?? null,
    details: subject.details ?? {},
  });
}
