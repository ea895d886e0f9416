import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db, type Tx } from '@/lib/db/db';
import type { Prisma } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import { actionName, findAction } from '@/lib/rulebook/published';
import { rulebookOf } from '@/lib/services/applications/facts';
import type { Verdict } from '@/lib/verdict';
import type { LibraryEntry, Space } from '@/lib/workflow/evidence';
import type { TownRef } from '@/lib/workflow/views';
import { evidenceView, withAuthor } from './evidence-view';
import { keptOnRecord } from './remove-evidence';
import { spaceOf } from './town-space';

export const listEvidenceInput = z.strictObject({
  /** Id or slug. */
  town: z.string().max(100),
  query: z.string().trim().max(200).optional(),
  after: z.string().max(80).optional(),
});

export type Library = { town: TownRef; entries: LibraryEntry[]; next: string | null; add: Verdict; space: Space };

const perPage = 50;

const shape = {
  ...withAuthor,
  _count: { select: { appeals: true } },
  citations: {
    orderBy: { citedAt: 'asc' },
    include: {
      submission: {
        select: {
          actionId: true,
          application: {
            select: {
              id: true,
              rulebookId: true,
              cycle: { select: { year: true } },
              snapshots: { where: { kind: 'submitted' }, select: { takenAt: true } },
            },
          },
        },
      },
    },
  },
} satisfies Prisma.EvidenceInclude;
type Row = Prisma.EvidenceGetPayload<{ include: typeof shape }>;

/** Where a page ends: the instant and the id of its last entry. */
const cursorOf = (row: Row) => `${row.addedAt.toISOString()}_${row.id}`;

function following(after: string | undefined): Prisma.EvidenceWhereInput {
  const [at = '', id = ''] = (after ?? '').split('_');
  const addedAt = new Date(at);
  if (Number.isNaN(addedAt.getTime()) || !z.uuid().safeParse(id).success) return {};
  return { OR: [{ addedAt: { lt: addedAt } }, { addedAt, id: { lt: id } }] };
}

async function actionTitles(tx: Tx, rows: readonly Row[]) {
  const ids = new Set(rows.flatMap((row) => row.citations.map((c) => c.submission.application.rulebookId)));
  const rulebooks = await tx.rulebook.findMany({ where: { id: { in: [...ids] } } });
  return (rulebookId: string, actionId: string): string => {
    const row = rulebooks.find((rulebook) => rulebook.id === rulebookId);
    const action = row && findAction(rulebookOf(row), actionId);
    return action ? actionName(action) : actionId;
  };
}

function entryOf(row: Row, titleOf: (rulebookId: string, actionId: string) => string): LibraryEntry {
  const standing = row.citations.filter((citation) => !citation.removedAt);
  return {
    ...evidenceView(row),
    cited: standing.map(({ id, step, pinpoint, submission }) => ({
      citation: id,
      application: submission.application.id,
      year: submission.application.cycle.year,
      action: submission.actionId,
      actionTitle: titleOf(submission.application.rulebookId, submission.actionId),
      step,
      pinpoint,
    })),
    removable: standing.length === 0 && row._count.appeals === 0 && !keptOnRecord(row.citations),
  };
}

/**
 * A town's library, newest first, 50 entries a page, each with where it is cited. `query` looks in titles, file names and
 * addresses; `after` is the `next` of the page before. Not-found for a town whose library the actor may not read.
 */
export async function listEvidence(actor: Actor, input: z.input<typeof listEvidenceInput>): Promise<Library> {
  const id = z.uuid().safeParse(input.town).success;
  return db.as(actor, async (tx) => {
    const town = await tx.town.findUnique({
      where: id ? { id: input.town } : { slug: input.town },
      select: { id: true, slug: true, name: true, fictional: true },
    });
    if (!town || can(actor, 'evidence.read', { townId: town.id }).ok !== true) throw notFound();
    // Prisma leaves the wildcards of LIKE as they are.
    const words = (input.query?.trim() ?? '').replace(/[\\%_]/g, '\\$&');
    const contains = { contains: words, mode: 'insensitive' } as const;
    const rows = await tx.evidence.findMany({
      where: {
        townId: town.id,
        removedAt: null,
        AND: [
          following(input.after),
          ...(words ? [{ OR: [{ title: contains }, { fileName: contains }, { url: contains }] }] : []),
        ],
      },
      include: shape,
      orderBy: [{ addedAt: 'desc' }, { id: 'desc' }],
      take: perPage + 1,
    });
    const page = rows.slice(0, perPage);
    const titleOf = await actionTitles(tx, page);
    const last = page.at(-1);
    return {
      town,
      entries: page.map((row) => entryOf(row, titleOf)),
      next: rows.length > perPage && last ? cursorOf(last) : null,
      add: can(actor, 'evidence.add', { townId: town.id }),
      space: await spaceOf(tx, town.id),
    };
  });
}
