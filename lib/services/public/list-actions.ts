import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { actionName } from '@/lib/rulebook/published';
import type { ActionCatalog } from '@/lib/workflow/public-views';
import { pointsInWords, requiredFor } from './action-points';
import { loadRulebookInForce } from './rulebook-in-force';

/** The actions of the rulebook in force by category. `search`: part of a number, title or category. */
export async function listActions(actor: Actor, { search = '' }: { search?: string } = {}): Promise<ActionCatalog> {
  const rulebook = await db.as(actor, loadRulebookInForce);
  const wanted = search.trim().toLowerCase();
  const categories = rulebook.categories.map(({ number, name }) => ({
    number,
    name,
    actions: rulebook.actions
      .filter((a) => a.category === number && `${actionName(a)} ${name}`.toLowerCase().includes(wanted))
      .map((a) => ({
        id: a.id,
        number: a.number,
        title: a.title,
        outline: a.kind === 'outline',
        points: pointsInWords(a),
        requiredFor: requiredFor(rulebook, a),
      })),
  }));
  return {
    title: rulebook.title,
    year: rulebook.year,
    version: rulebook.version,
    categories: wanted ? categories.filter(({ actions }) => actions.length > 0) : categories,
    shown: categories.reduce((sum, { actions }) => sum + actions.length, 0),
    all: rulebook.actions.length,
  };
}
