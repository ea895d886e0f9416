import { addDays } from 'date-fns';
import type { Person } from '@/lib/access/actor';
import { actorOf, systemActor } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import { splitDate } from '@/lib/date-parts';
import { db } from '@/lib/db/db';
import { recordDesignation } from '@/lib/services/towns/record-designation';
import { recordRegistration } from '@/lib/services/towns/record-registration';
import { friday, monthsBefore, onDay, workday, type Calendar } from './calendar';
import { people, type PersonKey } from './people';
import { council, county, towns, type TownKey } from './towns';

/** Who and what the stories play with. */
export type Stage = {
  actors: Record<PersonKey, Person>;
  towns: Record<TownKey, { id: string }>;
  cycles: { present: string; before: string; earlier: string };
};

const unregistered: readonly TownKey[] = ['sedgewick', 'cinderRidge'];

const keysOf = <T extends object>(record: T) => Object.keys(record) as (keyof T)[];

async function makeTowns(): Promise<Stage['towns']> {
  const rows = await db.as(systemActor, (tx) =>
    tx.town.createManyAndReturn({
      data: Object.values(towns).map(({ slug, town, office }) => ({
        slug,
        name: town,
        county,
        council,
        fictional: true,
        publicContact: office,
      })),
      select: { id: true, slug: true },
    }),
  );
  const idOf = new Map(rows.map(({ slug, id }) => [slug, id]));
  return Object.fromEntries(keysOf(towns).map((key) => [key, { id: idOf.get(towns[key].slug)! }])) as Stage['towns'];
}

async function makePeople(placed: Stage['towns'], at: Date): Promise<Stage['actors']> {
  await db.as(systemActor, async (tx) => {
    const all = Object.values(people);
    // No password: nobody signs in before the demonstration is whole.
    const users = await tx.user.createManyAndReturn({
      data: all.map(({ name }) => ({ name, createdAt: at })),
      select: { id: true },
    });
    await tx.email.createMany({ data: all.map(({ email }, n) => ({ userId: users[n]!.id, address: email })) });
    const idOf = new Map(all.map(({ email }, n) => [email, users[n]!.id]));
    await tx.membership.createMany({
      data: Object.values(people).flatMap(({ email, memberships }) =>
        memberships.map((m) => ({
          userId: idOf.get(email)!,
          role: m.role,
          townId: 'town' in m && m.town ? placed[m.town].id : null,
          createdAt: at,
        })),
      ),
    });
  });
  const actors: Partial<Stage['actors']> = {};
  for (const key of keysOf(people)) {
    const { userId } = await db.as(systemActor, (tx) =>
      tx.email.findUniqueOrThrow({ where: { address: people[key].email } }),
    );
    actors[key] = (await actorOf(userId))!;
  }
  return actors as Stage['actors'];
}

async function makeCycles(calendar: Calendar): Promise<Stage['cycles']> {
  const { year, opens, rounds, reviewBy, before } = calendar;
  const past = year - 3;
  return db.as(systemActor, async (tx) => {
    const rulebook = await tx.rulebook.findFirstOrThrow({ orderBy: [{ year: 'desc' }, { version: 'desc' }] });
    const earlier = await tx.cycle.create({
      data: {
        year: past,
        name: `${past} certification`,
        rulebookId: rulebook.id,
        opensAt: onDay(past, 1, 15),
        rounds: {
          create: [
            { number: 1, deadline: friday(onDay(past, 6, 14)), reviewBy: onDay(past, 7, 31) },
            { number: 2, deadline: friday(onDay(past, 9, 20)), reviewBy: onDay(past, 10, 31) },
          ],
        },
      },
    });
    const last = await tx.cycle.create({
      data: {
        year: year - 1,
        name: `${year - 1} certification`,
        rulebookId: rulebook.id,
        opensAt: before.opens,
        rounds: {
          create: before.rounds.map((deadline, index) => ({
            number: index + 1,
            deadline,
            reviewBy: index === 0 ? addDays(deadline, 28) : before.reviewBy,
          })),
        },
      },
    });
    const present = await tx.cycle.create({
      data: {
        year,
        name: `${year} certification`,
        rulebookId: rulebook.id,
        opensAt: opens,
        rounds: {
          create: rounds.map((deadline, index) => ({
            number: index + 1,
            deadline,
            reviewBy: reviewBy[index]!,
          })),
        },
      },
    });
    return { present: present.id, before: last.id, earlier: earlier.id };
  });
}

/** Certifications from before the portal: a level and its dates, without an application here. */
async function makeHistory(calendar: Calendar, placed: Stage['towns'], decidedById: string): Promise<void> {
  const { year } = calendar;
  const held = (town: TownKey, level: 'bronze' | 'silver' | 'gold', ago: number, points: number) => ({
    townId: placed[town].id,
    level,
    year: year - ago,
    points,
    awardedOn: new Date(Date.UTC(year - ago, 10, 18)),
    until: new Date(Date.UTC(year - ago + 3, 11, 31)),
    decidedById,
  });
  await db.as(systemActor, (tx) =>
    tx.certification.createMany({
      data: [
        held('harrowMills', 'bronze', 9, 215),
        held('harrowMills', 'bronze', 6, 285),
        held('aldbrook', 'bronze', 3, 230),
        held('fallowdale', 'silver', 4, 505),
        held('fallowdale', 'gold', 1, 780),
        held('larkspurLanding', 'bronze', 5, 205),
      ],
    }),
  );
}

async function register(calendar: Calendar, stage: Pick<Stage, 'actors' | 'towns'>): Promise<void> {
  const since = onDay(calendar.year - 4, 3, 4);
  let day = 0;
  for (const key of keysOf(towns)) {
    if (unregistered.includes(key)) continue;
    const recorded = workday(since, -7 * day, 11);
    day += 1;
    holdClock(recorded);
    const { month, day: date, year } = splitDate(monthsBefore(recorded, 1, day));
    await recordRegistration(stage.actors.ruth, {
      town: stage.towns[key].id,
      'resolution.month': month,
      'resolution.day': date,
      'resolution.year': year,
      teamSize: 4 + (day % 6),
    });
  }
  holdClock(calendar.ago(40));
  await recordDesignation(stage.actors.ruth, {
    town: stage.towns.fallowdale.id,
    held: true,
    note: 'List of Climate Leaders, as sent by the program office.',
  });
}

/** Makes towns, people, cycles, registrations and the certifications of earlier years. */
export async function settle(calendar: Calendar): Promise<Stage> {
  const placed = await makeTowns();
  const actors = await makePeople(placed, onDay(calendar.year - 4, 2, 3));
  const cycles = await makeCycles(calendar);
  await makeHistory(calendar, placed, actors.ruth.id);
  const stage = { actors, towns: placed, cycles };
  await register(calendar, stage);
  return stage;
}
