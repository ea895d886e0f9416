import { afterAll, beforeEach, expect, it } from 'vitest';
import { actorOf } from '@/lib/auth';
import { releaseClock } from '@/lib/clock';
import { seed } from '@/prisma/seed';
import { emptyTables, freshDatabase } from '../support/database';
import { everyApplication } from '../support/every-application';
import { prisma } from '../support/owner';

await freshDatabase();
process.env.DEMO = 'on';

beforeEach(async () => {
  await emptyTables('rulebooks, towns, users, sign_in_attempts');
});
afterAll(() => {
  delete process.env.TOWN_GREEN_NOW;
  releaseClock();
});

it.each([
  ['2027-01-03T09:15:00-05:00', 2027],
  ['2028-02-29T23:30:00-05:00', 2028],
  ['2026-12-31T23:45:00-05:00', 2026],
])(
  'fills a database on %s',
  async (day, year) => {
    process.env.TOWN_GREEN_NOW = day;
    releaseClock();
    await seed();
    const ruth = await prisma().user.findFirstOrThrow({
      where: { email: { address: 'ruth.delaney@program.example' } },
    });
    const items = await everyApplication((await actorOf(ruth.id))!);
    const of = (slug: string) => items.find((one) => one.town.slug === slug && one.year === year);
    expect(of('aldbrook')).toMatchObject({ status: 'returned', view: { next: 'town' } });
    expect(of('quillford')).toMatchObject({ view: { staff: 'Decision due' }, level: 'bronze' });
    expect(of('tamarack')).toMatchObject({ status: 'decided', level: 'bronze', awarded: 250 });
    expect(of('brindle-corners')).toMatchObject({ view: { staff: 'Appeal to assign' }, level: 'bronze', awarded: 235 });
    expect(items.find((one) => one.year === year - 3)).toMatchObject({ level: 'silver', awarded: 520 });
    // Publishing the rulebook is the only thing that happens now; everything told lies in the past.
    const late = await prisma().event.count({
      where: { at: { gt: new Date(day) }, kind: { not: 'rulebook.published' } },
    });
    expect(late).toBe(0);
  },
  120_000,
);
