import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import type { ApplicationRows } from '@/lib/services/applications/load-application';
import { templatesIn } from '@/lib/services/templates/list-templates';
import type { StepScore } from '@/lib/scoring/result';
import { unmetMusts, type RulingDraft } from '@/lib/workflow/ruling';
import { templatesFor, templatesUsed } from '@/lib/workflow/templates';

type Submission = ApplicationRows['submissions'][number];
type Place = { submission: string; step: string };
/** `round`: of the ruling it takes the place of, where that is not the present one. */
type New = { by: string; sent: boolean; round?: number };
/** A ruling, and what may be told of it at other towns' steps. */
type Kept = Required<RulingDraft> & { templates?: string[]; unmet?: string[] };

/** An outcome as the database spells it. */
export const storedOutcome = { approved: 'approved', revise: 'revise', 'not-approved': 'not_approved' } as const;

/** Rulings of a step stand in the order of their instants, so no two may share one. */
function instantFor({ rulings, openings }: Submission, step: string): Date {
  const earlier = rulings.filter((ruling) => ruling.step === step).map((ruling) => ruling.at);
  const latest = [...earlier, ...openings.flatMap((o) => [o.openedAt, o.sentAt])];
  return new Date(Math.max(now().getTime(), ...latest.map((before) => (before?.getTime() ?? 0) + 1)));
}

function rulingRow(rows: ApplicationRows, place: Place, ruling: Kept, { by, sent, round = rows.round }: New) {
  const submission = rows.submissions.find((one) => one.id === place.submission)!;
  const at = instantFor(submission, place.step);
  return {
    submissionId: submission.id,
    townId: rows.townId,
    step: place.step,
    round,
    outcome: storedOutcome[ruling.outcome],
    points: ruling.points,
    items: ruling.items,
    reason: ruling.reason,
    templates: ruling.templates ?? [],
    unmet: ruling.unmet ?? [],
    reviewerId: by,
    at,
    sentAt: sent ? at : null,
  };
}

/** What may be told of a ruling at other towns' steps: the templates its reason holds, and the musts it leaves unmet. */
export async function toldOf(
  tx: Tx,
  scored: StepScore,
  reason: string,
): Promise<{ templates: string[]; unmet: string[] }> {
  const templates = templatesFor(await templatesIn(tx), scored.action, scored.key);
  return { templates: templatesUsed(templates, reason), unmet: unmetMusts(scored) };
}

/** Writes a ruling on a step of a held application, later than all before it; `sent` shows it to the town at once. */
export async function keepRuling(tx: Tx, rows: ApplicationRows, place: Place, ruling: Kept, as: New): Promise<string> {
  const { id } = await tx.ruling.create({ data: rulingRow(rows, place, ruling, as) });
  return id;
}

/** The application as it would be with one more ruling that the town was sent. */
export function withRuling(
  rows: ApplicationRows,
  place: Place,
  ruling: Required<RulingDraft>,
  as: Omit<New, 'sent'>,
): ApplicationRows {
  const row = { ...rulingRow(rows, place, ruling, { ...as, sent: true }), id: '', reviewer: { name: '' }, answers: [] };
  const submissions = rows.submissions.map((one) =>
    one.id === place.submission ? { ...one, rulings: [...one.rulings, row] } : one,
  );
  return { ...rows, submissions };
}
