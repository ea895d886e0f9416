import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holdClock } from '@/lib/clock';
import { getApplication } from '@/lib/services/applications/get-application';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { decide, decideInput } from '@/lib/services/certifications/decide';
import { addLink } from '@/lib/services/evidence/add-link';
import { unciteEvidence } from '@/lib/services/evidence/uncite-evidence';
import {
  askClarification,
  askClarificationInput,
  extendClarification,
  extendClarificationInput,
} from '@/lib/services/reviews/ask-clarification';
import { closeClarification } from '@/lib/services/reviews/close-clarification';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { getDesk } from '@/lib/services/reviews/get-desk';
import { getNextInQueue, getQueue, queueFilter } from '@/lib/services/reviews/get-queue';
import { listQueued } from '@/lib/services/reviews/list-queued';
import { reopenStep } from '@/lib/services/reviews/reopen-step';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { answerPoints } from '@/lib/services/submissions/answer-points';
import { getSubmission } from '@/lib/services/submissions/get-submission';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import { sendClarification } from '@/lib/services/submissions/send-clarification';
import { freshDatabase } from '../support/database';
import { mailbox } from '../support/mailbox';
import { prisma } from '../support/owner';
import {
  assign,
  fillOutline,
  makeApplication,
  makePerson,
  makeTown,
  makeWorld,
  worldStart,
  type World,
} from '../support/world';

await freshDatabase();
let world: World;
let id: string;
let town: string;
let slug: string;
let contact: World['people']['contact'];
let editor: World['people']['editor'];
let of: (action: string) => string;
let count = 0;
const letter = () => String.fromCharCode(64 + count);

beforeAll(async () => {
  world = await makeWorld();
});

/** Two actions of a new town, submitted to round 1 and assigned. */
beforeEach(async () => {
  holdClock(worldStart);
  const fixture = await makeTown(`Opening ${++count}`, world.people.coordinator.id);
  town = fixture.id;
  slug = fixture.slug;
  contact = await makePerson(`Connie ${letter()}`, { role: 'contact', townId: town });
  editor = await makePerson(`Edgar ${letter()}`, { role: 'editor', townId: town });
  const application = await makeApplication(world, { town: fixture, actions: ['dark-skies', 'green-grounds'] });
  id = application.id;
  of = (action) => application.submissions[action]!;
  await fillOutline(of('dark-skies'), contact);
  await fillOutline(of('green-grounds'), contact);
  await submit();
  await assign(world, application);
});

const submit = () => submitApplication(contact, { application: id, key: randomUUID() });
const rule = (action: string, more: object) =>
  ruleStep(world.people.reviewer, ruleStepInput.parse({ submission: of(action), step: '1', ...more }));
const revise = (action: string, reason = 'Name the grounds.\n- Say how often they are mown.') =>
  rule(action, { outcome: 'revise', reason });
const back = () => returnApplication(world.people.reviewer, { application: id });
const finish = () => finishReview(world.people.reviewer, { application: id });
const view = (actor = world.people.reviewer) => getApplication(actor, id);
const late = '2024-11-15T17:00:01-05:00';
const deadline = { 'deadline.month': '11', 'deadline.day': '29', 'deadline.year': '2024', time: '17:00' };
const ask = (actor = world.people.coordinator, action = 'green-grounds') =>
  askClarification(
    actor,
    askClarificationInput.parse({ submission: of(action), step: '1', reason: 'Which grounds?', ...deadline }),
  );
const send = (actor = contact) => sendClarification(actor, { submission: of('green-grounds'), step: '1' });
const edit = (action: string, text: string, actor = editor) =>
  saveAnswers(actor, { submission: of(action), base: 0, changes: { '1.narrative': text } });

describe('a returned step', () => {
  test('is submitted again only when every point is answered, and the reviewer reads each answer beside its point', async () => {
    await rule('dark-skies', { outcome: 'approved' });
    const { ruling } = await revise('green-grounds');
    await back();
    await expect(submit()).rejects.toMatchObject({
      code: 'not-ready',
      reasons: [{ code: 'points-open', message: expect.stringContaining('the 2 points') }],
    });
    await answerPoints(editor, { ruling, text: ['Two lawns.', ''], place: ['Narrative', ''] });
    await expect(submit()).rejects.toMatchObject({ code: 'not-ready' });
    await answerPoints(editor, { ruling, text: ['', 'Weekly.'], place: ['', 'Page 2 of the plan'] });
    // Said again by somebody else, it stays who said it first, and is no entry of the record.
    await answerPoints(contact, { ruling, text: ['Two lawns.', ''], place: ['Narrative', ''] });
    expect(await prisma().event.count({ where: { kind: 'points.answered' } })).toBe(2);
    await submit();
    const [read] = (await getSubmission(world.people.reviewer, id, 'green-grounds')).rulings;
    expect(read?.fixes).toMatchObject([
      { text: 'Name the grounds.', answer: { text: 'Two lawns.', place: 'Narrative', by: editor.name } },
      { text: 'Say how often they are mown.', answer: { text: 'Weekly.', place: 'Page 2 of the plan' } },
    ]);
  });

  test('is answered by the town’s editors alone, and not after it was submitted again', async () => {
    await rule('dark-skies', { outcome: 'approved' });
    const { ruling } = await revise('green-grounds', 'Name the grounds.');
    const answer = (actor = editor) => answerPoints(actor, { ruling, text: ['Two lawns.'], place: [''] });
    await expect(answer()).rejects.toMatchObject({ code: 'not-found' });
    await back();
    await expect(answer(world.people.reviewer)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(answer(world.people.stranger)).rejects.toMatchObject({ code: 'not-found' });
    await Promise.all([answer(), answer(contact)]);
    expect(await prisma().pointAnswer.count({ where: { rulingId: ruling } })).toBe(1);
    await submit();
    await expect(answer()).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('an approved step', () => {
  const reopen = (actor = world.people.coordinator, action = 'dark-skies') =>
    reopenStep(actor, { submission: of(action), step: '1', reason: 'The photographs are of another town.' });

  test('is reopened by a coordinator with a reason: the lock lifts, its points stop counting, the town gets a letter', async () => {
    await rule('dark-skies', { outcome: 'approved' });
    await revise('green-grounds');
    await expect(reopen()).rejects.toMatchObject({ code: 'conflict' });
    await back();
    await mailbox();
    const before = (await view()).score.awarded;
    await expect(edit('dark-skies', 'Other words.')).rejects.toMatchObject({ code: 'invalid' });
    await expect(reopen(world.people.reviewer)).rejects.toMatchObject({ code: 'forbidden' });
    await reopen();
    const [letter] = await mailbox();
    expect(letter).toMatchObject({
      to: contact.email,
      text: expect.stringContaining('photographs are of another town'),
    });
    await edit('dark-skies', 'Other words.');
    const after = await view();
    expect(before).toBeGreaterThan(0);
    expect(after.score.awarded).toBe(0);
    expect(after.timeline.some((e) => /^Opened step 1 of .* again/.test(e.text))).toBe(true);
  });

  test('goes back to the reviewers when it is reopened after the review was finished', async () => {
    await rule('dark-skies', { outcome: 'approved' });
    await rule('green-grounds', { outcome: 'approved' });
    await finish();
    expect((await view()).view.staff).toBe('Decision due');
    await reopen();
    expect(await view()).toMatchObject({ view: { next: 'reviewers' }, review: { ruled: 1, decisionDue: false } });
    await expect(
      decide(world.people.coordinator, decideInput.parse({ application: id, level: 'none' })),
    ).rejects.toMatchObject({ code: 'not-ready' });
    await rule('dark-skies', { outcome: 'not-approved', reason: 'Not of this town.' });
    const special = async () => (await getSubmission(world.people.coordinator, id, 'dark-skies')).special;
    expect(await special()).toEqual({ '1': 'reopened' });
    await finish();
    expect((await view()).review).toMatchObject({ decisionDue: true });
    expect(await special()).toEqual({});
  });

  test('reopened twice at once is reopened once', async () => {
    await rule('dark-skies', { outcome: 'approved' });
    await rule('green-grounds', { outcome: 'approved' });
    await finish();
    const both = await Promise.allSettled([reopen(), reopen()]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await prisma().stepOpening.count({ where: { townId: town } })).toBe(1);
  });
});

describe('a clarification after the last round', () => {
  beforeEach(async () => {
    await rule('dark-skies', { outcome: 'approved' });
    await revise('green-grounds', 'Name the grounds.');
  });

  test('is for coordinators to ask, once no round is open', async () => {
    await expect(ask()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('is open until') });
    holdClock(late);
    expect((await view()).view).toMatchObject({ staff: 'Open a clarification', next: 'coordinator' });
    await expect(back()).rejects.toMatchObject({ code: 'not-ready' });
    await expect(ask(world.people.reviewer)).rejects.toMatchObject({ code: 'forbidden' });
    await mailbox();
    await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'conflict' });
    expect((await mailbox())[0]?.subject).toContain('Friday, November 29, 2024, 5:00 pm Eastern');
    expect((await view(contact)).view).toMatchObject({
      town: 'Clarification asked',
      next: 'town',
      by: new Date('2024-11-29T22:00:00Z'),
    });
  });

  test('opens that step and no other, is sent by a contact, and then ruled again', async () => {
    holdClock(late);
    await expect(edit('green-grounds', 'Too late.')).rejects.toMatchObject({ code: 'conflict' });
    await ask();
    await expect(edit('dark-skies', 'No.')).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      saveAnswers(editor, { submission: of('green-grounds'), base: 0, changes: { 'partners.none': false } }),
    ).rejects.toMatchObject({ code: 'invalid' });
    await edit('green-grounds', 'The lawns of the town hall.');
    const queued = async () =>
      (await getQueue(world.people.reviewer, queueFilter.parse({ town: slug }))).lines.map((line) => [
        line.state,
        line.reviewBy,
      ]);
    expect(await queued()).toEqual([['asked', new Date('2024-11-29T22:00:00Z')]]);
    const here = { application: id, actionId: 'dark-skies', step: '1' };
    expect(await getNextInQueue(world.people.reviewer, queueFilter.parse({ town: slug }), here)).toBeNull();
    expect((await listQueued(world.people.reviewer)).filter((one) => one.application === id)).toEqual([]);
    await expect(revise('green-grounds')).rejects.toMatchObject({ code: 'conflict' });
    await expect(finish()).rejects.toMatchObject({ code: 'not-ready' });
    await expect(send(editor)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(send()).rejects.toMatchObject({ code: 'not-ready' });
    const seen = await getSubmission(contact, id, 'green-grounds');
    expect(seen.locked).toEqual(['partners']);
    await answerPoints(editor, { ruling: seen.toAnswer['1']!, text: ['Two lawns.'], place: [''] });
    const both = await Promise.allSettled([send(), send()]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await view()).toMatchObject({ view: { next: 'reviewers' }, review: { steps: 2, ruled: 1 } });
    expect((await queued()).map(([state]) => state)).toEqual(['rule']);
    await expect(edit('green-grounds', 'Once more.')).rejects.toMatchObject({ code: 'conflict' });
    const desk = await getDesk(world.people.reviewer, id, 'green-grounds');
    expect(desk?.earlier?.opened).toEqual(['1']);
    expect(desk?.earlier?.submission.answers['1']?.narrative).not.toBe('The lawns of the town hall.');
    await rule('green-grounds', { outcome: 'approved' });
    await finish();
    expect((await view()).review.decisionDue).toBe(true);
  });

  test('is not answered by leaving the step out, or empty', async () => {
    holdClock(late);
    await ask();
    const submission = of('green-grounds');
    const leaving = saveAnswers(editor, { submission, base: 0, changes: { '1.left-out': true } });
    await expect(leaving).rejects.toThrow('cannot be left out');
    const { cells, revision, toAnswer } = await getSubmission(contact, id, 'green-grounds');
    await answerPoints(editor, { ruling: toAnswer['1']!, text: ['Two lawns.'], place: [''] });
    const own = Object.keys(cells).filter((address) => address.startsWith('1.'));
    const save = (some: string[]) =>
      saveAnswers(editor, {
        submission,
        base: revision,
        changes: Object.fromEntries(some.map((address) => [address, null])),
      });
    await save(['1.narrative']);
    await expect(send()).rejects.toMatchObject({ code: 'not-ready', reasons: [{ code: 'narrative' }] });
    await save(own);
    await prisma().citation.deleteMany({ where: { submissionId: submission } });
    await expect(send()).rejects.toMatchObject({ code: 'not-ready', reasons: [{ code: 'unfinished' }] });
  });

  test('after its deadline takes nothing; a coordinator gives more time or closes it, and the step is as it was submitted', async () => {
    holdClock(late);
    await prisma().citation.updateMany({ data: { citedAt: new Date(late) } }); // Clocks may differ.
    const cited = async () => (await getSubmission(contact, id, 'green-grounds')).citations.map((c) => c.id);
    const before = await cited();
    await ask();
    await edit('green-grounds', 'Half a sentence');
    await unciteEvidence(editor, { citation: before[0]! });
    const link = { title: 'Plan', url: 'https://example.org/plan', slot: 'support', row: null, pinpoint: null };
    await addLink(editor, { town, submission: of('green-grounds'), step: '1', ...link });
    holdClock('2024-11-29T17:00:00.001-05:00');
    await expect(edit('green-grounds', 'Late.')).rejects.toMatchObject({ code: 'conflict' });
    await expect(send()).rejects.toMatchObject({ code: 'conflict' });
    expect((await view()).view).toMatchObject({ staff: 'Clarification late', next: 'coordinator' });
    const more = { ...deadline, 'deadline.day': '30' };
    await extendClarification(
      world.people.coordinator,
      extendClarificationInput.parse({ submission: of('green-grounds'), step: '1', ...more }),
    );
    await edit('green-grounds', 'A whole sentence');
    const close = (actor = world.people.coordinator) =>
      closeClarification(actor, { submission: of('green-grounds'), step: '1' });
    await expect(close(contact)).rejects.toMatchObject({ code: 'forbidden' });
    await close();
    const read = await getSubmission(world.people.reviewer, id, 'green-grounds');
    expect(read.cells['1.narrative']).not.toContain('sentence');
    expect(await cited()).toEqual(before);
    const row = await prisma().stepOpening.findFirst({ where: { townId: town } });
    expect(row?.unsent).toMatchObject({ '1.narrative': 'A whole sentence' });
    await rule('green-grounds', { outcome: 'not-approved', reason: 'It was not made clear.' });
    await finish();
    expect((await view()).review.decisionDue).toBe(true);
  });
});
