import type { Actor } from '@/lib/access/actor';
import { publicActor } from '@/lib/auth';
import { db, type Tx } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { actionName, findAction } from '@/lib/rulebook/published';
import type { LevelId, Rulebook } from '@/lib/rulebook/schema';
import { applicationFileSchema, type ApplicationFile } from '@/lib/scoring/facts';
import type { ActionScore, Score } from '@/lib/scoring/result';
import { rulebookOf } from '@/lib/services/applications/facts';
import type { ReportDetails, TownReport } from '@/lib/workflow/public-views';
import { passagesOf } from './passages';
import { certificationOf, inForce, publicTown, publicTownOf } from './public-town';

/** The modes in which an action's approved steps were credited: "new", "rolling" or both. */
function creditOf(action: ActionScore): string {
  const kinds = action.steps.filter((step) => step.awarded > 0).map((step) => step.credit.kind);
  return ['new', 'rolling'].filter((kind) => kinds.some((found) => found === kind)).join(' and ');
}

const hasOf = ({ have, need, from }: { have: number; need: number; from: string }) =>
  need > 12 ? String(have) : from.replace(/\.$/, '');

function detailsOf(rulebook: Rulebook, level: LevelId, file: ApplicationFile, score: Score): ReportDetails {
  const place = new Map(rulebook.actions.map(({ id }, index) => [id, index]));
  const approved = score.actions
    .filter((action) => action.awarded > 0)
    .sort((a, b) => (place.get(a.action) ?? 0) - (place.get(b.action) ?? 0));
  return {
    rulebook: { year: rulebook.year, version: rulebook.version },
    criteria: (score.levels.find((one) => one.level === level)?.criteria ?? []).map((criterion) => ({
      title: criterion.title,
      has: hasOf(criterion),
      met: criterion.met,
    })),
    categories: rulebook.categories.map(({ number, name }) => ({
      number,
      name,
      points: approved.filter((a) => a.category === number).reduce((sum, a) => sum + a.awarded, 0),
    })),
    actions: approved.flatMap((scored) => {
      const action = findAction(rulebook, scored.action);
      if (!action) return [];
      const { id, category } = action;
      return [{ id, name: actionName(action), category, credit: creditOf(scored), points: scored.awarded }];
    }),
    words: approved.flatMap((scored) => {
      const action = findAction(rulebook, scored.action);
      const submission = file.submissions.find((one) => one.action === scored.action);
      const passages = action && submission ? passagesOf(rulebook, action, submission) : [];
      return action && passages.length > 0 ? [{ action: actionName(action), points: scored.awarded, passages }] : [];
    }),
  };
}

/** What was frozen when the application was decided; null when it was decided outside this portal. */
async function loadDetails(tx: Tx, applicationId: string | null, level: LevelId): Promise<ReportDetails | null> {
  if (!applicationId) return null;
  const snapshot = await tx.snapshot.findFirst({
    where: { applicationId, kind: 'decided', application: { status: 'decided' } },
    orderBy: { takenAt: 'desc' },
    select: { facts: true, score: true, application: { select: { rulebook: true } } },
  });
  if (!snapshot) return null;
  const file = applicationFileSchema.parse(snapshot.facts);
  return detailsOf(rulebookOf(snapshot.application.rulebook), level, file, snapshot.score as unknown as Score);
}

/**
 * A town's public certification report, by its slug: only what was decided and approved, only answers of privacy class
 * public. Not-found for an unknown slug.
 */
export async function getTownReport(_actor: Actor, { slug }: { slug: string }): Promise<TownReport> {
  // Read as the public, whoever asks: the database shows a decided snapshot of another town to nobody else.
  return db.as(publicActor, async (tx) => {
    const row = await tx.town.findUnique({ where: { slug }, select: { ...publicTown, publicContact: true } });
    if (!row) throw notFound();
    const current = inForce(row.certifications);
    return {
      town: { ...publicTownOf(row), county: row.county, contact: row.publicContact },
      certification: current && certificationOf(current),
      details: current && (await loadDetails(tx, current.applicationId, current.level)),
      history: row.certifications.map(certificationOf),
    };
  });
}
