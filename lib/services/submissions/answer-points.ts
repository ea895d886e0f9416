import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound, Refusal, refuse } from '@/lib/errors';
import { ensure } from '@/lib/services/applications/ensure';
import { loadApplication, subjectOf } from '@/lib/services/applications/load-application';
import { recordEvent } from '@/lib/services/record/record-event';
import { pointsOf } from '@/lib/workflow/return-points';
import { clarifyingSteps, standing } from '@/lib/workflow/standing';

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Keep each answer under ${most.toLocaleString('en-US')} characters.`);

export const answerPointsInput = z.strictObject({
  ruling: z.uuid(),
  /** What was changed and where, one for each point in its order; an empty one is not answered yet. */
  text: z.array(text(4000)).max(100),
  place: z.array(text(300)).max(100),
});

export type PointsAnswered = { application: string; action: string };

/**
 * Saves what the town says it changed for each point of a returned step. The latest answer of a point stands; one that says
 * what stands already is no change.
 */
export async function answerPoints(actor: Actor, input: z.output<typeof answerPointsInput>): Promise<PointsAnswered> {
  const at = now();
  return db.as(actor, async (tx) => {
    const found = await tx.ruling.findUnique({
      where: { id: input.ruling },
      select: { submission: { select: { id: true, applicationId: true } } },
    });
    if (!found || actor.kind !== 'person') throw notFound();
    const rows = await loadApplication(tx, actor, found.submission.applicationId, { lock: true });
    const submission = rows.submissions.find((s) => s.id === found.submission.id)!;
    const ruling = submission.rulings.find((r) => r.id === input.ruling)!;
    const clarifying = clarifyingSteps(submission.openings, at).includes(ruling.step);
    ensure(can(actor, 'answers.edit', { ...subjectOf(rows), clarifying }));
    const stands = standing(submission.rulings, submission.openings, rows.round, false).get(ruling.step);
    if (stands?.id !== ruling.id || ruling.outcome !== 'revise')
      throw refuse('conflict', 'This ruling was replaced or answered already. Reload the page to read what stands.');

    const answers = pointsOf(ruling.reason).flatMap((_, index) => {
      const [said = '', place = ''] = [input.text[index], input.place[index]];
      return said ? [{ number: index + 1, text: said, place }] : [];
    });
    if (answers.length === 0)
      throw new Refusal('invalid', [
        { code: 'empty', message: 'Say for one point what you changed, and where.', at: 'text' },
      ]);
    const news = answers.filter(
      ({ number, text, place }) =>
        !ruling.answers.some((known) => known.number === number && known.text === text && known.place === place),
    );
    for (const { number, ...said } of news) {
      const data = { ...said, answeredById: actor.id, answeredAt: at };
      await tx.pointAnswer.upsert({
        where: { rulingId_number: { rulingId: ruling.id, number } },
        update: data,
        create: { ...data, rulingId: ruling.id, number, townId: rows.townId },
      });
    }
    if (news.length > 0)
      await recordEvent(tx, actor, 'points.answered', {
        townId: rows.townId,
        applicationId: rows.id,
        details: { action: submission.actionId, step: ruling.step, points: news.length },
      });
    return { application: rows.id, action: submission.actionId };
  });
}
