import { beforeAll, describe, expect, it } from 'vitest';
import { actorOf, arrivalOfSession, createSession, publicActor } from '@/lib/auth';
import { now } from '@/lib/clock';
import type { Cells } from '@/lib/rulebook/cells';
import { stepFields } from '@/lib/rulebook/fields';
import { findAction, findStep } from '@/lib/rulebook/published';
import type { Rulebook } from '@/lib/rulebook/schema';
import { score } from '@/lib/scoring/score';
import { applicationFileSchema } from '@/lib/scoring/facts';
import { proveSecondFactor } from '@/lib/services/accounts/prove-code';
import { showDemonstrationCode } from '@/lib/services/accounts/show-demonstration-code';
import { demonstrationPassword, demonstrationSignIns } from '@/lib/services/people/demonstration';
import { signIn } from '@/lib/services/people/sign-in';
import { getAction } from '@/lib/services/public/get-action';
import { getFrontPage } from '@/lib/services/public/get-front-page';
import { getTownReport } from '@/lib/services/public/get-town-report';
import { listActions } from '@/lib/services/public/list-actions';
import { listTowns } from '@/lib/services/public/list-towns';
import { has } from '@/lib/storage/files';
import { seed, type SeedReport } from '@/prisma/seed';
import { freshDatabase } from '../support/database';
import { everyApplication } from '../support/every-application';
import { prisma } from '../support/owner';
import { changesNoted, watchChanges } from '../support/unrecorded';

await freshDatabase();
const url = process.env.OWNER_DATABASE_URL!;
process.env.DEMO = 'on';

const tables = async () => ({
  users: await prisma().user.count(),
  towns: await prisma().town.count(),
  applications: await prisma().application.count(),
  rulings: await prisma().ruling.count(),
  credits: await prisma().credit.count(),
  evidence: await prisma().evidence.count(),
  events: await prisma().event.count(),
});

let first: SeedReport;
let filled: Awaited<ReturnType<typeof tables>>;

beforeAll(async () => {
  // What a demonstration leaves that was cut off: people without a password, and a town of theirs.
  const town = await prisma().town.create({
    data: { slug: 'aldbrook', name: 'Aldbrook', county: 'X', council: 'X', fictional: true },
  });
  const user = await prisma().user.create({
    data: { email: { create: { address: 'maya.ortiz@aldbrook.example' } }, name: 'Half', createdAt: now() },
  });
  await prisma().membership.create({ data: { userId: user.id, role: 'contact', townId: town.id, createdAt: now() } });
  await watchChanges(url);
  first = await seed();
  filled = await tables();
}, 180_000);

describe('the seed', () => {
  it('clears away a demonstration that was cut off, and builds it whole', async () => {
    expect(await prisma().user.count({ where: { name: 'Half' } })).toBe(0);
    expect(await prisma().user.count({ where: { password: null } })).toBe(0);
    // And from then on it is a record like any other.
    await expect(prisma().$executeRaw`truncate events cascade`).rejects.toThrow('append-only');
    expect(filled.towns).toBe(169 + 16);
  });

  it('is told by services that record each change in its own transaction', async () => {
    // What the seed itself writes, as history from before the portal; and evidence that is added and attached at once.
    const before = ['certifications', 'cycles', 'memberships', 'rounds'].map((what) => ({ what, events: 0 }));
    const both = ['citations', 'evidence'].map((what) => ({ what, events: 2 }));
    expect(await changesNoted(url)).toEqual([...before, ...both].sort((a, b) => (a.what < b.what ? -1 : 1)));
  });

  it('changes nothing the second time', async () => {
    expect(await seed()).toEqual(first);
    expect(await tables()).toEqual(filled);
  });

  it('lets one person of each role in', async () => {
    expect(first.signIns).toHaveLength(demonstrationSignIns.length);
    for (const { email, role } of demonstrationSignIns) {
      const { userId } = await signIn(publicActor, { email, password: demonstrationPassword });
      expect((await actorOf(userId))?.memberships.map((m) => m.role)).toContain(role);
    }
  });

  it('lets reviewers and coordinators in by a second step, with the code it shows', async () => {
    for (const { email, role } of demonstrationSignIns) {
      const user = await prisma().user.findFirstOrThrow({ where: { email: { address: email } } });
      const arriving = await arrivalOfSession(await createSession(user.id));
      const staff = role === 'reviewer' || role === 'coordinator';
      expect([role, arriving?.needs]).toEqual([role, staff ? 'code' : undefined]);
      if (!arriving) continue;
      // Its people are shared: two visitors who come in the same half minute are let in both.
      const code = (await showDemonstrationCode(arriving))!;
      for (let visitor = 1; visitor <= 2; visitor += 1) await proveSecondFactor(arriving, { code });
    }
  });

  it('has applications in every state', async () => {
    const ruth = await prisma().user.findFirstOrThrow({
      where: { email: { address: 'ruth.delaney@program.example' } },
    });
    const items = await everyApplication((await actorOf(ruth.id))!);
    expect(new Set(items.map(({ view }) => view.staff))).toEqual(
      new Set([
        'In progress',
        'To be assigned',
        'With the reviewers',
        'Returned',
        'Decision due',
        'Appeal to assign',
        'Correction to confirm',
        'Appeal to assign',
        'Waiting for a clarification',
        'Certified Silver',
        'Withdrawn',
      ]),
    );
    expect(items.length).toBeGreaterThanOrEqual(8);
    expect(items.find(({ town }) => town.slug === 'eastmere')).toMatchObject({ claimed: 0 });
    expect(items.find(({ town }) => town.slug === 'quillford')).toMatchObject({ level: 'bronze' });
    for (const { openRound, view } of items)
      if (view.next === 'town') expect((openRound?.deadline ?? view.by)?.getTime()).toBeGreaterThan(Date.now());
  });

  it('stores snapshots that score the same again, and files that are there', async () => {
    const snapshots = await prisma().snapshot.findMany({ include: { application: { include: { rulebook: true } } } });
    expect(snapshots.length).toBeGreaterThanOrEqual(8);
    for (const { facts, score: stored, application } of snapshots)
      expect(
        JSON.parse(JSON.stringify(score(application.rulebook.content as Rulebook, applicationFileSchema.parse(facts)))),
      ).toEqual(stored);
    const files = await prisma().evidence.findMany({ where: { kind: 'file' }, select: { storageKey: true } });
    expect(files.length).toBeGreaterThan(50);
    for (const { storageKey } of files) expect(await has(storageKey!)).toBe(true);
  });

  it('says nothing about a real town', async () => {
    const where = { town: { fictional: false } };
    expect(await prisma().application.count({ where })).toBe(0);
    expect(await prisma().certification.count({ where })).toBe(0);
    expect(await prisma().registration.count({ where })).toBe(0);
    expect(await prisma().membership.count({ where })).toBe(0);
  });
});

/** The answers of a submission that the public must not read: personal and internal ones long enough to recognise. */
function privateTexts(rulebook: Rulebook, actionId: string, cells: Cells): string[] {
  const action = findAction(rulebook, actionId)!;
  return Object.entries(cells).flatMap(([address, value]) => {
    const [stepKey, fieldKey, , columnKey] = address.split('.');
    const step = findStep(action, stepKey!);
    const field = step && stepFields(step).find((f) => f.key === fieldKey);
    const column = field?.kind === 'rows' ? field.columns.find((c) => c.key === columnKey) : undefined;
    const open = field?.privacy === 'public' && (!column || column.privacy === 'public');
    // The words of a choice stand in the rulebook, which everybody may read.
    const typed = (column ?? field)?.kind !== 'choice';
    return !field || open || !typed || typeof value !== 'string' || value.length < 8 ? [] : [value];
  });
}

describe('what the public reads', () => {
  let everything: string;
  beforeAll(async () => {
    const towns = await prisma().town.findMany({ where: { fictional: true }, select: { slug: true } });
    const rulebook = (await prisma().rulebook.findFirstOrThrow()).content as Rulebook;
    everything = JSON.stringify([
      await getFrontPage(publicActor),
      await listTowns(publicActor),
      await listActions(publicActor),
      await Promise.all(towns.map((town) => getTownReport(publicActor, town))),
      await Promise.all(rulebook.actions.map(({ id }) => getAction(publicActor, { id }))),
    ]);
  });

  it('holds no personal or internal answer, no person, and no file', async () => {
    const submissions = await prisma().submission.findMany({
      include: { application: { include: { rulebook: true } } },
    });
    const answers = submissions.flatMap((s) =>
      privateTexts(s.application.rulebook.content as Rulebook, s.actionId, s.cells as Cells),
    );
    const people = (await prisma().user.findMany({ include: { email: true } })).flatMap((one) => [
      one.name,
      one.email!.address,
    ]);
    const files = (await prisma().evidence.findMany()).flatMap((e) => [
      e.title,
      e.fileName ?? '',
      e.storageKey ?? '',
      e.url ?? '',
    ]);
    const secrets = [...new Set([...answers, ...people, ...files])].filter((text) => text.length >= 8);
    expect(secrets.length).toBeGreaterThan(150);
    expect(secrets).toContain('Fern Castellan');
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
  });

  it('holds nothing of an application before its decision, and nothing that was not approved', async () => {
    const told = async (slug: string) =>
      (
        await prisma().submission.findMany({ where: { town: { slug }, application: { status: { not: 'decided' } } } })
      ).flatMap(({ cells }) => ((cells as Cells)['1.narrative'] as string | undefined) ?? []);
    for (const slug of ['aldbrook', 'quillford', 'penny-hollow', 'wrenfield', 'marrow-bridge', 'stoneferry']) {
      const texts = await told(slug);
      expect(texts.length).toBeGreaterThan(5);
      expect(texts.filter((text) => everything.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
    }
  });

  it('tells a certified town in its own words, with points that add up', async () => {
    const { certification, details } = await getTownReport(publicActor, { slug: 'harrow-mills' });
    expect(certification).toMatchObject({ level: 'silver', points: 520 });
    expect(details?.actions.reduce((sum, { points }) => sum + points, 0)).toBe(520);
    expect(details?.categories.reduce((sum, { points }) => sum + points, 0)).toBe(520);
    expect(details?.criteria.every(({ met }) => met === 'yes')).toBe(true);
    const passages = details?.words.flatMap((word) => word.passages) ?? [];
    expect(passages.some(({ text }) => text.includes('river parcels'))).toBe(true);
    await expect(getTownReport(publicActor, { slug: 'nowhere' })).rejects.toMatchObject({ code: 'not-found' });
  });
});
