import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { keepEvent } from '@/lib/db/events';
import type { Prisma } from '@/lib/db/generated/client';

/** What can happen, as coordinators and towns read it in the record. */
export type EventKind =
  | 'application.started'
  | 'application.aim-set'
  | 'application.action-added'
  | 'application.action-removed'
  | 'application.left-out'
  | 'application.submitted'
  | 'application.withdrawn'
  | 'application.assigned'
  | 'application.returned'
  | 'application.reviewed'
  | 'application.decided'
  | 'answers.saved'
  | 'evidence.added'
  | 'evidence.renamed'
  | 'evidence.removed'
  | 'evidence.check-asked'
  | 'evidence.link-checked'
  | 'evidence.infected'
  | 'evidence.missing'
  | 'evidence.cited'
  | 'evidence.pinpoint-changed'
  | 'evidence.uncited'
  | 'ruling.made'
  | 'cycle.opened'
  | 'cycle.changed'
  | 'deadline.extended'
  | 'town.registered'
  | 'designation.recorded'
  | 'person.invited'
  | 'invitation.revoked'
  | 'person.joined'
  | 'membership.changed'
  | 'membership.removed'
  | 'rulebook.published';

type Subject = { townId?: string; applicationId?: string; details?: Prisma.InputJsonObject };

/**
 * Puts the event of a change on record: written with the change or not at all. Details never hold answers or personal data.
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
