import { z } from 'zod';
import { holds, isReviewer, townRoles, type Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { fileFaults } from '@/lib/workflow/file-faults';
import { givenTo } from '@/lib/services/applications/load-application';
import { keptOnRecord } from './remove-evidence';

export type OpenFile = {
  id: string;
  townId: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  storageKey: string;
  /** Names these very bytes, as an entity tag. */
  tag: string;
  /** The bytes were found changed: then they are not what was uploaded. */
  missing: boolean;
};

/**
 * What is needed to serve a file of a library. Open to the town, to coordinators, and to reviewers assigned to an
 * application that was submitted and cites it, or who rule on an appeal that points to it; to anybody else it does not exist.
 */
export async function openFile(actor: Actor, input: { id: string }): Promise<OpenFile> {
  if (actor.kind !== 'person' || !z.uuid().safeParse(input.id).success) throw notFound();
  return db.as(actor, async (tx) => {
    const found = await tx.evidence.findUnique({ where: { id: input.id, kind: 'file' } });
    if (!found?.fileName || !found.mediaType || found.bytes === null) throw notFound();
    if (can(actor, 'evidence.read', { townId: found.townId }).ok !== true) {
      if (!isReviewer(actor) || holds(actor, townRoles, found.townId)) throw notFound();
      const citations = await tx.citation.findMany({
        where: {
          evidenceId: found.id,
          submission: { application: { round: { gt: 0 }, ...givenTo(actor.id) } },
        },
        select: {
          citedAt: true,
          removedAt: true,
          submission: {
            select: {
              application: { select: { snapshots: { where: { kind: 'submitted' }, select: { takenAt: true } } } },
            },
          },
        },
      });
      const appealed = await tx.appealEvidence.count({
        where: { evidenceId: found.id, appeal: { reviewerId: actor.id, withdrawnAt: null } },
      });
      const cited = citations.some((citation) => !citation.removedAt) || keptOnRecord(citations);
      if (!cited && appealed === 0) throw notFound();
    } else if (found.removedAt) throw notFound();
    if (found.scan === 'infected') throw refuse('not-found', fileFaults.infected);
    if (!found.storageKey) throw notFound();
    const { id, townId, fileName, mediaType, bytes, storageKey, sha256, missingAt } = found;
    const tag = `"${sha256 ?? id}"`;
    return { id, townId, fileName, mediaType, bytes, storageKey, tag, missing: missingAt !== null };
  });
}
