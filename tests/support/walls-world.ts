import type { ApplicationStatus } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { prisma } from './owner';
import type { TownFixture, World } from './world';

type Told = { status: ApplicationStatus; round: number; reviewer?: string; certified?: boolean };

/**
 * One row of a town in every table that holds rows of towns: an application with its answers, a cited and an uncited piece
 * of evidence, a sent and an unsent ruling, and all the rest. Returns the application's id.
 */
export async function fillTown(world: World, town: TownFixture, told: Told): Promise<string> {
  const at = now();
  const townId = town.id;
  const coordinator = world.people.coordinator.id;
  const reviewerId = told.reviewer ?? world.people.otherReviewer.id;
  const own = { townId, by: coordinator };
  const application = await prisma().application.create({
    data: {
      townId,
      cycleId: world.cycle.id,
      rulebookId: world.rulebookId,
      aim: 'bronze',
      status: told.status,
      round: told.round,
      createdAt: at,
      statusSince: at,
    },
  });
  const applicationId = application.id;
  const submission = await prisma().submission.create({
    data: { applicationId, townId, actionId: 'dark-skies', createdAt: at, updatedAt: at },
  });
  const link = (title: string) =>
    prisma().evidence.create({
      data: { townId, kind: 'link', title, url: 'https://example.org', addedById: own.by, addedAt: at },
    });
  await prisma().presence.create({
    data: { submissionId: submission.id, userId: own.by, townId, step: '1', seenAt: at },
  });
  for (const audience of ['shared', 'internal'] as const)
    await prisma().comment.create({
      data: {
        submissionId: submission.id,
        townId,
        step: '1',
        audience,
        text: 'x',
        authorId: own.by,
        fromTown: false,
        at,
      },
    });
  const cited = await link('cited');
  await link('uncited');
  await prisma().linkCheck.create({ data: { evidenceId: cited.id, townId, askedAt: at } });
  await prisma().keptPage.create({ data: { applicationId, townId, evidenceId: cited.id, round: 1, askedAt: at } });
  await prisma().citation.create({
    data: {
      submissionId: submission.id,
      townId,
      evidenceId: cited.id,
      step: '1',
      slot: 'support',
      citedById: own.by,
      citedAt: at,
    },
  });
  const appeal = await prisma().appeal.create({
    data: {
      applicationId,
      townId,
      submissionId: submission.id,
      step: '1',
      reason: '',
      filedById: own.by,
      filedAt: at,
      reviewerId: told.status === 'draft' ? null : told.reviewer,
    },
  });
  await prisma().appealEvidence.create({ data: { appealId: appeal.id, evidenceId: cited.id, townId } });
  const ruling = { submissionId: submission.id, townId, step: '1', round: 1, points: 0, reason: '', reviewerId, at };
  await prisma().ruling.createMany({
    data: [
      { ...ruling, outcome: 'revise', sentAt: at },
      { ...ruling, outcome: 'approved', sentAt: null },
    ],
  });
  const returned = await prisma().ruling.findFirstOrThrow({ where: { townId, outcome: 'revise' } });
  await prisma().pointAnswer.create({
    data: { rulingId: returned.id, number: 1, townId, text: '', place: '', answeredById: own.by, answeredAt: at },
  });
  await prisma().stepOpening.create({
    data: {
      submissionId: submission.id,
      townId,
      step: '1',
      kind: 'reopening',
      reason: '',
      openedById: own.by,
      openedAt: at,
    },
  });
  await prisma().assignment.create({
    data: { applicationId, townId, reviewerId, assignedById: own.by, assignedAt: at },
  });
  const place = { applicationId, townId, submissionId: submission.id, actionId: 'dark-skies', round: 1 };
  await prisma().submittedStep.create({
    data: {
      ...place,
      step: '1',
      category: 3,
      position: 1,
      action: '3.13 Promote Dark Skies',
      title: 'Dark skies',
      documented: 5,
      submittedAt: at,
    },
  });
  // Of another step than the rulings, which stay hidden from whoever reads them again.
  await prisma().secondReading.create({
    data: { ...place, step: '2', readerId: reviewerId, why: 'contested', askedById: own.by, askedAt: at },
  });
  await prisma().handover.create({ data: { applicationId, townId, reviewerId, reason: '', askedAt: at } });
  await prisma().conflict.create({
    data: { townId, reviewerId: own.by, reason: '', declaredById: own.by, declaredAt: at },
  });
  for (const kind of ['submitted', 'decided'] as const)
    await prisma().snapshot.create({
      data: {
        applicationId,
        townId,
        kind,
        round: 1,
        receipt: `${kind}-${town.slug}`,
        requestKey: `${kind}-${town.slug}`,
        rulebookHash: '',
        facts: {},
        score: {},
        takenAt: at,
        takenById: own.by,
      },
    });
  await prisma().activityClaim.create({ data: { townId, applicationId, identity: 'x', actionId: 'dark-skies' } });
  await prisma().credit.create({
    data: { townId, applicationId, actionId: 'dark-skies', step: '1', points: 5, mode: 'new', year: 2024 },
  });
  await prisma().certification.create({
    data: {
      townId,
      applicationId: told.certified ? applicationId : null,
      level: 'bronze',
      year: 2024,
      points: 200,
      awardedOn: at,
      until: at,
      decidedById: own.by,
    },
  });
  await prisma().decisionLetter.create({
    data: { applicationId, townId, subject: '', paragraphs: [], sentById: own.by, sentAt: at },
  });
  const correction = { applicationId, townId, kind: 'corrected' as const, proposedById: own.by, proposedAt: at };
  await prisma().correction.createMany({
    data: [
      { ...correction, reason: 'waits' },
      { ...correction, reason: 'refused', settledAt: at, confirmed: false },
      { ...correction, reason: 'confirmed', settledAt: at, confirmed: true },
    ],
  });
  await prisma().designation.create({
    data: { townId, kind: 'climate-leader', held: true, note: '', recordedById: own.by, recordedAt: at },
  });
  await prisma().extension.create({
    data: {
      townId,
      roundId: world.cycle.rounds[0]!.id,
      deadline: at,
      reason: '',
      grantedById: own.by,
      grantedAt: at,
    },
  });
  await prisma().invitation.create({
    data: {
      townId,
      token: { create: { hash: town.slug } },
      email: `somebody@${town.slug}.example`,
      role: 'viewer',
      createdAt: at,
      expiresAt: at,
    },
  });
  await prisma().event.create({ data: { townId, applicationId, at, kind: 'ruling.made', actorId: own.by } });
  return applicationId;
}
