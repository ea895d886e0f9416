import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db } from '@/lib/db/db';
import {
  loadApplication,
  seesUnsent,
  subjectOf,
  type ApplicationRows,
} from '@/lib/services/applications/load-application';
import { commentsOn } from '@/lib/services/comments/list-comments';
import { keptPages } from '@/lib/services/evidence/kept-pages';
import { templatesIn } from '@/lib/services/templates/list-templates';
import type { DeskView } from '@/lib/workflow/desk-view';
import { findOut } from './find-out';
import { ruledElsewhere } from './ruled-elsewhere';

/** The links that the steps of a submission cite. */
const linksOf = ({ citations }: ApplicationRows['submissions'][number]): string[] =>
  citations.filter(({ evidence }) => evidence.kind === 'link').map(({ evidence }) => evidence.id);

/**
 * What lies beside one action on the review desk: the action as it went to the round before, what is found of its
 * steps, comments and internal notes. Null for readers who do not review.
 */
export async function getDesk(actor: Actor, application: string, action: string): Promise<DeskView | null> {
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, application);
    const subject = subjectOf(rows);
    if (!seesUnsent(actor, subject)) return null;
    const { found, earlier } = await findOut(tx, rows);
    const submission = rows.submissions.find((one) => one.actionId === action);
    return {
      earlier: earlier.get(action) ?? null,
      findings: found.filter((one) => one.action === action),
      precedents: await ruledElsewhere(tx, rows, action),
      pages: submission ? await keptPages(tx, rows.id, linksOf(submission)) : {},
      threads: submission ? await commentsOn(tx, actor, submission) : [],
      templates: can(actor, 'templates.read').ok === true ? await templatesIn(tx) : [],
      can: { share: can(actor, 'comment.share', subject), note: can(actor, 'comment.note', subject) },
    };
  });
}
