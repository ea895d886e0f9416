import { expect } from 'vitest';
import type { ApplicationFile } from '@/lib/scoring/facts';
import { score } from '@/lib/scoring/score';
import type { World } from './world';
import { prisma } from './owner';

type Letter = { id: string; receipt: string | null; ended: boolean; jobs: number };

/** The letters that tell of a submission, each with how many jobs would send it. */
const lettersOf = (id: string) => prisma().$queryRaw<Letter[]>`
  select m.id, m.parameters->>'receipt' as receipt, m.ended_at is not null as ended,
    (select count(*)::int from graphile_worker._private_jobs j where j.payload->>'mail' = m.id::text) as jobs
  from mails m where m.kind = 'application-submitted' and m.parameters->>'application' = ${id}`;

/** Fails when there are jobs whose letter or submission is not there, or letters that wait with no job, or with two. */
export async function expectNothingHalf(): Promise<void> {
  const half = await prisma().$queryRaw<unknown[]>`
    select j.id::text, j.payload::text from graphile_worker._private_jobs j
    where (j.payload::jsonb ? 'mail' and not exists (select from mails where id::text = j.payload->>'mail'))
       or (j.payload::jsonb ? 'application' and not exists (
         select from snapshots where application_id::text = j.payload->>'application'))
    union all
    select m.id::text, m.kind from mails m where m.ended_at is null
      and (select count(*) from graphile_worker._private_jobs j where j.payload->>'mail' = m.id::text) <> 1`;
  expect(half).toEqual([]);
}

const linkChecks = async (id: string): Promise<number> => {
  const [row] = await prisma().$queryRaw<{ jobs: number }[]>`
    select count(*)::int as jobs from graphile_worker._private_jobs where payload->>'application' = ${id}`;
  return row!.jobs;
};

/**
 * Fails unless an application, which has been submitted once at most and whose jobs have not been done, is submitted whole
 * or not at all: status, round, snapshot, claim, event, the letter with its job, the look at its links, and a stored score
 * that its own facts give again. Returns whether it is.
 */
export async function expectWhole(world: World, id: string): Promise<boolean> {
  const { status, round, snapshots, claims, events } = await prisma().application.findUniqueOrThrow({
    where: { id },
    include: { snapshots: true, claims: true, events: { where: { kind: 'application.submitted' } } },
  });
  const submitted = status === 'submitted';
  const one = submitted ? 1 : 0;
  const letters = await lettersOf(id);
  const found = {
    status,
    round,
    snapshots: snapshots.length,
    claims: claims.length,
    events: events.length,
    letters: letters.map(({ receipt, ended, jobs }) => ({ receipt, ended, jobs })),
    links: await linkChecks(id),
  };
  expect(found).toEqual({
    status: submitted ? 'submitted' : 'draft',
    round: one,
    snapshots: one,
    claims: one,
    events: one,
    letters: snapshots.map(({ receipt }) => ({ receipt, ended: false, jobs: 1 })),
    links: one,
  });
  for (const snapshot of snapshots)
    expect(score(world.rulebook, snapshot.facts as ApplicationFile)).toEqual(snapshot.score);
  return submitted;
}
