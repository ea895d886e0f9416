import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db, type Tx } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import {
  groups,
  groupsFor,
  letterGroups,
  letterWays,
  wayOf,
  type LetterGroup,
  type LetterWay,
} from '@/lib/workflow/letter-choices';
import { unreachedOf, type Unreached } from './unreached';

const way = z.enum(letterWays);

/** One way for each group that is a choice; of those that always come none is taken. */
export const chooseLettersInput = z
  .strictObject(
    Object.fromEntries(letterGroups.map((group) => [group, way.optional()])) as Record<
      LetterGroup,
      z.ZodOptional<typeof way>
    >,
  )
  .refine((chosen) => letterGroups.every((group) => !chosen[group] || groups[group].ways.includes(chosen[group])), {
    message: 'Choose one of the ways the page offers.',
  });

export type LetterChoiceView = { group: LetterGroup; way: LetterWay };
export type LetterChoices = { choices: LetterChoiceView[]; unreached: Unreached | null };

/** How each group of letters reaches a person, and whether their address is reached at all. */
export async function getLetterChoices(actor: Actor): Promise<LetterChoices> {
  if (actor.kind !== 'person') throw notFound();
  const roles = actor.memberships.map(({ role }) => role);
  return db.as(actor, async (tx) => {
    const chosen = await tx.letterChoice.findMany({ where: { userId: actor.id } });
    const user = await tx.user.findUniqueOrThrow({
      where: { id: actor.id },
      select: { email: true, unreached: true },
    });
    const choices = groupsFor(roles).map((group) => ({
      group,
      way: wayOf(group, roles, chosen.find((one) => one.group === group)?.way),
    }));
    return { choices, unreached: unreachedOf(user) };
  });
}

/** Sets how letters of one group reach a person from the next one on. */
export async function setWay(tx: Tx, userId: string, group: LetterGroup, chosen: LetterWay): Promise<void> {
  const row = { userId, group, way: chosen };
  await tx.letterChoice.upsert({ where: { userId_group: { userId, group } }, create: row, update: { way: chosen } });
}

/** A person says how letters reach them; it holds from the next letter on. */
export async function chooseLetters(actor: Actor, input: z.infer<typeof chooseLettersInput>): Promise<void> {
  if (actor.kind !== 'person') throw notFound();
  await db.as(actor, async (tx) => {
    for (const group of letterGroups) {
      const chosen = input[group];
      if (chosen) await setWay(tx, actor.id, group, chosen);
    }
    await recordEvent(tx, actor, 'letters.chosen', { details: { person: actor.id } });
  });
}
