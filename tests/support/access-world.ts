import { randomUUID } from 'node:crypto';
import { addDays } from 'date-fns';
import { encode } from 'next-auth/jwt';
import { mustHaveSecondFactor, type Person } from '@/lib/access/actor';
import { createSession, endSession, type Proven } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { fileAppeal, withdrawAppeal } from '@/lib/services/appeals/file-appeal';
import { addLink } from '@/lib/services/evidence/add-link';
import { citeEvidence } from '@/lib/services/evidence/cite-evidence';
import { linkOf, newToken } from '@/lib/services/people/link-token';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep } from '@/lib/services/reviews/rule-step';
import { answerPoints } from '@/lib/services/submissions/answer-points';
import type { Portal } from './built-portal';
import { assign, makeApplication, makeCycle, makePerson, makeWorld, setAnswers, worldStart, type World } from './world';
import { decideNow } from './decide-now';
import { prisma } from './owner';

/** Everybody of the domain, in the order of the columns of the matrix. */
export const actors = [
  'anonymous',
  'other town',
  'viewer',
  'editor',
  'contact',
  'helper',
  'unassigned',
  'assigned',
  'member',
  'coordinator',
  'disabled',
  'ended',
  // With a password alone, where a second step is still to come.
  'half way',
  // Assigned, and in a conflict of interest with the town.
  'in conflict',
] as const;
export type Who = (typeof actors)[number];

export const states = ['draft', 'submitted', 'returned', 'decided'] as const;
export type State = (typeof states)[number];

/** Aldbrook's application in one state, and what lies in it. */
export type Subject = {
  state: State;
  /** The latest round submitted to; 0 for a draft. */
  round: number;
  application: string;
  submission: string;
  evidence: string;
  citation: string;
  /** A link that the step cites too. */
  link: string;
  cycle: string;
  /** The ruling on its step; of nothing where there is none. */
  ruling: string;
  /** What a coordinator asked beside its step. */
  comment: string;
  /** The appeal of its step, withdrawn since; of nothing where there is none. */
  appeal: string;
};

export type AccessWorld = {
  world: World;
  people: Record<Exclude<Who, 'anonymous'>, Person>;
  cookies: Record<Who, string | undefined>;
  subjects: Record<State, Subject>;
  /** An open invitation to Aldbrook, with its token. */
  invitation: { token: string; id: string; row: Prisma.InvitationUncheckedCreateInput };
  /** A membership of Aldbrook. */
  membership: string;
  /** A letter to the contact. */
  letter: string;
};

export const action = 'dark-skies';
const deadlines = ['2024-05-31T17:00:00-04:00', '2024-09-27T17:00:00-04:00'];

/** The cookie of a new session. */
export async function cookieOf(person: Person, proven: Proven = 'both'): Promise<{ cookie: string; session: string }> {
  if (mustHaveSecondFactor(person)) {
    const where = { userId: person.id };
    await prisma().secondFactor.upsert({ where, update: {}, create: { ...where, since: new Date(worldStart) } });
  }
  const session = await createSession(person.id, proven);
  const token = await encode({ secret: process.env.NEXTAUTH_SECRET!, token: { sid: session }, maxAge: 12 * 3600 });
  return { cookie: `next-auth.session-token=${token}`, session };
}

/** Uploads a text file to Aldbrook's library through the portal, as its editor; returns the evidence's id. */
async function upload(portal: Portal, cookie: string, town: string, text: string): Promise<string> {
  const body = new FormData();
  body.append('town', town);
  body.append('title', `Minutes ${text}`);
  body.append('file', new File([`Minutes of the meeting. ${text}\n`], 'minutes.txt', { type: 'text/plain' }));
  const headers = { cookie, origin: portal.address, 'sec-fetch-site': 'same-origin', accept: 'application/json' };
  const answer = await fetch(`${portal.address}/api/evidence`, { method: 'POST', headers, body });
  const said = (await answer.json()) as { ok: boolean; value: { evidence: string } };
  if (answer.status !== 201) throw new Error(`The upload was answered ${answer.status}: ${JSON.stringify(said)}`);
  return said.value.evidence;
}

/** Lets a link be sent to be checked as if it never had been. */
export const forgetChecks = (link: string) => prisma().linkCheck.deleteMany({ where: { evidenceId: link } });

type Making = { world: World; portal: Portal; editorCookie: string };

/** An application of Aldbrook in a cycle of its own, brought to its state by the portal's own services. */
async function makeSubject({ world, portal, editorCookie }: Making, state: State, year: number): Promise<Subject> {
  const { contact, editor, reviewer, coordinator } = world.people;
  const cycle = await makeCycle(world.rulebookId, year, deadlines);
  const { id, townId, submissions } = await makeApplication(world, { cycle, actions: [action] });
  const submission = submissions[action]!;
  const evidence = await upload(portal, editorCookie, townId, state);
  await setAnswers(submission, {
    '1': { narrative: `What Aldbrook did, ${state}.`, completed: '2023-06-15', credit: 'new', points: 10 },
    partners: { none: true },
  });
  const place = { submission, step: '1', slot: 'support', row: null, evidence, pinpoint: null };
  const { citation } = await citeEvidence(editor, place);
  const page = { town: townId, title: 'Minutes online', url: `https://example.org/${state}` };
  const { evidence: link } = await addLink(editor, { ...page, ...place });
  await forgetChecks(link);
  await assign(world, { id, townId });
  const { id: comment } = await prisma().comment.create({
    data: {
      submissionId: submission,
      townId,
      step: '1',
      audience: 'shared',
      text: 'Which meeting was it?',
      authorId: coordinator.id,
      fromTown: false,
      at: new Date(worldStart),
    },
  });
  const subject = {
    state,
    comment,
    round: state === 'draft' ? 0 : 1,
    application: id,
    submission,
    evidence,
    citation,
    link,
    cycle: cycle.id,
    ruling: randomUUID() as string,
    appeal: randomUUID() as string,
  };
  if (state === 'draft') return subject;
  await submitApplication(contact, { application: id, key: randomUUID() });
  if (state === 'submitted') return subject;
  const ruling = { submission, step: '1', items: [], reason: 'Because of what the minutes show.' };
  if (state === 'returned') {
    subject.ruling = (await ruleStep(reviewer, { ...ruling, outcome: 'revise' })).ruling;
    await returnApplication(reviewer, { application: id });
    await answerPoints(contact, { ruling: subject.ruling, text: ['The minutes say so now.'], place: [''] });
    return subject;
  }
  subject.ruling = (await ruleStep(reviewer, { ...ruling, outcome: 'approved', points: 10 })).ruling;
  await finishReview(reviewer, { application: id });
  await decideNow(coordinator, { application: id, level: 'none', note: '' });
  const { appeal } = await fileAppeal(contact, { submission, step: '1', reason: 'It is worth more.', evidence: [] });
  await withdrawAppeal(contact, { appeal });
  subject.appeal = appeal;
  return subject;
}

/** Fills the database with two towns, everybody of the domain with a session, and Aldbrook's application in each state. */
export async function makeAccessWorld(portal: Portal): Promise<AccessWorld> {
  const world = await makeWorld();
  const town = { townId: world.aldbrook.id };
  const { contact, editor, viewer, helper, stranger, reviewer, otherReviewer, coordinator } = world.people;
  const people = {
    'other town': stranger,
    viewer,
    editor,
    contact,
    helper,
    unassigned: otherReviewer,
    assigned: reviewer,
    member: await makePerson('Two Hats', { role: 'viewer', ...town }, { role: 'reviewer' }),
    coordinator,
    disabled: await makePerson('Dee Parted', { role: 'contact', ...town }),
    ended: contact,
    'half way': await makePerson('Hal Fway', { role: 'coordinator' }, { role: 'editor', ...town }),
    'in conflict': await makePerson('Con Flicted', { role: 'reviewer' }),
  };
  const opened = await Promise.all(
    Object.entries(people).map(
      async ([who, person]) => [who, await cookieOf(person, who === 'half way' ? 'password' : 'both')] as const,
    ),
  );
  const sessions = Object.fromEntries(opened);
  await endSession(sessions.ended!.session);
  await prisma().user.update({ where: { id: people.disabled.id }, data: { disabledAt: new Date(worldStart) } });

  const making = { world, portal, editorCookie: sessions.editor!.cookie };
  const subjects = {
    draft: await makeSubject(making, 'draft', 2020),
    submitted: await makeSubject(making, 'submitted', 2021),
    returned: await makeSubject(making, 'returned', 2022),
    decided: await makeSubject(making, 'decided', 2023),
  };
  for (const { application } of Object.values(subjects))
    for (const shut of [people.member, people['in conflict']])
      await assign(world, { id: application, townId: world.aldbrook.id }, shut);
  const reviewerId = people['in conflict'].id;
  await prisma().conflict.create({
    data: { ...town, reviewerId, reason: 'A cousin.', declaredById: reviewerId, declaredAt: new Date(worldStart) },
  });
  await makeOther(world);

  const stored = newToken('invitation');
  const token = linkOf('invitation', stored)!.split('/').at(-1)!;
  const { id } = stored;
  const at = new Date(worldStart);
  const row = {
    id,
    token: { create: { hash: stored.tokenHash } },
    expiresAt: addDays(at, 7),
    email: 'new@example.org',
    role: 'viewer' as const,
    ...town,
    createdAt: at,
  };
  await prisma().invitation.create({ data: row });
  const membership = await prisma().membership.findFirstOrThrow({ where: { userId: contact.id } });
  const { id: letter } = await prisma().mail.create({
    data: {
      kind: 'password-changed',
      parameters: { user: contact.id },
      createdAt: at,
      userId: contact.id,
      subject: 'A letter to the contact',
      body: { body: ['What it says.'] },
      outcome: 'sent',
      endedAt: at,
    },
  });
  const cookies = Object.fromEntries(actors.map((who) => [who, sessions[who]?.cookie])) as AccessWorld['cookies'];
  holdClock(worldStart);
  return { world, people, cookies, subjects, invitation: { token, id, row }, membership: membership.id, letter };
}

/** Something of Harrow Mills that nobody of Aldbrook may learn of. */
async function makeOther(world: World): Promise<void> {
  const other = await makeApplication(world, { town: world.harrow, actions: [action] });
  await setAnswers(other.submissions[action]!, { '1': { narrative: 'What Harrow Mills keeps to itself.' } });
}
