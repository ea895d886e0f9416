import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { publicActor, systemActor } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import { prisma } from '../support/owner';
import { jobMap } from '@/lib/jobs/job-map';
import { log } from '@/lib/log';
import { deliverMail } from '@/lib/services/mail/deliver-mail';
import { forgetOldLetters } from '@/lib/services/mail/forget-old-letters';
import { listHeldLetters } from '@/lib/services/mail/list-held-letters';
import { postMail } from '@/lib/services/mail/post-mail';
import { releaseLetters } from '@/lib/services/mail/release-letters';
import { findInvitation } from '@/lib/services/people/find-invitation';
import { invitePerson } from '@/lib/services/people/invite-person';
import { resendInvitation } from '@/lib/services/people/resend-invitation';
import { revokeInvitation } from '@/lib/services/people/revoke-invitation';
import { freshDatabase } from '../support/database';
import { figuresOf, inTransaction, runOnce } from '../support/jobs';
import { startMailServer } from '../support/mail-server';
import { read, tokenIn } from '../support/letters';
import { makePerson } from '../support/world';

await freshDatabase();
const server = await startMailServer();
process.env.SMTP_URL = server.url('?timeout=0.5');
process.env.MAIL_FROM = 'Town Green <portal@program.test>';
afterAll(async () => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  await server.stop();
});

let count = 0;
async function somebody(email = `maya${(count += 1)}@aldbrook.gov`) {
  const data = { email: { create: { address: email } }, name: 'Maya Ortiz', createdAt: now() };
  return { ...(await prisma().user.create({ data })), email };
}
const post = (user: string) => inTransaction((tx) => postMail(tx, { kind: 'password-changed', user }));
const state = () =>
  prisma().mail.findFirstOrThrow({ select: { id: true, outcome: true, tries: true, problem: true, handedAt: true } });
const try_ = async () =>
  deliverMail(systemActor, { mail: (await state()).id }).then(
    () => 'done',
    (error: Error) => error.name,
  );

beforeEach(async () => {
  holdClock('2026-03-02T09:00:00-05:00');
  await prisma().$executeRaw`truncate mails`;
  await prisma().$executeRaw`delete from graphile_worker._private_jobs`;
  server.state.manner = 'take';
  server.received.length = 0;
});

describe('a letter', () => {
  it('goes out once after the change it tells of, and never if the change is rolled back', async () => {
    const { id, email } = await somebody();
    await inTransaction(async (tx) => {
      await postMail(tx, { kind: 'password-changed', user: id });
      throw new Error('rolled back');
    }).catch(() => undefined);
    await runOnce();
    expect(server.received).toEqual([]);
    await post(id);
    await runOnce();
    await runOnce();
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({ from: 'portal@program.test', to: [email] });
    expect(read(server.received[0]!.text)).toMatchObject({
      to: email,
      subject: 'Your password for Town Green was changed',
      text: expect.stringContaining('Monday, March 2, 2026, 9:00 am Eastern'),
    });
    expect(await state()).toMatchObject({ outcome: 'sent', tries: 1, problem: null, handedAt: null });
  });

  it('that the server cannot take yet is tried again, with the same Message-ID, and given up in the end', async () => {
    const { id } = await somebody();
    await post(id);
    server.state.manner = 451;
    expect(await try_()).toBe('MailDelayed');
    expect(await state()).toMatchObject({ outcome: null, tries: 1, problem: 'smtp 451', handedAt: null });
    server.state.manner = 'take';
    expect(await try_()).toBe('done');
    expect(server.received[0]!.text).toContain(`Message-ID: <${(await state()).id}@localhost>`);

    await prisma().$executeRaw`truncate mails`;
    await post(id);
    server.state.manner = 451;
    const answers = [];
    for (let n = 0; n < jobMap['send-mail'].attempts; n += 1) answers.push(await try_());
    expect(answers.slice(0, -1).every((answer) => answer === 'MailDelayed')).toBe(true);
    expect(answers.at(-1)).toBe('done');
    expect(await state()).toMatchObject({ outcome: 'given_up', problem: 'smtp 451' });
  });

  it('that is refused for good is given up at once, and that is recorded', async () => {
    await post((await somebody()).id);
    server.state.manner = 550;
    await runOnce();
    expect(await state()).toMatchObject({ outcome: 'refused', tries: 1, problem: 'smtp 550' });
    expect(await figuresOf('send-mail')).toEqual({ waiting: 0, running: 0, failed: 0 });
    server.state.manner = 'take';
    expect(await try_()).toBe('done');
    expect(server.received).toEqual([]);
  });

  it('that was handed over before a crash is not sent a second time, and says so', async () => {
    await post((await somebody()).id);
    // What a process leaves behind that ended between handing over and hearing the answer.
    await prisma().mail.updateMany({ data: { handedAt: now(), tries: 1 } });
    await runOnce();
    expect(server.received).toEqual([]);
    expect(await state()).toMatchObject({ outcome: 'uncertain' });
  });

  it('that the server took without an answer is not sent a second time', async () => {
    await post((await somebody()).id);
    server.state.manner = 'silent-after-data';
    expect(await try_()).toBe('done');
    server.state.manner = 'take';
    expect(await try_()).toBe('done');
    expect(server.received).toHaveLength(1);
    expect(await state()).toMatchObject({ outcome: 'uncertain', problem: 'ETIMEDOUT' });
  });

  describe('that a restore holds', () => {
    const held = async (more: object = {}) => {
      await post((await somebody()).id);
      const { id } = await state();
      await prisma().mail.update({ where: { id }, data: { heldAt: now(), ...more } });
      await prisma().$executeRaw`delete from graphile_worker._private_jobs`;
      return id;
    };
    const release = (send: boolean, mails?: string[]) => releaseLetters(systemActor, { send, mails });
    const list = async () => (await listHeldLetters(systemActor)).map(({ id }) => id);

    it('stays where it is, whoever takes it up, and goes out once when it is released', async () => {
      const id = await held({ tries: 9 });
      expect(await list()).toEqual([id]);
      await try_();
      expect(server.received).toEqual([]);
      expect(await release(true, [randomUUID()])).toBe(0);
      expect(await Promise.all([release(true), release(true)]).then((both) => both.sort())).toEqual([0, 1]);
      await runOnce();
      await try_();
      expect(server.received).toHaveLength(1);
      expect(await state()).toMatchObject({ outcome: 'sent', tries: 1 });
      expect([await list(), await release(true)]).toEqual([[], 0]);
    });

    it('never goes out once it is dropped', async () => {
      await held();
      expect(await release(false)).toBe(1);
      expect(await release(true)).toBe(0);
      await runOnce();
      await try_();
      expect(server.received).toEqual([]);
      expect(await state()).toMatchObject({ outcome: 'given_up', problem: 'held' });
    });

    it('is not sent again if it was with the mail server as the backup was made', async () => {
      await held({ handedAt: now() });
      await release(true);
      await runOnce();
      expect(server.received).toEqual([]);
      expect(await state()).toMatchObject({ outcome: 'uncertain' });
    });

    it('is forgotten like any other', async () => {
      await held();
      holdClock('2026-06-02T09:00:00-04:00');
      await forgetOldLetters(systemActor);
      expect(await prisma().mail.count()).toBe(0);
    });
  });

  it('goes out once when two workers take it up at the same time', async () => {
    await post((await somebody()).id);
    await Promise.all(Array.from({ length: 5 }, try_));
    expect(server.received).toHaveLength(1);
  });

  it('goes to nobody once the account is closed, and not to the people of a demonstration', async () => {
    const closed = await somebody();
    await prisma().user.update({ where: { id: closed.id }, data: { disabledAt: now() } });
    await post(closed.id);
    await post((await somebody('maya.ortiz@aldbrook.example')).id);
    await runOnce();
    expect(server.received).toEqual([]);
    expect(await prisma().mail.findMany({ select: { outcome: true } })).toEqual([
      { outcome: 'nobody' },
      { outcome: 'nobody' },
    ]);
  });

  it('with an invitation is all that brings its link, and a link sent again ends the one before', async () => {
    const coordinator = await makePerson('Ruth Delaney', { role: 'coordinator' });
    const email = 'new.reviewer@elsewhere.test';
    const invited = await invitePerson(coordinator, { email, role: 'reviewer' });
    expect(invited).toMatchObject({ link: null, email });
    await runOnce();
    const { id } = await prisma().invitation.findFirstOrThrow({ where: { email } });
    expect(await resendInvitation(coordinator, { invitation: id })).toMatchObject({ link: null, email });
    await runOnce();
    const letters = server.received.map(({ text }) => read(text));
    expect(letters.map(({ to }) => to)).toEqual([email, email]);
    const [first, second] = letters.map((letter) => tokenIn([letter], email));
    await expect(findInvitation(publicActor, first!)).rejects.toMatchObject({ code: 'not-found' });
    expect(await findInvitation(publicActor, second!)).toMatchObject({ email, role: 'reviewer' });
    expect(letters[1]!.text).toContain('until Monday, March 9, 2026, 10:00 am Eastern');

    const { id: taken } = await prisma().invitation.findFirstOrThrow({ where: { email } });
    await resendInvitation(coordinator, { invitation: taken });
    const { id: last } = await prisma().invitation.findFirstOrThrow({ where: { email } });
    await revokeInvitation(coordinator, { invitation: last });
    await runOnce();
    expect(server.received).toHaveLength(2);
    await expect(resendInvitation(coordinator, { invitation: last })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is forgotten three months after it ended, and not before', async () => {
    await post((await somebody()).id);
    await runOnce();
    await post((await somebody()).id);
    holdClock('2026-05-30T09:00:00-04:00');
    await forgetOldLetters(systemActor);
    expect(await prisma().mail.count()).toBe(2);
    holdClock('2026-06-02T09:00:00-04:00');
    await forgetOldLetters(systemActor);
    expect(await prisma().mail.findMany({ select: { outcome: true } })).toEqual([{ outcome: null }]);
  });

  it('leaves no name, address or words in the queue or the log, and in the database words alone', async () => {
    const { id, email } = await somebody();
    const lines: unknown[] = [];
    const spies = (['info', 'warn', 'error', 'debug'] as const).map((level) =>
      vi.spyOn(log, level).mockImplementation((...line: unknown[]) => void lines.push(line)),
    );
    await post(id);
    const queued = await prisma().$queryRaw`select payload from graphile_worker._private_jobs`;
    for (const manner of [451, 'silent', 'take'] as const) {
      server.state.manner = manner;
      await try_();
    }
    spies.forEach((spy) => spy.mockRestore());
    expect(lines).toHaveLength(3);
    const kept = JSON.stringify([lines, queued]);
    for (const personal of [email, 'Maya', 'password for']) expect(kept).not.toContain(personal);
    expect(JSON.stringify(await prisma().mail.findMany())).not.toContain(email);
  });
});
