import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { now } from '@/lib/clock';
import { prisma } from '../support/owner';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { withdrawApplication } from '@/lib/services/applications/withdraw-application';
import { decideInput } from '@/lib/services/certifications/decide';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { applicationWorld, makeDarkSkies } from '../support/application-world';
import { mailbox } from '../support/mailbox';
import { decideNow } from '../support/decide-now';
import { assign, makePerson } from '../support/world';

const world = await applicationWorld();

async function submitted() {
  const application = await makeDarkSkies(world);
  await submitApplication(world.people.contact, { application: application.id, key: randomUUID() });
  return application;
}
const rule = (submission: string, more: object) =>
  ruleStep(world.people.reviewer, ruleStepInput.parse({ submission, step: '1', ...more }));

describe('the town’s contacts get a letter', () => {
  test('when the application was received: each contact the town has, and nobody else', async () => {
    const second = await makePerson('Second Contact', { role: 'contact', townId: world.aldbrook.id });
    const gone = await makePerson('Gone Contact', { role: 'contact', townId: world.aldbrook.id });
    await prisma().user.update({ where: { id: gone.id }, data: { disabledAt: now() } });
    await submitted();
    const letters = await mailbox();
    expect(letters.map(({ to }) => to).sort()).toEqual([world.people.contact.email, second.email].sort());
    await prisma().membership.deleteMany({ where: { userId: { in: [second.id, gone.id] } } });
  });

  test('when it is returned, with how much there is to do and where', async () => {
    const { id, submissions } = await submitted();
    await mailbox();
    await assign(world, { id, townId: world.aldbrook.id });
    await rule(submissions['dark-skies']!, { outcome: 'revise', reason: 'Say which lights.' });
    expect(await mailbox()).toEqual([]);
    await returnApplication(world.people.reviewer, { application: id });
    const [letter, ...others] = await mailbox();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      to: world.people.contact.email,
      subject: 'Aldbrook: the reviewers returned 1 step to work on',
      text: expect.stringContaining(`http://localhost:3000/applications/${id}`),
    });
    expect(letter!.text).not.toContain('Say which lights');
  });

  test('when it is decided', async () => {
    const { id, submissions } = await submitted();
    await assign(world, { id, townId: world.aldbrook.id });
    await rule(submissions['dark-skies']!, { outcome: 'approved', points: 20 });
    await finishReview(world.people.reviewer, { application: id });
    await mailbox();
    await decideNow(world.people.coordinator, decideInput.parse({ application: id, level: 'none' }));
    expect(await mailbox()).toMatchObject([
      { to: world.people.contact.email, subject: 'Aldbrook: the application was decided' },
    ]);
  });

  test('only as long as they are contacts when it goes out', async () => {
    await submitted();
    const { userId } = await prisma().membership.findFirstOrThrow({
      where: { role: 'contact', townId: world.aldbrook.id },
    });
    await prisma().membership.updateMany({ where: { userId }, data: { role: 'viewer' } });
    expect(await mailbox()).toEqual([]);
    await prisma().membership.updateMany({ where: { userId }, data: { role: 'contact' } });
  });
});

describe('its reviewers get a letter', () => {
  test('when the draft they were given is submitted for the first time, and when it is withdrawn after that', async () => {
    const { contact, reviewer } = world.people;
    await prisma().letterChoice.create({ data: { userId: reviewer.id, group: 'assignments', way: 'at_once' } });
    const told = async () => (await mailbox()).filter(({ to }) => to === reviewer.email).map(({ subject }) => subject);
    const { id } = await makeDarkSkies(world);
    await assign(world, { id, townId: world.aldbrook.id });
    await submitApplication(contact, { application: id, key: randomUUID() });
    expect(await told()).toEqual(['1 application assigned to you']);
    await withdrawApplication(contact, { application: id, confirm: 'yes' });
    expect(await told()).toEqual(['1 application no longer with you']);
  });
});
