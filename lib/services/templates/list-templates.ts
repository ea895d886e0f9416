import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db, type Tx } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { publishedRulebooks } from '@/lib/services/rulebooks/published-rulebooks';
import { templatePlaces, type TemplatePlace, type TemplateView } from '@/lib/workflow/templates';

/** The templates there are, by title. */
export async function templatesIn(tx: Tx): Promise<TemplateView[]> {
  const rows = await tx.reasonTemplate.findMany({
    where: { removedAt: null },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, title, text, actionId, step }) => ({ id, title, text, action: actionId, step }));
}

/** Every place a template can be kept for, of all published rulebooks. */
export async function listTemplatePlaces(actor: Actor): Promise<TemplatePlace[]> {
  if (can(actor, 'templates.keep').ok !== true) throw notFound();
  return db.as(actor, async (tx) => templatePlaces(await publishedRulebooks(tx)));
}

/** Every template for reasons, for the coordinators who keep them. */
export async function listTemplates(actor: Actor): Promise<TemplateView[]> {
  if (can(actor, 'templates.keep').ok !== true) throw notFound();
  return db.as(actor, templatesIn);
}
