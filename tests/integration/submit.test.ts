import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { holdClock, now } from '@/lib/clock';
import { answersOf, type Cells } from '@/lib/rulebook/cells';
import type { ApplicationFile } from '@/lib/scoring/facts';
import { score } from '@/lib/scoring/score';
import { checkApplication } from '@/lib/services/applications/check-application';
import { getApplication } from '@/lib/services/applications/get-application';
import { getReceipt } from '@/lib/services/applications/get-receipt';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { withdrawApplication } from '@/lib/services/applications/withdraw-application';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import { applicationWorld, makeDarkSkies } from '../support/application-world';
import { emptyTables } from '../support/database';
import { mailbox } from '../support/mailbox';
import { prisma } from '../support/owner';
import { makeReady, trainingAnswers } from '../support/ready';
import { expectNothingHalf, expectWhole } from '../support/whole';
import { fillOutline, makeApplication, makeCycle, makeRuling, setAnswers, type World } from '../support/world';

const world = await applicationWorld();

/** An application with one action filled in and one not begun. */
const ready = () => makeDarkSkies(world, ['cool-roofs']);

const submit = (application: string, key: string = randomUUID(), actor = world.people.contact) =>
  submitApplication(actor, { application, key });
const statusOf = async (id: string) => (await prisma().application.findUniqueOrThrow({ where: { id } })).status;

describe('submitting', () => {
  test('freezes status, round, snapshot and event, and gives a receipt', async () => {
    const { id } = await ready();
    const done = await submit(id);
    expect(done).toMatchObject({ application: id, round: 1 });
    expect(done.receipt).toMatch(/^TG-2024-[2-9A-HJKMNP-TV-Z]{6}$/);
    const row = await prisma().application.findUniqueOrThrow({
      where: { id },
      include: { snapshots: true, events: true },
    });
    expect(row).toMatchObject({ status: 'submitted', round: 1, submittedAt: now(), statusSince: now() });
    expect(row.events.map((e) => e.kind)).toEqual(['application.submitted']);
    expect(row.snapshots).toHaveLength(1);
    const snapshot = row.snapshots[0]!;
    expect(score(world.rulebook, snapshot.facts as ApplicationFile)).toEqual(snapshot.score);
    expect(snapshot.score).toMatchObject({ claimed: 20, documented: 20, awarded: 0 });
    expect(await getReceipt(world.people.viewer, id)).toMatchObject({
      receipt: done.receipt,
      by: 'Maya Contact',
      actions: [{ title: 'Promote Dark Skies', documented: 20, steps: ['1'] }],
    });
    expect(await getApplication(world.people.contact, id)).toMatchObject({
      receipt: done.receipt,
      view: { next: 'coordinator' },
      can: { edit: { ok: false }, submit: { ok: false } },
    });
  });

  test('a hundred copies of one request are one submission with one receipt and one mail', async () => {
    const { id, contact } = await makeReady(world, 'Once Only');
    expect(await expectWhole(world, id)).toBe(false);
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 100 }, () => submit(id, key, contact)));
    expect(new Set(answers.map((a) => a.receipt)).size).toBe(1);
    expect(await expectWhole(world, id)).toBe(true);
    await expectNothingHalf();
    const subject = `Received: Once Only, round 1, receipt ${answers[0]!.receipt}`;
    expect(await mailbox()).toMatchObject([{ to: contact.email, subject }]);
  }, 60_000);

  test('two pages submitted at once: one wins, the other is told', async () => {
    const { id, contact } = await makeReady(world, 'Two Pages');
    const both = await Promise.allSettled([1, 2].map(() => submit(id, randomUUID(), contact)));
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((r) => r.status === 'rejected')).toMatchObject({
      reason: { code: 'conflict', reasons: [{ code: 'already-submitted' }] },
    });
    expect(await expectWhole(world, id)).toBe(true);
    await expectNothingHalf();
  });

  test('only a contact of the town; for others it is forbidden or does not exist', async () => {
    const { id } = await ready();
    const { editor, viewer, helper, stranger, reviewer, coordinator } = world.people;
    for (const actor of [editor, viewer, helper, coordinator])
      await expect(submit(id, randomUUID(), actor)).rejects.toMatchObject({ code: 'forbidden' });
    for (const actor of [stranger, reviewer])
      await expect(submit(id, randomUUID(), actor)).rejects.toMatchObject({ code: 'not-found' });
    const key = randomUUID();
    await submit(id, key);
    await expect(submit(id, key, stranger)).rejects.toMatchObject({ code: 'not-found' });
    expect(await statusOf(id)).toBe('submitted');
  });

  test('every blocking problem is named with the page where it is mended, and nothing changes', async () => {
    const application = await ready();
    await setAnswers(application.submissions['cool-roofs']!, { '1': { points: 10 } });
    const refusal = await submit(application.id).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'not-ready' });
    const { reasons } = refusal as { reasons: { message: string; at: string }[] };
    expect(reasons.length).toBeGreaterThan(1);
    for (const reason of reasons) {
      expect(reason.message).toMatch(/^5\.8 Promote Cool Roofs: /);
      expect(reason.at).toMatch(new RegExp(`^/applications/${application.id}/cool-roofs\\?step=`));
    }
    expect(await statusOf(application.id)).toBe('draft');
    const check = await checkApplication(world.people.contact, application.id);
    expect(check.submit).toEqual({ ok: false, reasons });
    expect(check.included.map((a) => [a.actionId, a.problems.some((p) => p.blocks)])).toEqual([
      ['dark-skies', false],
      ['cool-roofs', true],
    ]);

    await prisma().submission.update({
      where: { id: application.submissions['cool-roofs']! },
      data: { leftOut: true },
    });
    await submit(application.id);
  });

  test('an empty application is not submitted', async () => {
    const { id } = await makeApplication(world, { actions: ['dark-skies'] });
    await expect(submit(id)).rejects.toMatchObject({ code: 'not-ready', reasons: [{ code: 'nothing-ready' }] });
  });

  test('what is saved while it is being submitted is in the snapshot or refused', async () => {
    const { id, submissions } = await ready();
    const submission = submissions['dark-skies']!;
    const saves = Array.from({ length: 20 }, (_, i) =>
      saveAnswers(world.people.editor, {
        submission,
        base: 0,
        changes: { '1.narrative': `Told again, ${i}` },
        writer: 'one',
        seq: i,
      }).catch((error: { code: string }) => error.code),
    );
    const [answers] = await Promise.all([Promise.all(saves), submit(id)]);
    expect(answers.every((a) => typeof a === 'object' || a === 'conflict')).toBe(true);
    const { cells } = await prisma().submission.findUniqueOrThrow({ where: { id: submission } });
    const { facts } = await prisma().snapshot.findFirstOrThrow({ where: { applicationId: id } });
    const frozen = (facts as ApplicationFile).submissions.find((s) => s.action === 'dark-skies');
    expect(frozen?.answers).toEqual(answersOf(cells as Cells));
  });
});

describe('deadlines', () => {
  const at = (instant: string) => holdClock(instant);

  test('the last instant of a round is in time, the next goes to the following round', async () => {
    const first = await ready();
    at('2024-05-31T17:00:00.000-04:00');
    expect((await submit(first.id)).round).toBe(1);
    await emptyTables('applications');
    const second = await ready();
    at('2024-05-31T17:00:00.001-04:00');
    expect((await submit(second.id)).round).toBe(2);
  });

  test('after the last round it says what to do; an extension for the town opens the round again', async () => {
    const { id } = await ready();
    at('2024-11-15T17:00:01-05:00');
    await expect(submit(id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('coordinator'),
    });
    expect((await getApplication(world.people.contact, id)).can.submit).toMatchObject({ ok: false });
    await prisma().extension.create({
      data: {
        roundId: world.cycle.rounds[2]!.id,
        townId: world.aldbrook.id,
        deadline: new Date('2024-11-22T17:00:00-05:00'),
        reason: 'The town hall was flooded.',
        grantedById: world.people.coordinator.id,
        grantedAt: now(),
      },
    });
    expect((await submit(id)).round).toBe(3);
    const harrow = await makeApplication(world, { town: world.harrow, actions: ['dark-skies'] });
    await fillOutline(harrow.submissions['dark-skies']!, world.people.stranger);
    await expect(submit(harrow.id, randomUUID(), world.people.stranger)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('on the nights the clocks change, the instant decides', async () => {
    // 1:30 am happens twice on November 3, 2024 in New York, and 2:30 am not at all on March 9, 2025.
    const cycle = await makeCycle(world.rulebookId, 2025, ['2024-11-03T01:30:00-04:00', '2025-03-09T03:00:00-04:00']);
    const open = async () => {
      await emptyTables('applications');
      const application = await makeApplication(world, { cycle, actions: ['dark-skies'] });
      await fillOutline(application.submissions['dark-skies']!, world.people.editor);
      return application.id;
    };
    for (const [instant, round] of [
      ['2024-11-03T01:30:00-04:00', 1],
      ['2024-11-03T01:00:00-05:00', 2],
      ['2025-03-09T01:59:59-05:00', 2],
      ['2025-03-09T03:00:00-04:00', 2],
    ] as const) {
      const id = await open();
      at(instant);
      expect([instant, (await submit(id)).round]).toEqual([instant, round]);
    }
    const id = await open();
    at('2025-03-09T03:00:01-04:00');
    await expect(submit(id)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('one activity earns in one action', () => {
  async function withLog(cycle: World['cycle'], action: string, training?: string) {
    const application = await makeApplication(world, { cycle, actions: [action] });
    await fillOutline(application.submissions[action]!, world.people.editor);
    await setAnswers(application.submissions[action]!, trainingAnswers(training));
    return application;
  }

  test('claimed in two actions at once, in two cycles: one wins; the other names training and action', async () => {
    const later = await makeCycle(world.rulebookId, 2026, ['2024-12-01T17:00:00-05:00']);
    const one = await withLog(world.cycle, 'participate-in-equity-training');
    const two = await withLog(later, 'train-municipal-representatives', 'FAIR HOUSING — an introduction');
    const both = await Promise.allSettled([submit(one.id), submit(two.id)]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((r) => r.status === 'rejected');
    expect(lost).toMatchObject({ reason: { code: 'conflict', reasons: [{ code: 'double-counted' }] } });
    const message = (lost as PromiseRejectedResult).reason.message as string;
    expect(message).toMatch(/Fair Housing.*counts in (1\.2 Participate in Equity Training|Train Municipal)/i);
    expect(await prisma().activityClaim.count()).toBe(1);
    expect(await prisma().snapshot.count()).toBe(1);

    // What the winner withdraws is free for the other.
    const [winner, loser] = both[0].status === 'fulfilled' ? [one, two] : [two, one];
    await withdrawApplication(world.people.contact, { application: winner.id, confirm: 'yes' });
    expect(await prisma().activityClaim.count()).toBe(0);
    await submit(loser.id);
  });

  test('in two actions of one application it is named before anything is claimed', async () => {
    const actions = ['participate-in-equity-training', 'train-municipal-representatives'];
    const application = await makeApplication(world, { actions });
    for (const action of actions) {
      await fillOutline(application.submissions[action]!, world.people.editor);
      await setAnswers(application.submissions[action]!, trainingAnswers());
    }
    await expect(submit(application.id)).rejects.toMatchObject({ code: 'not-ready' });
    expect(await prisma().activityClaim.count()).toBe(0);
  });

  test('submitting again replaces what was claimed', async () => {
    const { id, submissions } = await withLog(world.cycle, 'participate-in-equity-training');
    await submit(id);
    const claims = async () => (await prisma().activityClaim.findMany()).map((c) => c.identity);
    const before = await claims();
    const submission = submissions['participate-in-equity-training']!;
    await makeRuling(world, submission, { step: '1', outcome: 'revise', sent: true });
    await prisma().ruling.updateMany({ where: { submissionId: submission }, data: { reason: '' } });
    await prisma().application.update({ where: { id }, data: { status: 'returned' } });
    await setAnswers(submission, trainingAnswers('Fair Lending'));
    expect((await submit(id)).round).toBe(2);
    const after = await claims();
    expect([before.length, after.length]).toEqual([1, 1]);
    expect(after).not.toEqual(before);
  });
});
