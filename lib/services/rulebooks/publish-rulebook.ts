import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { rulebookHash } from '@/lib/rulebook/hash';
import { rulebookSchema, type Rulebook } from '@/lib/rulebook/schema';
import { recordEvent } from '@/lib/services/record/record-event';

/**
 * Publishes a rulebook in the caller's transaction and returns its id; the same content again is the same row. Published
 * content never changes: another content under a known program, year and version is refused.
 */
export async function publishRulebook(actor: Actor, tx: Tx, rulebook: Rulebook): Promise<string> {
  const content = rulebookSchema.parse(rulebook);
  const hash = rulebookHash(content);
  const { program, year, version } = content;
  const known = await tx.rulebook.findUnique({
    where: { program_year_version: { program, year, version } },
    select: { id: true, hash: true, publishedAt: true },
  });
  if (known?.hash === hash && known.publishedAt) return known.id;
  if (known)
    throw refuse(
      'conflict',
      `${content.title}, version ${version}, exists with other content. Give the new content a new version.`,
    );
  const created = await tx.rulebook.create({
    data: { program, year, version, hash, content, publishedAt: now() },
    select: { id: true },
  });
  await recordEvent(tx, actor, 'rulebook.published', { details: { program, year, version, hash } });
  return created.id;
}
