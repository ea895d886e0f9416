import { readdir } from 'node:fs/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { publicActor } from '@/lib/auth';
import { Refusal } from '@/lib/errors';
import { addLink, addLinkInput } from '@/lib/services/evidence/add-link';
import { changePinpoint } from '@/lib/services/evidence/change-pinpoint';
import { citeEvidence } from '@/lib/services/evidence/cite-evidence';
import { listEvidence } from '@/lib/services/evidence/list-evidence';
import { removeEvidence, renameEvidence } from '@/lib/services/evidence/remove-evidence';
import { unciteEvidence } from '@/lib/services/evidence/uncite-evidence';
import { freshDatabase } from '@/tests/support/database';
import { join, publish, settle } from '@/tests/support/evidence-world';
import { prisma } from '../support/owner';

await freshDatabase();

type Home = Awaited<ReturnType<typeof settle>>;
let cycle: Awaited<ReturnType<typeof publish>>;
let home: Home;
let other: Home;
let viewer: Person;
let reviewer: Person;
let coordinator: Person;

beforeAll(async () => {
  cycle = await publish();
  other = await settle('Harrow Mills', cycle);
  reviewer = await join('Jo Reviewer', 'reviewer', null);
  coordinator = await join('Pat Coordinator', 'coordinator', null);
});

let towns = 0;
beforeEach(async () => {
  towns += 1;
  home = await settle(`Aldbrook ${towns}`, cycle);
  viewer = await join(`Viewer ${towns}`, 'viewer', home.town.id);
});

const refusedAs = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => 'not refused',
    (reason: unknown) => reason,
  );
  return error instanceof Refusal ? error.code : error;
};
const link = (town: string, url = 'https://aldbrook.example/team', title = 'Team page') =>
  addLinkInput.parse({ town, url, title });
const added = async () => (await addLink(home.contact, link(home.town.id))).evidence;
const cited = async (evidence: string) => citeEvidence(home.contact, { ...home.place, evidence, pinpoint: 'page 2' });
const snapshot = (takenAt = new Date()) =>
  prisma().snapshot.create({
    data: {
      applicationId: home.application.id,
      townId: home.town.id,
      kind: 'submitted',
      round: 1,
      receipt: crypto.randomUUID(),
      requestKey: crypto.randomUUID(),
      rulebookHash: 'x',
      facts: {},
      score: {},
      takenAt,
      takenById: home.contact.id,
    },
  });
const status = (to: 'submitted' | 'returned') =>
  prisma().application.update({ where: { id: home.application.id }, data: { status: to, round: 1 } });

describe('links', () => {
  it('are kept once for one address', async () => {
    const first = await addLink(home.contact, link(home.town.id));
    const second = await addLink(home.contact, link(home.town.id, 'https://ALDBROOK.example/team', 'Again'));
    expect(first.reused).toBe(false);
    expect(second).toMatchObject({ evidence: first.evidence, reused: true });
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'ftp://x.example',
    'file:///etc',
    'x',
    '//a',
    'https://a:b@c.example',
  ])('%s is refused', (url) => {
    expect(addLinkInput.safeParse({ town: home.town.id, url, title: 'x' }).success).toBe(false);
  });

  it('are cited at once where a place is named', async () => {
    const { cited: citation } = await addLink(home.contact, { ...link(home.town.id), ...home.place, pinpoint: 'top' });
    expect(await prisma().citation.findUnique({ where: { id: citation?.citation } })).toMatchObject({
      step: '1a',
      slot: 'screenshot',
      pinpoint: 'top',
    });
  });

  it('go into no library but one’s own', async () => {
    expect(await refusedAs(addLink(home.contact, link(other.town.id)))).toBe('not-found');
    expect(await refusedAs(addLink(publicActor, link(home.town.id)))).toBe('not-found');
    expect(await refusedAs(addLink(viewer, link(home.town.id)))).toBe('forbidden');
    expect(await refusedAs(addLink(coordinator, link(home.town.id)))).toBe('forbidden');
  });

  it('are not added when the place is another town’s', async () => {
    const elsewhere = { ...link(home.town.id), ...other.place };
    expect(await refusedAs(addLink(home.contact, elsewhere))).toBe('not-found');
    expect(await prisma().evidence.count({ where: { townId: home.town.id } })).toBe(0);
  });
});

describe('citing', () => {
  it('is written once with its place, and on the record', async () => {
    const evidence = await added();
    const first = await cited(evidence);
    expect(await cited(evidence)).toEqual(first);
    expect(await prisma().citation.count({ where: { submissionId: home.submission.id } })).toBe(1);
    const events = await prisma().event.findMany({ where: { applicationId: home.application.id } });
    expect(events.map((event) => event.kind)).toEqual(['evidence.cited']);
  });

  it('reaches no other town’s step, evidence or citation', async () => {
    const evidence = await added();
    const foreign = (await addLink(other.contact, link(other.town.id))).evidence;
    const citation = (await cited(evidence)).citation;
    const mine = { ...home.place, evidence: foreign, pinpoint: null };
    expect(await refusedAs(citeEvidence(home.contact, mine))).toBe('not-found');
    expect(await refusedAs(citeEvidence(other.contact, { ...home.place, evidence, pinpoint: null }))).toBe('not-found');
    expect(await refusedAs(changePinpoint(other.contact, { citation, pinpoint: 'x' }))).toBe('not-found');
    expect(await refusedAs(unciteEvidence(other.contact, { citation }))).toBe('not-found');
    expect(await refusedAs(renameEvidence(other.contact, { evidence, title: 'x' }))).toBe('not-found');
    expect(await refusedAs(removeEvidence(other.contact, { evidence }))).toBe('not-found');
  });

  it('is for editors', async () => {
    const evidence = await added();
    expect(await refusedAs(citeEvidence(viewer, { ...home.place, evidence, pinpoint: null }))).toBe('forbidden');
    expect(await refusedAs(citeEvidence(coordinator, { ...home.place, evidence, pinpoint: null }))).toBe('forbidden');
    expect(await refusedAs(citeEvidence(reviewer, { ...home.place, evidence, pinpoint: null }))).toBe('not-found');
  });

  it.each([{ step: '1z' }, { slot: 'nothing' }, { step: 'partners' }])(
    'refuses a place that is none: %o',
    async (wrong) => {
      const evidence = await added();
      const place = { ...home.place, ...wrong, evidence, pinpoint: null };
      expect(await refusedAs(citeEvidence(home.contact, place))).toBe('invalid');
    },
  );

  it('stops when the application is with the reviewers', async () => {
    const evidence = await added();
    const { citation } = await cited(evidence);
    await status('submitted');
    expect(await refusedAs(cited(await added()))).toBe('forbidden');
    expect(await refusedAs(changePinpoint(home.contact, { citation, pinpoint: 'x' }))).toBe('forbidden');
    expect(await refusedAs(unciteEvidence(home.contact, { citation }))).toBe('forbidden');
  });

  it('leaves an approved step as it was approved, and the others open', async () => {
    const { citation } = await cited(await added());
    await status('returned');
    await prisma().ruling.create({
      data: {
        submissionId: home.submission.id,
        townId: home.town.id,
        step: '1a',
        round: 1,
        outcome: 'approved',
        points: 5,
        items: [],
        reason: '',
        reviewerId: reviewer.id,
        at: new Date(),
        sentAt: new Date(),
      },
    });
    expect(await refusedAs(unciteEvidence(home.contact, { citation }))).toBe('forbidden');
    const elsewhere = { ...home.place, step: '2', slot: 'meeting-documents', evidence: await added(), pinpoint: null };
    expect(await refusedAs(citeEvidence(home.contact, elsewhere))).toBe('not refused');
  });

  it('holds twenty a step, also when many cite at once', async () => {
    const links = await Promise.all(
      Array.from({ length: 24 }, (_, i) => addLink(home.contact, link(home.town.id, `https://a.example/${i}`))),
    );
    const answers = await Promise.allSettled(links.map(({ evidence }) => cited(evidence)));
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(20);
    expect(await prisma().citation.count({ where: { submissionId: home.submission.id, removedAt: null } })).toBe(20);
  });

  it('changes its pinpoint, and ends without losing the evidence', async () => {
    const evidence = await added();
    const { citation } = await cited(evidence);
    await changePinpoint(home.contact, { citation, pinpoint: 'pages 3 to 4' });
    expect((await prisma().citation.findUniqueOrThrow({ where: { id: citation } })).pinpoint).toBe('pages 3 to 4');
    await unciteEvidence(home.contact, { citation });
    expect(await refusedAs(unciteEvidence(home.contact, { citation }))).toBe('not-found');
    expect((await listEvidence(home.contact, { town: home.town.id })).entries.map((e) => e.id)).toEqual([evidence]);
  });

  it('never cites what is removed at the same moment', async () => {
    for (let i = 0; i < 5; i += 1) {
      const { evidence } = await addLink(home.contact, link(home.town.id, `https://a.example/${i}`));
      await Promise.allSettled([cited(evidence), removeEvidence(home.contact, { evidence })]);
      const row = await prisma().evidence.findUniqueOrThrow({
        where: { id: evidence },
        include: { citations: { where: { removedAt: null } } },
      });
      expect(row.removedAt === null).toBe(row.citations.length === 1);
    }
  });
});

describe('the library', () => {
  it('pages by key, searches, and says where each piece is cited', async () => {
    for (let i = 0; i < 53; i += 1)
      await addLink(home.contact, link(home.town.id, `https://a.example/${i}`, `Piece ${i}`));
    const [latest] = (await listEvidence(home.contact, { town: home.town.id, query: 'piece 52' })).entries;
    await cited(latest?.id ?? '');
    const first = await listEvidence(home.contact, { town: home.town.id });
    expect(first.entries).toHaveLength(50);
    expect(first.entries[0]).toMatchObject({
      title: 'Piece 52',
      removable: false,
      cited: [{ application: home.application.id, year: 2024, step: '1a', pinpoint: 'page 2' }],
    });
    const second = await listEvidence(home.contact, { town: home.town.id, after: first.next ?? '' });
    expect(second.entries.map((entry) => entry.title)).toEqual(['Piece 2', 'Piece 1', 'Piece 0']);
    expect(second.next).toBeNull();
    const wild = await listEvidence(home.contact, { town: home.town.id, query: '%' });
    expect(wild.entries).toEqual([]);
  });

  it('is open to its town and to coordinators alone', async () => {
    const asked = { town: home.town.id };
    expect((await listEvidence(viewer, asked)).add.ok).toBe(false);
    expect((await listEvidence(coordinator, asked)).town.id).toBe(home.town.id);
    expect(await refusedAs(listEvidence(other.contact, asked))).toBe('not-found');
    expect(await refusedAs(listEvidence(reviewer, asked))).toBe('not-found');
    expect(await refusedAs(listEvidence(publicActor, asked))).toBe('not-found');
    expect(await refusedAs(listEvidence(coordinator, { town: crypto.randomUUID() }))).toBe('not-found');
  });

  it('renames', async () => {
    const evidence = await added();
    await renameEvidence(home.contact, { evidence, title: 'Minutes of June' });
    expect((await listEvidence(home.contact, { town: home.town.id })).entries[0]?.title).toBe('Minutes of June');
  });

  it('lets go only of what is cited nowhere and was never submitted', async () => {
    const evidence = await added();
    const { citation } = await cited(evidence);
    expect(await refusedAs(removeEvidence(home.contact, { evidence }))).toBe('conflict');
    await snapshot();
    await unciteEvidence(home.contact, { citation });
    expect(await refusedAs(removeEvidence(home.contact, { evidence }))).toBe('conflict');
    const spare = (await addLink(home.contact, link(home.town.id, 'https://b.example'))).evidence;
    await removeEvidence(home.contact, { evidence: spare });
    expect((await listEvidence(home.contact, { town: home.town.id })).entries.map((e) => e.id)).toEqual([evidence]);
  });
});

it('keeps nothing in the storage for links', async () => {
  await added();
  expect(await readdir(process.env.STORAGE_DIR ?? '')).toEqual([]);
});
