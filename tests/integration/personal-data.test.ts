import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boardCsv } from '@/components/board/board-csv';
import type { Actor } from '@/lib/access/actor';
import { publicActor } from '@/lib/auth';
import { now } from '@/lib/clock';
import { score } from '@/lib/scoring/score';
import { exportApplication } from '@/lib/services/applications/export-application';
import { getHome } from '@/lib/services/applications/get-home';
import { getRecord } from '@/lib/services/applications/get-record';
import { getAction } from '@/lib/services/public/get-action';
import { getFrontPage } from '@/lib/services/public/get-front-page';
import { getTownReport } from '@/lib/services/public/get-town-report';
import { listActions } from '@/lib/services/public/list-actions';
import { listTowns } from '@/lib/services/public/list-towns';
import { boardFilter, getBoard } from '@/lib/services/reviews/get-board';
import { getQueue } from '@/lib/services/reviews/get-queue';
import { answersWithCanaries, wordsOf } from '@/tests/support/canaries';
import { freshDatabase } from '@/tests/support/database';
import { fakeClamd } from '@/tests/support/fake-clamd';
import { assign, cite, makeApplication, makeRuling, makeWorld, setAnswers, type World } from '@/tests/support/world';
import { prisma } from '../support/owner';

await freshDatabase();

let world: World;
let application: Awaited<ReturnType<typeof makeApplication>>;

/** A certified town that answered every question of every action, and had every step approved. */
beforeAll(async () => {
  world = await makeWorld();
  const { contact } = world.people;
  application = await makeApplication(world, { actions: world.rulebook.actions.map(({ id }) => id) });
  for (const action of world.rulebook.actions) {
    const submission = application.submissions[action.id] ?? '';
    await setAnswers(submission, answersWithCanaries(world.rulebook, action));
    for (const { key } of action.steps)
      await makeRuling(world, submission, { step: key, outcome: 'approved', points: 5, sent: true });
  }
  const [first] = Object.values(application.submissions);
  await cite(first ?? '', '1', 'support', contact);
  await prisma().evidence.updateMany({ data: { title: 'canary-title', url: 'https://canary-address.example' } });
  await prisma().ruling.updateMany({ data: { reason: 'canary-reason' } });
  await prisma().application.update({
    where: { id: application.id },
    data: { status: 'decided', round: 1, submittedAt: now(), statusSince: now() },
  });
  const { file } = await exportApplication(contact, application.id);
  await prisma().snapshot.create({
    data: {
      applicationId: application.id,
      townId: application.townId,
      kind: 'decided',
      round: 1,
      receipt: crypto.randomUUID(),
      requestKey: crypto.randomUUID(),
      rulebookHash: 'x',
      facts: file,
      score: JSON.parse(JSON.stringify(score(world.rulebook, file))),
      takenAt: now(),
      takenById: world.people.coordinator.id,
    },
  });
  await prisma().certification.create({
    data: {
      townId: application.townId,
      applicationId: application.id,
      level: 'bronze',
      year: 2024,
      points: 200,
      awardedOn: new Date('2024-02-01'),
      until: new Date('2027-12-31'),
      decidedById: world.people.coordinator.id,
    },
  });
});

const closed = () => [...wordsOf('personal', 'internal'), 'canary-title', 'canary-address', 'canary-reason'];
const foundIn = (texts: readonly string[], where: unknown) => {
  const all = typeof where === 'string' ? where : JSON.stringify(where);
  return texts.filter((one) => all.includes(one));
};

it('every class is planted: the test looks for something', () => {
  expect(wordsOf('personal').length).toBeGreaterThanOrEqual(12);
  expect(wordsOf('internal').length).toBeGreaterThanOrEqual(1);
  expect(wordsOf('public').length).toBeGreaterThanOrEqual(50);
});

describe('what is personal', () => {
  it('is on no public page, and neither is anything internal, any person or any file', async () => {
    const everything = [
      await getFrontPage(publicActor),
      await listTowns(publicActor),
      await listActions(publicActor),
      await getTownReport(publicActor, { slug: 'aldbrook' }),
      ...(await Promise.all(world.rulebook.actions.map(({ id }) => getAction(publicActor, { id })))),
    ];
    const people = await prisma().user.findMany({ include: { email: true } });
    expect(foundIn([...closed(), ...people.flatMap((one) => [one.name, one.email!.address])], everything)).toEqual([]);
    // The report is that of this very application.
    expect(foundIn(wordsOf('public'), everything).length).toBeGreaterThan(40);
  });

  it('is in no list, record or table, whoever reads it', async () => {
    const { contact, coordinator, reviewer } = world.people;
    await assign(world, application);
    const board = await getBoard(coordinator, boardFilter.parse({}));
    const lists = [
      await getHome(contact),
      await getRecord(contact, { application: application.id }),
      await getQueue(reviewer),
      board,
      boardCsv(board.shown),
    ];
    expect(boardCsv(board.shown)).toContain('Aldbrook');
    expect(foundIn(closed(), lists)).toEqual([]);
    await prisma().assignment.deleteMany();
  });

  it('leaves in an export only with somebody who has the right to it', async () => {
    const { contact, viewer, helper, coordinator, stranger, reviewer } = world.people;
    for (const actor of [contact, viewer, helper, coordinator]) {
      const { file } = await exportApplication(actor, application.id);
      expect(foundIn(wordsOf('personal'), file)).toEqual(wordsOf('personal'));
    }
    const refused = async (actor: Actor) =>
      expect(await exportApplication(actor, application.id).catch((error: unknown) => error)).toMatchObject({
        code: 'not-found',
      });
    for (const actor of [publicActor, stranger, reviewer]) await refused(actor);
    await assign(world, application);
    expect((await exportApplication(reviewer, application.id)).name).toContain('aldbrook');
    await prisma().application.update({ where: { id: application.id }, data: { status: 'draft' } });
    await refused(reviewer);
    await prisma().application.update({ where: { id: application.id }, data: { status: 'decided' } });
  });

  it('is in no event of the record', async () => {
    const events = await prisma().event.findMany({ select: { kind: true, details: true } });
    expect(foundIn(closed(), events)).toEqual([]);
  });
});

describe('the log', () => {
  const word = 'canaryinafile';
  let clamd: Awaited<ReturnType<typeof fakeClamd>>;
  beforeAll(async () => {
    clamd = await fakeClamd('infected');
  });
  afterAll(() => clamd.stop());

  it('says nothing of what is in a file, its name or its title, whatever becomes of it', async () => {
    const { id } = world.people.contact;
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'tests/support/noisy-uploads.ts', id, world.aldbrook.id, word],
      { env: { ...process.env, LOG_LEVEL: 'debug', CLAMD_URL: clamd.url }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const lines = out.split('\n').filter(Boolean);
    expect(lines.some((line) => line.includes('the scanner found something'))).toBe(true);
    expect(lines.filter((line) => line.includes('unexpected error')).length).toBeGreaterThanOrEqual(5);
    expect(foundIn([word], out + errors)).toEqual([]);
  });
});
