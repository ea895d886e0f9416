import { holdClock } from '@/lib/clock';
import { encode } from 'next-auth/jwt';
import type { Person, Role } from '@/lib/access/actor';
import { createSession, systemActor } from '@/lib/auth';
import { db } from '@/lib/db/db';
import { shippedRulebooks } from '@/lib/rulebook/published';
import { setTopics } from '@/lib/services/reviews/assign-topics';
import { publishRulebook } from '@/lib/services/rulebooks/publish-rulebook';
import { bronze } from '@/prisma/demonstration/bronze';
import { monthsBefore } from '@/prisma/demonstration/calendar';
import { fillIn, start, submit, type Bid } from '@/prisma/demonstration/hand';
import { equityTraining, liaisonTrainings } from '@/prisma/demonstration/homelessness';
import type { Place } from '@/prisma/demonstration/towns';
import { outline, pageOf, type Work } from '@/prisma/demonstration/work';
import { prisma } from '../owner';
import { makeCycle, makePerson, makeTown } from '../world';
import { begins } from './cast';

/*
 * Four fictional towns that have submitted 40 actions, 42 steps, in the first round; three reviewers with their topics, and
 * nobody assigned. What follows is done in the browser.
 */

const place = (town: string, river: string, street: string, n: number): Place => ({
  town,
  river,
  street,
  green: `${town} Green`,
  school: `${river} School`,
  n,
});

const places = {
  birch: place('Birch Landing', 'Birch Brook', 'Wharf Lane', 21),
  candlewick: place('Candlewick', 'Wick Stream', 'Chandler Street', 22),
  dunmore: place('Dunmore Falls', 'Dun River', 'Falls Street', 23),
  elmhaven: place('Elmhaven', 'Haven Brook', 'Elm Road', 24),
};

const topics = { ash: [1, 2, 8, 12], bo: [3, 4, 5, 6, 7, 9, 10, 11], una: [5, 6, 7, 11] };

/** One action of each of the categories 2 to 10. */
const nine = [
  'sustainable-purchasing',
  'pollinator-pathways',
  'arts-support',
  'solar-permitting',
  'public-transit',
  'c-pace',
  'municipal-collaboration',
  'unit-based-pricing',
  'community-gardens',
];

const liaison = { name: 'Ida Marlow', title: 'Social worker', contact: 'ida.marlow@example.org' };

type Before = (months: number, days?: number) => string;

/** 1.2 with two evenings; the second is the liaison's training of step 1b again, a day later and misspelled. */
function twoEvenings(before: Before): Work {
  const [race] = liaisonTrainings(liaison, [before(13, 1), before(13, 1), before(13, 1)]);
  const own = { training: 'Who Speaks at Town Meeting', provider: 'Valley Equity Network' };
  return equityTraining(places.birch, before(7), [
    { ...race!, ...own, topic: [], start: before(7), end: before(7) },
    { ...race!, training: 'Race, Place and Homelesness' },
  ]);
}

/** An outline with a page of the town's site as its evidence. */
function linked(of: Place, action: string, before: Before): Work {
  const work = outline(of, action, 15, before(9), { telling: 0, bare: true });
  const link = { title: 'What the town did', url: pageOf(of, action) };
  return { ...work, shown: [{ step: '1', slot: 'support', link }] };
}

const at = (day: string, time = '10:00') => new Date(`${day}T${time}:00-04:00`);

/** The cookie of a session that is open when the story begins. */
async function cookieOf(person: Person, role: Role): Promise<string> {
  const staff = role === 'reviewer' || role === 'coordinator';
  if (staff) await prisma().secondFactor.create({ data: { userId: person.id, since: at('2024-01-02') } });
  const sid = await createSession(person.id, staff ? 'both' : 'password');
  return encode({ secret: process.env.NEXTAUTH_SECRET!, token: { sid }, maxAge: 12 * 3600 });
}

type Named = { person: Person; role: Role; name: string };
export type World = { people: Record<string, Named>; bids: Record<keyof typeof places, Bid> };

/** Fills the story's empty database. */
export async function makeStory(): Promise<World> {
  holdClock(at('2024-06-03'));
  const rulebookId = await db.as(systemActor, (tx) => publishRulebook(systemActor, tx, shippedRulebooks.at(-1)!));
  const rounds = ['2024-09-27T17:00:00-04:00', '2024-11-15T17:00:00-05:00'];
  const cycle = await makeCycle(rulebookId, 2024, rounds);
  const people: World['people'] = {};
  const meet = async (key: string, name: string, role: Role, townId?: string) => {
    people[key] = { person: await makePerson(name, { role, townId }), role, name };
    return people[key].person;
  };
  const cora = await meet('cora', 'Cora Lund', 'coordinator');
  for (const [key, name] of [
    ['ash', 'Ash Bennet'],
    ['bo', 'Bo Ferris'],
    ['una', 'Una Thorne'],
  ] as const) {
    const { id } = await meet(key, name, 'reviewer');
    await setTopics(cora, { reviewer: id, categories: topics[key] });
  }
  const bids: Partial<World['bids']> = {};
  const contacts = { birch: 'Ada Brook', candlewick: 'Ben Wick', dunmore: 'Cleo Dunn', elmhaven: 'Don Elm' };
  for (const [index, key] of (['birch', 'candlewick', 'dunmore', 'elmhaven'] as const).entries()) {
    const of = places[key];
    const town = await makeTown(of.town, cora.id);
    const who = await meet(key, contacts[key], 'contact', town.id);
    const submitted = at(`2024-09-2${index + 3}`, '15:00');
    const before: Before = (months, days) => monthsBefore(submitted, months, days);
    const works =
      key === 'birch'
        ? [...bronze(of, { liaison, before, at: submitted }), twoEvenings(before)]
        : nine.map((action) => linked(of, action, before));
    const bid = await start(who, town.id, cycle.id, 'bronze', at('2024-06-10'));
    await fillIn(who, bid, works, at('2024-08-05'));
    await submit(who, bid, submitted);
    bids[key] = bid;
  }
  return { people, bids: bids as World['bids'] };
}

/** What the browser needs to know of the world: everybody's address and session, and where things are. */
export async function tellStory({ people, bids }: World) {
  holdClock(begins);
  const addresses = new Map((await prisma().email.findMany()).map((one) => [one.userId, one.address]));
  const told = await Promise.all(
    Object.entries(people).map(async ([key, { person, role, name }]) => {
      const email = addresses.get(person.id)!;
      return [key, { name, email, cookie: await cookieOf(person, role) }] as const;
    }),
  );
  // The day's digests are written before the story begins.
  await prisma().digestDay.create({
    data: { day: new Date(begins.slice(0, 10)), writtenAt: at('2024-10-01', '08:00') },
  });
  const { id: piece } = await prisma().evidence.findFirstOrThrow({ where: { townId: bids.dunmore.town } });
  const applications = Object.fromEntries(Object.entries(bids).map(([key, { application }]) => [key, application]));
  return { people: Object.fromEntries(told), applications, piece };
}
