import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can, covers } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound, Refusal, refuse } from '@/lib/errors';
import { findAction, findStep } from '@/lib/rulebook/published';
import { ensure } from '@/lib/services/applications/ensure';
import { subjectOf } from '@/lib/services/applications/load-application';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { planAssignments, type Parcel } from '@/lib/workflow/assign-plan';
import { judgeRuling } from '@/lib/workflow/ruling';
import { sample } from '@/lib/workflow/second-readings';
import { isOpen } from '@/lib/workflow/standing';
import { lockAssigning } from './assign-open';
import { loadReviewers } from './assign-people';
import { storedOutcome } from './keep-ruling';
import { loadReview } from './load-review';
import { ruleStepInput } from './rule-step';

const share = 'Enter a whole number from 1 to 100.';

export const sampleReadingsInput = z.strictObject({
  percent: z.coerce.number({ error: share }).int(share).min(1, share).max(100, share),
  seed: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9-]{1,40}$/, 'Use letters, digits and dashes for the seed.'),
});
export const askReadingInput = z
  .strictObject({
    /** Submission and step, as one choice of a list. */
    place: z.string().regex(/^[0-9a-f-]{36} \S{1,8}$/, 'Choose a step from the list.'),
  })
  .transform(({ place }) => ({ submission: place.slice(0, 36), step: place.slice(37) }));
export const withdrawReadingInput = z.strictObject({ reading: z.uuid() });
export const giveReadingInput = ruleStepInput;

type Candidate = {
  id: string;
  applicationId: string;
  townId: string;
  submissionId: string;
  actionId: string;
  category: number;
  step: string;
  round: number;
  asked: boolean;
};

/** Every submitted step of the present rounds, and whether somebody was asked to read it again. */
const candidates = (tx: Tx) => tx.$queryRaw<Candidate[]>`
  select s.id, s.application_id as "applicationId", s.town_id as "townId", s.submission_id as "submissionId",
    s.action_id as "actionId", s.category, s.step, s.round,
    exists (select from second_readings r
      where r.submission_id = s.submission_id and r.step = s.step
        and (r.round = s.round or r.given_at is null)) as asked
  from submitted_steps s
  join applications a on a.id = s.application_id and a.round = s.round and a.status in ('submitted', 'in_review')
  order by s.id`;

/**
 * Asks for the readings: never of whoever reads the step first, of somebody with its topic and nothing else of the application
 * where there is one, as evenly as can be. Answers for how many steps nobody was found.
 */
async function ask(
  tx: Tx,
  actor: Actor & { kind: 'person' },
  steps: Candidate[],
  why: { why: 'sampled' | 'contested'; percent?: number; seed?: string },
): Promise<number> {
  const reviewers = await loadReviewers(tx);
  const open = await tx.secondReading.groupBy({ by: ['readerId'], where: { givenAt: null }, _count: { _all: true } });
  const loads = new Map(open.map((one) => [one.readerId, one._count._all]));
  const given = await tx.assignment.findMany({
    where: { applicationId: { in: [...new Set(steps.map((one) => one.applicationId))] } },
  });
  const of = (step: Candidate) => given.filter((one) => one.applicationId === step.applicationId);
  const parcel = (step: Candidate, not: typeof given): Parcel => ({
    application: step.id,
    town: step.townId,
    category: step.category,
    actions: [],
    steps: 1,
    not: not.map((one) => one.reviewerId),
  });
  const people = reviewers.map(({ id, topics, shut }) => ({
    id,
    topics,
    shut: shut.map((one) => one.townId),
    load: loads.get(id) ?? 0,
  }));
  const best = planAssignments(
    steps.map((step) => parcel(step, of(step))),
    people,
  );
  const after = new Map(best.loads.map((one) => [one.reader, one.after]));
  const left = new Set(best.left.map((one) => one.parcel.application));
  const others = planAssignments(
    steps
      .filter((step) => left.has(step.id))
      .map((step) => {
        const place = { category: step.category, action: step.actionId };
        return parcel(
          step,
          of(step).filter((one) => covers({ category: one.category, action: one.actionId }, place)),
        );
      }),
    people.map((one) => ({ ...one, topics: 'all' as const, load: after.get(one.id) ?? one.load })),
  );
  const readerOf = new Map([...best.given, ...others.given].map((one) => [one.parcel.application, one.reader]));
  const asked = steps.filter((step) => readerOf.has(step.id));
  await tx.secondReading.createMany({
    data: asked.map(({ id, applicationId, townId, submissionId, actionId, step, round }) => ({
      ...{ applicationId, townId, submissionId, actionId, step, round },
      ...why,
      readerId: readerOf.get(id)!,
      askedById: actor.id,
      askedAt: now(),
      items: [],
    })),
  });
  for (const reader of new Set(asked.map((step) => readerOf.get(step.id)!))) {
    const theirs = asked.filter((step) => readerOf.get(step.id) === reader).map((step) => step.applicationId);
    await postMail(tx, { kind: 'reviews-assigned', user: reader, applications: [...new Set(theirs)] });
  }
  const byApplication = new Map<string, { townId: string; steps: number }>();
  for (const { applicationId, townId } of asked)
    byApplication.set(applicationId, { townId, steps: (byApplication.get(applicationId)?.steps ?? 0) + 1 });
  for (const [applicationId, { townId, steps: n }] of byApplication)
    await recordEvent(tx, actor, 'reading.asked', { townId, applicationId, details: { steps: n, ...why } });
  return others.left.length;
}

/** Draws a share of all submitted steps by a seed and asks for a second reading of each; the same seed draws the same steps. */
export async function sampleReadings(
  actor: Actor,
  input: z.output<typeof sampleReadingsInput>,
): Promise<{ asked: number; left: number }> {
  return db.as(actor, async (tx) => {
    ensure(can(actor, 'application.assign'));
    if (actor.kind !== 'person') throw notFound();
    await lockAssigning(tx);
    const all = await candidates(tx);
    const drawn = new Set(
      sample(
        all.map((one) => `${one.submissionId} ${one.step}`),
        input.percent,
        input.seed,
      ),
    );
    const steps = all.filter((one) => !one.asked && drawn.has(`${one.submissionId} ${one.step}`));
    if (steps.length === 0)
      throw refuse(
        'not-ready',
        'Every step of this sample was asked for already, or nothing is under review. Nothing was changed.',
      );
    const left = await ask(tx, actor, steps, { why: 'sampled', ...input });
    return { asked: steps.length - left, left };
  });
}

/** Asks for a second reading of one contested step. */
export async function askReading(
  actor: Actor,
  input: z.output<typeof askReadingInput>,
): Promise<{ application: string; action: string }> {
  return db.as(actor, async (tx) => {
    await lockAssigning(tx);
    const found = await tx.submission.findUnique({ where: { id: input.submission }, select: { applicationId: true } });
    if (!found) throw notFound();
    const { rows } = await loadReview(tx, actor, found.applicationId);
    ensure(can(actor, 'application.assign'));
    if (actor.kind !== 'person') throw notFound();
    const step = (await candidates(tx)).find(
      (one) => !one.asked && one.submissionId === input.submission && one.step === input.step,
    );
    if (!step)
      throw refuse(
        'conflict',
        'This step is not under review, or a second reading of it was asked for already.',
        'step',
      );
    if ((await ask(tx, actor, [step], { why: 'contested' })) > 0)
      throw refuse(
        'not-ready',
        'No other reviewer can read this step: each has it already or has a conflict with the town. Invite another reviewer first.',
      );
    return { application: rows.id, action: step.actionId };
  });
}

/** Asks no more for a second reading that was not given yet. */
export async function withdrawReading(
  actor: Actor,
  input: z.output<typeof withdrawReadingInput>,
): Promise<{ application: string }> {
  return db.as(actor, async (tx) => {
    ensure(can(actor, 'application.assign'));
    const found = await tx.secondReading.findUnique({ where: { id: input.reading } });
    if (!found) throw notFound();
    const { count } = await tx.secondReading.deleteMany({ where: { id: found.id, givenAt: null } });
    if (count === 0) throw refuse('conflict', 'This reading was given meanwhile; it stays on the record.');
    await recordEvent(tx, actor, 'reading.withdrawn', {
      townId: found.townId,
      applicationId: found.applicationId,
      details: { action: found.actionId, step: found.step },
    });
    return { application: found.applicationId };
  });
}

/** Gives a second reading: outcome, points and reason as its reader would rule. It stands beside the ruling and changes none. */
export async function giveReading(
  actor: Actor,
  input: z.output<typeof giveReadingInput>,
): Promise<{ application: string; action: string; step: string }> {
  return db.as(actor, async (tx) => {
    const found = await tx.submission.findUnique({ where: { id: input.submission }, select: { applicationId: true } });
    if (!found) throw notFound();
    const { rows, rulebook, steps } = await loadReview(tx, actor, found.applicationId);
    ensure(can(actor, 'review.read-again', subjectOf(rows)));
    const submission = rows.submissions.find((one) => one.id === input.submission);
    const action = submission && findAction(rulebook, submission.actionId);
    const step = action && findStep(action, input.step);
    const scored = step && steps.find((one) => one.action === action.id && one.key === step.key);
    if (!scored || actor.kind !== 'person') throw notFound();
    const place = { submissionId: submission.id, step: step.key, readerId: actor.id };
    const open = await tx.secondReading.findFirst({ where: { ...place, givenAt: null } });
    const notAsked = 'You were not asked to read this step again, or you have given your reading already.';
    if (!open) throw refuse('conflict', notAsked);
    if (submission.openings.some((one) => one.step === step.key && isOpen(one)))
      throw refuse(
        'conflict',
        'The town is asked for a clarification of this step. Read it again once that is sent, or a coordinator has closed it.',
      );
    const { ruling, reasons } = judgeRuling(step, scored, input);
    // What is said of rulings is meant for the town; a reading stays with the program.
    const own = reasons.map((one) => ({ ...one, message: one.message.replace(' The town reads it.', '') }));
    if (own.length > 0) throw new Refusal('invalid', own);
    const { count: given } = await tx.secondReading.updateMany({
      where: { id: open.id, givenAt: null },
      data: { ...ruling, outcome: storedOutcome[ruling.outcome], givenAt: now() },
    });
    if (given === 0) throw refuse('conflict', notAsked);
    await recordEvent(tx, actor, 'reading.given', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { action: action.id, step: step.key, round: open.round },
    });
    return { application: rows.id, action: action.id, step: step.key };
  });
}
