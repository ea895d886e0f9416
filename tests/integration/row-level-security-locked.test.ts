import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/lib/access/actor';
import type { ApplicationStatus } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';
import { fillTown } from '../support/walls-world';
import { makeWorld, type World } from '../support/world';

await freshDatabase();

let world: World;
let application: string;

beforeAll(async () => {
  world = await makeWorld();
  application = await fillTown(world, world.aldbrook, { status: 'draft', round: 1 });
});

const refused = { code: 'P2010', message: expect.stringMatching(/row-level security/) as string };
const run = (actor: Actor, sql: string) => db.as(actor, (tx) => tx.$executeRawUnsafe(sql));
const stand = (status: ApplicationStatus) =>
  prisma().application.update({ where: { id: application }, data: { status } });

it.each(['submitted', 'in_review', 'decided', 'withdrawn'] as const)(
  'changes no answer and no citation of an application that is %s, whoever of the town tries',
  async (status) => {
    await stand(status);
    const [{ id: answers }, evidence] = await Promise.all([
      prisma().submission.findFirstOrThrow({
        where: { applicationId: application, actionId: 'dark-skies' },
      }),
      prisma().evidence.findFirstOrThrow({ where: { townId: world.aldbrook.id } }),
    ]);
    const cite = (id: string) =>
      `insert into citations (id, submission_id, town_id, evidence_id, step, slot, cited_by_id, cited_at)
       values ('${id}', '${answers}', '${world.aldbrook.id}', '${evidence.id}', '1', 'support', '${world.people.contact.id}', now())`;
    const kept = crypto.randomUUID();
    await prisma().$executeRawUnsafe(cite(kept));
    const own = { applicationId: application, townId: world.aldbrook.id };
    await prisma().submission.upsert({
      where: { applicationId_actionId: { applicationId: application, actionId: 'blank' } },
      update: {},
      create: { ...own, actionId: 'blank', createdAt: now(), updatedAt: now() },
    });
    for (const actor of [world.people.viewer, world.people.editor, world.people.contact, world.people.helper]) {
      for (const change of [
        `update submissions set revision = 9 where town_id = '${world.aldbrook.id}'`,
        `insert into submissions (id, application_id, town_id, action_id, created_at, updated_at)
         values (gen_random_uuid(), '${application}', '${world.aldbrook.id}', 'z', now(), now())`,
        cite(crypto.randomUUID()),
      ])
        await expect(run(actor, change), `${actor.name}: ${change}`).rejects.toMatchObject(refused);
      const redirected = run(actor, `update citations set pinpoint = 'page 9' where id = '${kept}'`);
      if (actor === world.people.viewer) expect(await redirected).toBe(0);
      else await expect(redirected, actor.name).rejects.toMatchObject(refused);
      expect(await run(actor, `delete from citations where id = '${kept}'`), actor.name).toBe(0);
      expect(await run(actor, `delete from submissions where action_id = 'blank'`), actor.name).toBe(0);
    }
    await stand('returned');
    expect(await run(world.people.editor, `update citations set pinpoint = 'page 9' where id = '${kept}'`)).toBe(1);
    expect(await run(world.people.editor, `delete from citations where id = '${kept}'`)).toBe(1);
  },
);
