import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holdClock } from '@/lib/clock';
import { closeCycle } from '@/lib/services/cycles/close-cycle';
import { extendDeadline, extendDeadlineInput } from '@/lib/services/cycles/extend-deadline';
import { getCycle } from '@/lib/services/cycles/get-cycle';
import { listCycles } from '@/lib/services/cycles/list-cycles';
import { openCycle, openCycleInput } from '@/lib/services/cycles/open-cycle';
import { saveRound, saveRoundInput } from '@/lib/services/cycles/save-round';
import { getTown } from '@/lib/services/towns/get-town';
import { listTowns } from '@/lib/services/towns/list-towns';
import { recordDesignation, recordDesignationInput } from '@/lib/services/towns/record-designation';
import { recordRegistration, recordRegistrationInput } from '@/lib/services/towns/record-registration';
import { freshDatabase } from '../support/database';
import { makePerson, makeTown, makeWorld, worldStart, type World } from '../support/world';
import { prisma } from '../support/owner';

await freshDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(() => holdClock(worldStart));

/** A day as a form posts it. */
function posted(name: string, isoDay: string) {
  const [year, month, day] = isoDay.split('-');
  return { [`${name}.month`]: month, [`${name}.day`]: day, [`${name}.year`]: year };
}
const coordinator = () => world.people.coordinator;
const open = (year: number, day: string, more: object = {}) =>
  openCycle(
    coordinator(),
    openCycleInput.parse({
      year: String(year),
      name: `${year}`,
      rulebook: world.rulebookId,
      ...posted('deadline', day),
      ...more,
    }),
  );
const save = (number: number, day: string, more: object = {}) =>
  saveRound(
    coordinator(),
    saveRoundInput.parse({
      cycle: world.cycle.id,
      number: String(number),
      reason: 'A storm.',
      ...posted('deadline', day),
      ...more,
    }),
  );
const at = (field: string) => ({ code: 'invalid', reasons: [expect.objectContaining({ at: field })] });

describe('cycles', () => {
  test('are kept by coordinators alone', async () => {
    for (const who of [world.people.contact, world.people.reviewer]) {
      await expect(listCycles(who)).rejects.toMatchObject({ code: 'not-found' });
      await expect(getCycle(who, world.cycle.id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(closeCycle(who, { cycle: world.cycle.id })).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(getCycle(coordinator(), 'no-id')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('open once a year, with a deadline on Eastern clocks on both sides of the clock change', async () => {
    const winter = await open(2025, '2025-01-15');
    const summer = await open(2026, '2026-07-15', { time: '23:59' });
    const deadline = async (id: string) => (await getCycle(coordinator(), id)).rounds[0]?.deadline.toISOString();
    expect(await deadline(winter.cycle)).toBe('2025-01-15T22:00:00.000Z');
    expect(await deadline(summer.cycle)).toBe('2026-07-16T03:59:00.000Z');
    expect((await getCycle(coordinator(), summer.cycle)).rounds[0]?.form).toMatchObject({
      day: '2026-07-15',
      time: '23:59',
    });
    await expect(open(2025, '2025-06-01')).rejects.toMatchObject({ code: 'conflict' });
    expect((await listCycles(coordinator())).map((c) => c.year)).toEqual([2026, 2025, 2024]);
  });

  test('refuse times that no clock in Connecticut shows, and take the later of two', async () => {
    await expect(open(2027, '2027-03-14', { time: '02:30' })).rejects.toMatchObject(at('time'));
    await expect(open(2027, '2027-02-29')).rejects.toMatchObject(at('deadline'));
    await expect(open(2027, '2027-03-14', { time: 'noon' })).rejects.toMatchObject(at('time'));
    const twice = await open(2028, '2028-11-05', { time: '01:30' });
    expect((await getCycle(coordinator(), twice.cycle)).rounds[0]?.deadline.toISOString()).toBe(
      '2028-11-05T06:30:00.000Z',
    );
  });

  test('keep their rounds in order and out of the past', async () => {
    await expect(save(1, '2024-02-29')).rejects.toMatchObject(at('deadline'));
    await expect(save(1, '2024-10-01')).rejects.toMatchObject(at('deadline'));
    await expect(save(2, '2024-05-01')).rejects.toMatchObject(at('deadline'));
    await expect(save(6, '2025-05-01')).rejects.toMatchObject(at('number'));
    await expect(save(1, '2024-06-07', posted('reviewBy', '2024-06-01'))).rejects.toMatchObject(at('reviewBy'));
    await expect(save(1, '2024-06-07', { reason: ' ' })).rejects.toMatchObject(at('reason'));
    await save(1, '2024-06-07', posted('reviewBy', '2024-07-05'));
    expect((await getCycle(coordinator(), world.cycle.id)).rounds[0]).toMatchObject({
      deadline: new Date('2024-06-07T21:00:00Z'),
      reviewBy: new Date('2024-07-05T21:00:00Z'),
    });

    holdClock('2024-06-08T12:00:00-04:00');
    await expect(save(1, '2024-06-01')).rejects.toMatchObject(at('deadline'));
    await save(1, '2024-06-07', posted('reviewBy', '2024-07-12'));
    await save(1, '2024-06-20');
    await save(4, '2024-12-13');
    expect((await getCycle(coordinator(), world.cycle.id)).rounds.map((r) => r.number)).toEqual([1, 2, 3, 4]);
  });

  test('give one town more time, later than it has, with a reason', async () => {
    holdClock('2024-09-28T09:00:00-04:00');
    const extend = (day: string, more: object = {}) =>
      extendDeadline(
        coordinator(),
        extendDeadlineInput.parse({
          cycle: world.cycle.id,
          number: '2',
          town: world.aldbrook.id,
          reason: 'The town hall was flooded.',
          ...posted('deadline', day),
          ...more,
        }),
      );
    expect(() =>
      extendDeadlineInput.parse({ cycle: world.cycle.id, number: '2', town: world.aldbrook.id, reason: ' ' }),
    ).toThrow();
    await expect(extend('2024-09-26')).rejects.toMatchObject(at('deadline'));
    await extend('2024-10-04');
    await expect(extend('2024-10-01')).rejects.toMatchObject(at('deadline'));
    await extend('2024-10-11');
    const view = await getCycle(coordinator(), world.cycle.id);
    expect(view.extensions).toMatchObject([
      { town: 'Aldbrook', round: 2, grantedBy: 'Cora Coordinator', deadline: new Date('2024-10-11T21:00:00Z') },
      { deadline: new Date('2024-10-04T21:00:00Z') },
    ]);
    const events = await prisma().event.findMany({ where: { kind: 'deadline.extended' } });
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({ townId: world.aldbrook.id, actorId: coordinator().id });
  });

  test('close after the last round and the last extension, and then stay as they are', async () => {
    const close = () => closeCycle(coordinator(), { cycle: world.cycle.id });
    await expect(close()).rejects.toMatchObject({ code: 'not-ready' });
    holdClock('2025-01-02T12:00:00-05:00');
    await close();
    await expect(save(5, '2025-02-01')).rejects.toMatchObject({ code: 'conflict' });
    await expect(close()).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('towns', () => {
  const register = (town: string, day: string, teamSize: string) =>
    recordRegistration(coordinator(), recordRegistrationInput.parse({ town, ...posted('resolution', day), teamSize }));

  test('are registered with a resolution, a contact and a team of three', async () => {
    const town = await makeTown('Quarry Hill', coordinator().id, { registered: false });
    expect(() => recordRegistrationInput.parse({ town: town.id, teamSize: '2' })).toThrow('at least three');
    await expect(register(town.id, '2024-02-01', '3')).rejects.toMatchObject({ code: 'not-ready' });
    await makePerson('Quinn Contact', { role: 'contact', townId: town.id });
    await expect(register(town.id, '2024-03-02', '3')).rejects.toMatchObject(at('resolution'));
    await expect(register(town.id, '2024-02-30', '3')).rejects.toMatchObject(at('resolution'));
    await register(town.id, '2024-02-01', '4');
    await register(town.id, '2024-02-01', '5');
    expect(await getTown(coordinator(), 'quarry-hill')).toMatchObject({
      registration: { resolutionPassed: '2024-02-01', teamSize: 5, recordedBy: 'Cora Coordinator' },
      contactNames: ['Quinn Contact'],
      climateLeader: null,
    });
    await expect(
      recordRegistration(world.people.contact, recordRegistrationInput.parse({ town: town.id, teamSize: '3' })),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('are listed with how they take part, for coordinators alone', async () => {
    await expect(listTowns(world.people.contact)).rejects.toMatchObject({ code: 'not-found' });
    await expect(getTown(world.people.reviewer, 'aldbrook')).rejects.toMatchObject({ code: 'not-found' });
    await expect(getTown(coordinator(), 'nowhere')).rejects.toMatchObject({ code: 'not-found' });
    const held = {
      townId: world.harrow.id,
      level: 'silver',
      year: 2023,
      points: 520,
      decidedById: coordinator().id,
    } as const;
    await prisma().certification.create({
      data: { ...held, awardedOn: new Date('2023-11-01'), until: new Date('2026-12-31') },
    });
    const standing = async () => (await listTowns(coordinator())).find((t) => t.town.slug === 'harrow-mills')?.standing;
    expect(await standing()).toEqual({ level: 'silver', until: '2026-12-31', registered: true, applying: false });
    holdClock('2026-12-31T23:59:00-05:00');
    expect(await standing()).toMatchObject({ level: 'silver' });
    holdClock('2027-01-01T00:01:00-05:00');
    expect(await standing()).toMatchObject({ level: null, until: null });
  });

  test('carry the Climate Leader designation with its source', async () => {
    const record = (held: string) =>
      recordDesignation(
        coordinator(),
        recordDesignationInput.parse({ town: world.aldbrook.id, held, note: 'The list of January 2024.' }),
      );
    expect(() => recordDesignationInput.parse({ town: world.aldbrook.id, held: 'yes', note: '' })).toThrow();
    await record('no');
    await record('yes');
    expect((await getTown(coordinator(), 'aldbrook')).climateLeader).toMatchObject({ held: true });
    expect(await prisma().designation.count()).toBe(1);
  });
});
