import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import type { ApplicationFile } from '@/lib/scoring/facts';
import { factsOf } from './facts';
import { parseId } from './get-application';
import { loadApplication, seesUnsent, subjectOf } from './load-application';

/** The application as a file to keep: what its reader sees scored, in the format of docs/application-file.md. */
export async function exportApplication(actor: Actor, id: string): Promise<{ name: string; file: ApplicationFile }> {
  const at = now();
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, parseId(id));
    const subject = subjectOf(rows);
    if (can(actor, 'personal.read', subject).ok !== true) throw notFound();
    return {
      name: `${rows.town.slug}-${rows.cycle.year}.json`,
      file: factsOf(rows, at, { unsent: seesUnsent(actor, subject) }),
    };
  });
}
