import type { Tx } from '@/lib/db/db';
import { postMails } from '@/lib/services/mail/post-mail';

/** One letter to each reviewer, with all the applications that are theirs now, or are not any more. */
export async function tellReviewers(
  tx: Tx,
  kind: 'reviews-assigned' | 'reviews-released',
  pairs: readonly (readonly [reviewer: string, application: string])[],
): Promise<void> {
  const letters = [...new Set(pairs.map(([reviewer]) => reviewer))].map((user) => {
    const applications = pairs.filter(([reviewer]) => reviewer === user).map(([, application]) => application);
    return { kind, user, applications: [...new Set(applications)] };
  });
  await postMails(tx, letters);
}

/** The reviewers of an application, for a letter to each. */
export const readersOf = (rows: { id: string; assignments: readonly { reviewerId: string }[] }) =>
  rows.assignments.map(({ reviewerId }) => [reviewerId, rows.id] as const);
