import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { publicActor } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import { applicationFileSchema } from '@/lib/scoring/facts';
import { score } from '@/lib/scoring/score';
import { getApplication } from '@/lib/services/applications/get-application';
import { decide } from '@/lib/services/certifications/decide';
import { getChanges } from '@/lib/services/certifications/get-changes';
import { getCorrections } from '@/lib/services/certifications/get-corrections';
import { listLetters } from '@/lib/services/certifications/list-letters';
import { proposeCorrection } from '@/lib/services/certifications/propose-correction';
import { confirmCorrection, refuseCorrection } from '@/lib/services/certifications/settle-correction';
import { getCoordinatorHome } from '@/lib/services/people/get-coordinator-home';
import { getTownReport } from '@/lib/services/public/get-town-report';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { freshDatabase } from '../support/database';
import { decideNow } from '../support/decide-now';
import { prisma } from '../support/owner';
import { assign, makePerson, makeTown, makeWorld, worldStart, type World } from '../support/world';
import { makeSubmitted, type Submitted } from './reviews-file';

await freshDatabase();
let world: World;
let other: Person;
let application: Submitted;
let slug: string;
let contact: Person;
let towns = 0;

beforeAll(async () => {
  world = await makeWorld();
  other = await makePerson('Second Coordinator', { role: 'coordinator' });
});

/** A finished review of 45 awarded points; the least level there is asks for fewer, so that one can be certified. */
beforeEach(async () => {
  holdClock(worldStart);
  const town = await makeTown(`Correct ${++towns}`, world.people.coordinator.id);
  slug = town.slug;
  contact = await makePerson(`Connie ${String.fromCharCode(64 + towns)}`, { role: 'contact', townId: town.id });
  application = await makeSubmitted(world, town);
  await assign(world, application);
  const rule = (action: string, step: string, more: object) =>
    ruleStep(
      world.people.reviewer,
      ruleStepInput.parse({ submission: application.submissions[action], step, outcome: 'approved', ...more }),
    );
  await rule('sustainable-purchasing', '1', { points: 10 });
  await rule('dark-skies', '1', { points: 15 });
  await rule('optimize-for-equity', '1', { items: ['a'], reason: 'Row 2 tells nothing new.' });
  await rule('municipal-workforce-homelessness', '1b', { points: 10 });
  await finishReview(world.people.reviewer, { application: application.id });
});

const { coordinator } = { coordinator: () => world.people.coordinator };
const level = (to: 'none' | 'bronze', note = '') => ({ application: application.id, level: to, note });

/** Certifies Bronze as a decision of this portal would, whatever the points: what follows is about changing it. */
async function certified(): Promise<void> {
  await decideNow(coordinator(), level('none'));
  const { id, townId } = application;
  await prisma().certification.create({
    data: {
      townId,
      applicationId: id,
      level: 'bronze',
      year: 2024,
      points: 45,
      awardedOn: new Date('2024-05-01'),
      until: new Date('2027-12-31'),
      decidedById: coordinator().id,
    },
  });
  // A claim of an activity that no ruling credits.
  const claim = { townId, applicationId: id, actionId: 'dark-skies', identity: 'a walk|nobody|2023-05-05' };
  await prisma().activityClaim.create({ data: claim });
}

const propose = (to: 'none' | 'bronze' | 'revoked', who = coordinator()) =>
  proposeCorrection(who, { application: application.id, to, reason: 'The minutes were of another town.' });
const waiting = async (who = other) => (await getCorrections(who, application.id)).find((c) => c.state === 'proposed')!;
async function confirm(who = other) {
  const { id, preview } = await waiting(who);
  return confirmCorrection(who, { application: application.id, correction: id, seen: preview!.print });
}
const credits = () => prisma().credit.count({ where: { applicationId: application.id, endedAt: null } });
const claims = () => prisma().activityClaim.count({ where: { applicationId: application.id } });
/** Letters about the decision on their way to all contacts. */
const posted = () =>
  prisma().mail.count({
    where: { kind: 'application-decided', parameters: { path: ['application'], equals: application.id } },
  });
const report = () => getTownReport(publicActor, { slug });

describe('the letter of a decision', () => {
  test('is shown before it is sent, with the coordinator’s words, and is the one that is sent and kept', async () => {
    const input = level('none', 'Thank you for the care.\n\nPlease go on.');
    const shown = await decide(coordinator(), input);
    expect(shown).toMatchObject({ sent: false, letter: { paragraphs: expect.arrayContaining(['Please go on.']) } });
    expect((await getApplication(coordinator(), application.id)).status).toBe('in_review');
    expect(await posted()).toBe(0);
    const other = await decide(coordinator(), { ...input, note: 'Other words.', seen: shown.print });
    expect(other.sent).toBe(false);
    await expect(listLetters(contact, application.id)).rejects.toMatchObject({ code: 'not-found' });
    const both = await Promise.all([1, 2].map(() => decide(coordinator(), { ...input, seen: shown.print })));
    expect(both.map((one) => one.sent)).toEqual([true, true]);
    const { letters } = await listLetters(contact, application.id);
    expect(letters).toMatchObject([shown.letter!]);
    expect(await posted()).toBe(1);
    await expect(listLetters(world.people.reviewer, application.id)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a decision', () => {
  test('is revoked by two people: certification, ledger, claims, public page and letter say so, the history stays', async () => {
    await certified();
    expect(await claims()).toBeGreaterThan(0);
    await propose('revoked');
    expect((await getApplication(coordinator(), application.id)).view.staff).toBe('Correction to confirm');
    expect((await getApplication(contact, application.id)).view.town).toBe('Correction under way');
    const waitsFor = async (who: Person) => (await getCoordinatorHome(who)).filter(({ id }) => id === application.id);
    expect(await waitsFor(other)).toMatchObject([{ view: { staff: 'Correction to confirm' } }]);
    expect(await waitsFor(coordinator())).toEqual([]);
    await confirm();
    expect(await waitsFor(other)).toEqual([]);
    expect(await report()).toMatchObject({
      certification: null,
      history: [{ level: 'bronze', ended: { as: 'revoked', on: '2024-03-01' } }],
    });
    expect([await credits(), await claims()]).toEqual([0, 0]);
    expect(await prisma().credit.count({ where: { applicationId: application.id } })).toBeGreaterThan(0);
    expect((await getApplication(contact, application.id)).view.town).toBe('Certification revoked');
    expect(await posted()).toBe(2);
    expect((await listLetters(contact, application.id)).letters[0]?.subject).toContain('was revoked');
    expect((await listLetters(contact, application.id)).letters).toHaveLength(2);
  });

  test('that was revoked can be corrected: once credits stand again, it reads as a decision without a level', async () => {
    await certified();
    await propose('revoked');
    await confirm();
    await propose('none');
    await confirm();
    expect(await credits()).toBeGreaterThan(0);
    expect((await getApplication(contact, application.id)).view.town).toBe('Decided, no level');
  });

  test('is corrected: what the rulings give is credited anew, and the snapshot scores the same again', async () => {
    await certified();
    const before = await credits();
    await propose('none');
    await confirm();
    expect([await credits(), await claims()]).toEqual([before, 4]);
    expect(await report()).toMatchObject({ certification: null, history: [{ ended: { as: 'corrected' } }] });
    const kept = await prisma().snapshot.findMany({
      where: { applicationId: application.id, kind: 'decided' },
      orderBy: { sequence: 'asc' },
    });
    expect(kept.map((one) => one.sequence)).toEqual([0, 1]);
    expect(score(world.rulebook, applicationFileSchema.parse(kept[1]!.facts))).toEqual(kept[1]!.score);
    expect((await getApplication(contact, application.id)).view.town).toBe('Decided, no level');
  });

  test('tells its town that a change is considered, and what and why only once it is confirmed; the public, what was', async () => {
    await certified();
    const before = await report();
    const told = async (who: Person) => JSON.stringify(await getChanges(who, application.id));
    await propose('none');
    expect(await getChanges(contact, application.id)).toEqual([
      { id: expect.any(String), state: 'proposed', at: new Date(worldStart) },
    ]);
    expect(await report()).toEqual(before);
    await refuseCorrection(other, { application: application.id, correction: (await waiting()).id });
    expect(await getChanges(contact, application.id)).toMatchObject([{ state: 'refused' }]);
    expect(await told(contact)).not.toContain('The minutes were of another town.');
    expect(await report()).toEqual(before);
    await propose('none');
    await confirm();
    const made = { state: 'confirmed', kind: 'corrected', from: 'bronze', level: null };
    expect(await getChanges(contact, application.id)).toMatchObject([made, { state: 'refused' }]);
    expect(await told(contact)).toContain('The minutes were of another town.');
    for (const who of [world.people.reviewer, coordinator()]) expect(await told(who)).toBe('[]');
    await expect(told(world.people.stranger)).rejects.toMatchObject({ code: 'not-found' });
    expect(JSON.stringify(await report())).not.toContain('The minutes were');
  });

  test('is changed by nobody alone, and by no reviewer or town', async () => {
    await certified();
    for (const who of [world.people.reviewer, contact])
      await expect(propose('revoked', who)).rejects.toMatchObject({ code: 'forbidden' });
    await propose('revoked');
    await expect(confirm(coordinator())).rejects.toMatchObject({ code: 'forbidden' });
    const { id, preview } = await waiting();
    await expect(
      confirmCorrection(other, { application: application.id, correction: id, seen: `${preview!.print}x` }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await prisma().certification.count({ where: { applicationId: application.id, endedAt: null } })).toBe(1);
    await refuseCorrection(coordinator(), { application: application.id, correction: id });
    await expect(
      confirmCorrection(other, { application: application.id, correction: id, seen: preview!.print }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect((await getApplication(contact, application.id)).view.town).toBe('Certified Bronze');
  });

  test('is raised to no level that the points do not meet', async () => {
    await decideNow(coordinator(), level('none'));
    await expect(propose('bronze')).rejects.toMatchObject({ code: 'not-ready' });
  });

  test('has one proposal, and one confirmation, however many come at once', async () => {
    await certified();
    const proposed = await Promise.allSettled([propose('revoked'), propose('none', other)]);
    expect(proposed.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const { own } = await waiting();
    const who = own ? coordinator() : other;
    const confirmed = await Promise.allSettled([confirm(who), confirm(who)]);
    expect(confirmed.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await prisma().decisionLetter.count({ where: { applicationId: application.id } })).toBe(2);
  });
});
