import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound, Refusal, refuse } from '@/lib/errors';
import { findAction, findStep } from '@/lib/rulebook/find';
import type { Rulebook } from '@/lib/rulebook/schema';
import { recordEvent } from '@/lib/services/record/record-event';
import { publishedRulebooks } from '@/lib/services/rulebooks/published-rulebooks';

export const keepTemplateInput = z.strictObject({
  /** The template to change; without it a new one. */
  template: z.uuid().optional(),
  title: z
    .string()
    .trim()
    .min(1, 'Give it a title that reviewers find it by.')
    .max(120, 'Keep the title under 120 characters.'),
  text: z.string().trim().min(1, 'Write the reason.').max(4000, 'Keep the reason under 4,000 characters.'),
  /** Nothing for any step, else `action` or `action/step`. */
  place: z.string().max(100).default(''),
});
export const removeTemplateInput = z.strictObject({ template: z.uuid() });

type Kept = { template: string };

function ensureKeeper(actor: Actor): string {
  const allowed = can(actor, 'templates.keep');
  if (allowed.ok === false) throw new Refusal('forbidden', allowed.reasons);
  if (actor.kind !== 'person') throw notFound();
  return actor.id;
}

/** Whether any of the rulebooks has the action, and the step in it. */
const known = (rulebooks: readonly Rulebook[], actionId: string, step: string | null): boolean =>
  rulebooks.some((rulebook) => {
    const action = findAction(rulebook, actionId);
    return action !== undefined && (step === null || findStep(action, step) !== undefined);
  });

/** Keeps words for a frequent reason, new or changed. What reviewers made of them in a ruling stays as it was. */
export async function keepTemplate(actor: Actor, input: z.output<typeof keepTemplateInput>): Promise<Kept> {
  return db.as(actor, async (tx) => {
    const keptById = ensureKeeper(actor);
    const [actionId = null, step = null] = input.place === '' ? [] : input.place.split('/');
    if (actionId !== null && !known(await publishedRulebooks(tx), actionId, step))
      throw refuse('invalid', 'Choose an action or a step from the list.', 'place');
    const data = { title: input.title, text: input.text, actionId, step, keptById, keptAt: now() };
    if (input.template) {
      const changed = await tx.reasonTemplate.updateMany({ where: { id: input.template, removedAt: null }, data });
      if (changed.count === 0)
        throw refuse('conflict', 'This template was taken away meanwhile. Keep it as a new one.');
    }
    const template = input.template ?? (await tx.reasonTemplate.create({ data })).id;
    await recordEvent(tx, actor, 'template.kept', { details: { template } });
    return { template };
  });
}

/** Takes a template away; asked twice, nothing more happens. */
export async function removeTemplate(actor: Actor, input: z.output<typeof removeTemplateInput>): Promise<Kept> {
  return db.as(actor, async (tx) => {
    ensureKeeper(actor);
    const where = { id: input.template, removedAt: null };
    const { count } = await tx.reasonTemplate.updateMany({ where, data: { removedAt: now() } });
    if (count > 0) await recordEvent(tx, actor, 'template.removed', { details: { template: input.template } });
    return { template: input.template };
  });
}
