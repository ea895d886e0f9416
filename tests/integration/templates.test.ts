import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/db';
import { getDesk } from '@/lib/services/reviews/get-desk';
import { keepTemplate, keepTemplateInput, removeTemplate } from '@/lib/services/templates/keep-template';
import { listTemplatePlaces, listTemplates } from '@/lib/services/templates/list-templates';
import { templatesFor } from '@/lib/workflow/templates';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';
import { assign, makeApplication, makeWorld, type World } from '../support/world';
import { submitted } from './reviews-file';

await freshDatabase();
let world: World;
let application: Awaited<ReturnType<typeof makeApplication>>;

const keep = (title: string, more: object = {}) =>
  keepTemplate(world.people.coordinator, keepTemplateInput.parse({ title, text: `${title}.`, ...more }));
const atDesk = async (who = world.people.reviewer) =>
  templatesFor((await getDesk(who, application.id, 'dark-skies'))?.templates ?? [], 'dark-skies', '1').map(
    ({ title }) => title,
  );

beforeAll(async () => {
  world = await makeWorld();
  application = await makeApplication(world, { actions: ['dark-skies'] });
  await submitted(application.id, 1);
  await assign(world, application);
});

describe('templates for reasons', () => {
  test('reach the desk of the steps they fit, the closest first', async () => {
    await keep('A date is missing');
    await keep('For the action', { place: 'dark-skies' });
    await keep('For the step', { place: 'dark-skies/1' });
    await keep('For another action', { place: 'green-grounds' });
    expect(await atDesk()).toEqual(['For the step', 'For the action', 'A date is missing']);
    await expect(keep('Nowhere', { place: 'dark-skies/9' })).rejects.toMatchObject({ reasons: [{ at: 'place' }] });
  });

  test('can be kept for actions and steps of any rulebook that was published', async () => {
    const { content: told, ...shipped } = await prisma().rulebook.findUniqueOrThrow({
      where: { id: world.rulebookId },
      omit: { id: true },
    });
    const add = (version: number, publishedAt: Date | null, action: string) => {
      const content = JSON.parse(JSON.stringify(told).replaceAll('"dark-skies"', `"${action}"`));
      return prisma().rulebook.create({ data: { ...shipped, version, hash: action, publishedAt, content } });
    };
    await add(98, new Date('2024-01-05T12:00:00Z'), 'night-skies');
    await add(99, null, 'draft-skies');
    const places = (await listTemplatePlaces(world.people.coordinator)).map(({ value }) => value);
    expect(places).toEqual(
      expect.arrayContaining(['dark-skies', 'night-skies', 'municipal-workforce-homelessness/1b']),
    );
    expect(places).not.toContain('draft-skies');
    expect(new Set(places).size).toBe(places.length);
    const { template } = await keep('Of an earlier year', { place: 'night-skies/1' });
    await removeTemplate(world.people.coordinator, { template });
    await expect(keep('Of a draft', { place: 'draft-skies' })).rejects.toMatchObject({ reasons: [{ at: 'place' }] });
    await expect(listTemplatePlaces(world.people.reviewer)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('are changed and taken away by coordinators alone, each on the record', async () => {
    const [first] = await listTemplates(world.people.coordinator);
    await keep('The date is missing', { template: first!.id });
    await removeTemplate(world.people.coordinator, { template: first!.id });
    await removeTemplate(world.people.coordinator, { template: first!.id });
    expect(await atDesk()).toEqual(['For the step', 'For the action']);
    await expect(keep('Too late', { template: first!.id })).rejects.toMatchObject({ code: 'conflict' });
    expect(await prisma().event.count({ where: { kind: 'template.removed' } })).toBe(2);
    for (const who of [world.people.reviewer, world.people.contact]) {
      const input = keepTemplateInput.parse({ title: 'Mine', text: 'Mine.' });
      await expect(keepTemplate(who, input)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(listTemplates(who)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  test('are nothing a town reads', async () => {
    const seen = (who: World['people']['contact']) => db.as(who, (tx) => tx.reasonTemplate.count());
    expect([await seen(world.people.contact), await seen(world.people.stranger)]).toEqual([0, 0]);
    expect(await seen(world.people.reviewer)).toBe(5);
    expect(await atDesk(world.people.contact)).toEqual([]);
  });
});
