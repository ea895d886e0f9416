import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { lastCategory } from '@/lib/rulebook/category-names';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { ensure } from '@/lib/services/applications/ensure';
import { recordEvent } from '@/lib/services/record/record-event';
import { loadReviewers } from './assign-people';

export const setTopicsInput = z.strictObject({
  reviewer: z.uuid('Choose a reviewer.'),
  categories: z
    .union([z.coerce.number().int(), z.array(z.coerce.number().int().min(1).max(lastCategory))])
    .default([])
    .transform((value) => [value].flat()),
});

/** Sets the categories a reviewer reads: the table by which the rule assigns. It changes nothing that was given before. */
export async function setTopics(actor: Actor, input: z.output<typeof setTopicsInput>): Promise<{ reviewer: string }> {
  return db.as(actor, async (tx) => {
    ensure(can(actor, 'application.assign'));
    const [reviewer] = await loadReviewers(tx, input.reviewer);
    if (!reviewer) throw refuse('invalid', 'Choose a reviewer from the list.', 'reviewer');
    const categories = [...new Set(input.categories)].sort((a, b) => a - b);
    await tx.categoryReviewer.deleteMany({ where: { reviewerId: reviewer.id } });
    await tx.categoryReviewer.createMany({
      data: categories.map((category) => ({ category, reviewerId: reviewer.id })),
    });
    await recordEvent(tx, actor, 'topics.set', { details: { reviewer: reviewer.id, categories } });
    return { reviewer: reviewer.id };
  });
}
