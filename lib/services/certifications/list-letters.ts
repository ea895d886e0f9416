import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { parseId } from '@/lib/services/applications/get-application';
import { loadApplication, subjectOf } from '@/lib/services/applications/load-application';
import { townRef } from '@/lib/services/applications/view-parts';
import type { LettersView } from '@/lib/workflow/views';

/** The letters the program sent about an application's decision, latest first; not-found before there is one, and for reviewers. */
export async function listLetters(actor: Actor, id: string): Promise<LettersView> {
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, parseId(id));
    if (can(actor, 'letters.read', subjectOf(rows)).ok !== true) throw notFound();
    const letters = await tx.decisionLetter.findMany({
      where: { applicationId: rows.id },
      orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
      include: { sentBy: { select: { name: true } } },
    });
    if (letters.length === 0) throw notFound();
    return {
      application: rows.id,
      town: townRef(rows.town),
      year: rows.cycle.year,
      letters: letters.map(({ id: key, subject, paragraphs, sentBy, sentAt }) => ({
        id: key,
        subject,
        paragraphs,
        by: sentBy.name,
        at: sentAt,
      })),
    };
  });
}
