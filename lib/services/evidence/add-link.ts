import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound, Refusal, refuse } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import { linkFault } from '@/lib/workflow/evidence';
import { askForCheck } from './ask-for-check';
import { cite, person, type Cited, type Place } from './cite-evidence';
import { openStep, pinpointInput, placeInput, seen, unseenWords } from './open-step';

export const titleInput = z.string().trim().max(200, 'Keep the title to 200 characters.').regex(seen, unseenWords);

export const addLinkInput = z.strictObject({
  town: z.uuid(),
  title: titleInput.min(1, 'Give the link a title that says what it shows.'),
  url: z
    .string()
    .trim()
    .max(2000, 'The address is longer than 2,000 characters. Use a shorter one.')
    .superRefine((address, context) => {
      const message = linkFault(address);
      if (message) context.addIssue({ code: 'custom', message });
    })
    .transform((address) => (URL.canParse(address) ? new URL(address).href : address)),
  submission: placeInput.submission.optional(),
  step: placeInput.step.optional(),
  slot: placeInput.slot.optional(),
  row: placeInput.row,
  pinpoint: pinpointInput,
});

/** The place named by an input in which it is optional; a place is whole or absent. */
export function placeOf(input: {
  submission?: string;
  step?: string;
  slot?: string;
  row: string | null;
}): Place | null {
  const { submission, step, slot, row } = input;
  if (submission && step && slot) return { submission, step, slot, row };
  if (submission || step || slot) throw refuse('invalid', 'Name the application, the step and the place together.');
  return null;
}

/** Not-found for a town whose library the actor may not read; refused when they may read but not add. */
export function allowAdding(actor: Actor, townId: string): void {
  if (can(actor, 'evidence.read', { townId }).ok !== true) throw notFound();
  const verdict = can(actor, 'evidence.add', { townId });
  if (verdict.ok === false) throw new Refusal('forbidden', verdict.reasons);
}

/** Opens the step evidence is added for; a submission of another town does not exist. */
export async function openPlace(tx: Tx, actor: Actor, town: string, place: Place) {
  const open = await openStep(tx, actor, place);
  if (open.townId !== town) throw notFound();
  return open;
}

export type Added = { evidence: string; town: string; reused: boolean; cited: Cited | null };

/** Adds a link to the town's library, or finds the same address there, and cites it when a place is named. */
export async function addLink(actor: Actor, input: z.output<typeof addLinkInput>): Promise<Added> {
  allowAdding(actor, input.town);
  const place = placeOf(input);
  return db.as(actor, async (tx) => {
    const open = place && (await openPlace(tx, actor, input.town, place));
    const known = await tx.evidence.findFirst({
      where: { townId: input.town, kind: 'link', url: input.url, removedAt: null },
      select: { id: true },
    });
    const evidence =
      known ??
      (await tx.evidence.create({
        data: {
          townId: input.town,
          kind: 'link',
          title: input.title,
          url: input.url,
          addedById: person(actor).id,
          addedAt: now(),
        },
        select: { id: true },
      }));
    if (!known)
      await recordEvent(tx, actor, 'evidence.added', {
        townId: input.town,
        details: { evidence: evidence.id, kind: 'link' },
      });
    if (!known) await askForCheck(tx, { id: evidence.id, townId: input.town, url: input.url });
    const cited =
      open && place && (await cite(tx, actor, open, { ...place, evidence: evidence.id, pinpoint: input.pinpoint }));
    return { evidence: evidence.id, town: input.town, reused: known !== null, cited };
  });
}
