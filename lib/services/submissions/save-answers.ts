import { z } from 'zod';
import type { Actor, Person } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound, Refusal, refuse } from '@/lib/errors';
import type { Scalar } from '@/lib/rulebook/cells';
import type { Action } from '@/lib/rulebook/schema';
import { ensure } from '@/lib/services/applications/ensure';
import { recordEvent } from '@/lib/services/record/record-event';
import type { Reason } from '@/lib/verdict';
import { possible } from '@/lib/workflow/application';
import { merge, type Changes, type Clash, type Merged } from '@/lib/workflow/merge';
import { atTheDoor } from './door';
import { actionOf, holdSubmission, lockedOf, type HeldSubmission } from './hold-submission';

/** The most answers one request may carry: more than a full log has. */
const most = 10_000;
const scalar = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

export const saveAnswersInput = z.strictObject({
  submission: z.uuid(),
  /** The revision the form was opened on, or was told last. */
  base: z.int().min(0),
  /** Hash of the rulebook the form was drawn from. */
  stamp: z.string().max(128).optional(),
  /** Names one open form, so that sending again is not taken for somebody else. */
  writer: z.string().max(64).optional(),
  /** Grows with each request of the writer, so that a late one is known as late. */
  seq: z.int().min(0).optional(),
  changes: z.record(z.string().max(200), scalar.nullable()).refine((changes) => Object.keys(changes).length <= most, {
    error: `This is more than one form holds (${most.toLocaleString('en-US')} answers at once). Nothing was changed; add fewer rows.`,
  }),
});

type Envelope = Omit<z.output<typeof saveAnswersInput>, 'changes'>;

/** Two answers to one question: yours, not stored, and the one that somebody else saved meanwhile. */
export type Conflict = {
  address: string;
  yours: Scalar | null;
  theirs: Scalar | null;
  by: string;
  /** ISO instant. */
  at: string | null;
};

export type Saved = {
  application: string;
  action: string;
  revision: number;
  /** Addresses whose answer is now as asked. */
  saved: string[];
  /** What cannot be stored, each addressed; everything else was saved. */
  refused: Reason[];
  conflicts: Conflict[];
  /** What others changed since `base`, for fields not touched here. */
  others: Changes;
};

type Author = {
  revision: number;
  writer: string | null;
  seq: number | null;
  actor_id: string | null;
  name: string | null;
  at: Date;
};

/** Who made the revisions after `base`; asked only by a form that is behind. */
async function authorsSince(tx: Tx, held: HeldSubmission, id: string, base: number): Promise<Map<number, Author>> {
  if (held.row.revision <= base) return new Map();
  const rows = await tx.$queryRaw<Author[]>`
    select (e.details->>'revision')::int as revision, e.details->>'writer' as writer,
      (e.details->>'seq')::float8 as seq, e.actor_id, u.name, e.at
    from events e left join users u on u.id = e.actor_id
    where e.application_id = ${held.row.application_id}::uuid and e.kind = 'answers.saved'
      and e.details->>'submission' = ${id} and (e.details->>'revision')::int > ${base}`;
  return new Map(rows.map((row) => [row.revision, row]));
}

/** Whether a revision was made by this very form, and not by a later request of it. */
function isMine(author: Author | undefined, actor: Person, { writer, seq }: Envelope): boolean {
  if (author?.actor_id !== actor.id || author.writer !== (writer ?? null)) return false;
  return author.seq === null || seq === undefined || author.seq <= seq;
}

const conflict = ({ address, yours, theirs, revision }: Clash, authors: Map<number, Author>): Conflict => ({
  address,
  yours,
  theirs,
  by: authors.get(revision)?.name ?? 'Somebody else',
  at: authors.get(revision)?.at.toISOString() ?? null,
});

async function store(tx: Tx, actor: Person, input: Envelope, held: HeldSubmission, merged: Merged): Promise<void> {
  const addresses = Object.keys(merged.changed);
  if (addresses.length === 0) return;
  const set = Object.fromEntries(Object.entries(merged.changed).filter(([, value]) => value !== null));
  const cleared = addresses.filter((address) => merged.changed[address] === null);
  const revision = merged.sheet.revision;
  const revisions = Object.fromEntries(addresses.map((address) => [address, revision]));
  await tx.$executeRaw`
    update submissions set cells = (cells || ${JSON.stringify(set)}::jsonb) - ${cleared}::text[],
      revisions = revisions || ${JSON.stringify(revisions)}::jsonb, revision = ${revision},
      updated_at = ${now()}, updated_by_id = ${actor.id}::uuid
    where id = ${input.submission}::uuid`;
  await recordEvent(tx, actor, 'answers.saved', {
    townId: held.row.town_id,
    applicationId: held.row.application_id,
    details: {
      submission: input.submission,
      action: held.row.action_id,
      revision,
      answers: addresses.length,
      steps: [...new Set(addresses.map((address) => address.split('.')[0]!))],
      ...(input.writer ? { writer: input.writer } : {}),
      ...(input.seq === undefined ? {} : { seq: input.seq }),
    },
  });
}

/**
 * Saves changes to a submission's answers, merged address by address with what others saved since `base`. `changesOf`
 * makes the changes once the action is known. Refused as a whole: no right, not open for editing, another rulebook,
 * or nothing in it that can be stored.
 */
export async function saveChanges(
  actor: Actor,
  input: Envelope,
  changesOf: (action: Action) => Changes,
): Promise<Saved> {
  if (actor.kind !== 'person')
    throw refuse('unauthenticated', 'Sign in to go on. What you typed is kept on this page.');
  return db.as(actor, async (tx) => {
    const at = now();
    const held = await holdSubmission(tx, input.submission, at);
    if (can(actor, 'application.read', held.subject).ok !== true) throw notFound();
    ensure(can(actor, 'answers.edit', held.subject));
    const { row } = held;
    if ((input.stamp !== undefined && input.stamp !== row.hash) || input.base > row.revision)
      throw new Refusal('conflict', [
        {
          code: 'stale-form',
          message: 'This form is older than the application’s rulebook. Reload the page; what you typed is kept here.',
        },
      ]);

    const action = await actionOf(tx, row);
    const locked = await lockedOf(tx, input.submission, row, action, at);
    const asked = !possible(row.status, 'edit');
    const { accepted, refused } = atTheDoor(action, row.cells, changesOf(action), locked, asked);
    const authors = await authorsSince(tx, held, input.submission, input.base);
    const merged = merge(row, input.base, accepted, (revision) => isMine(authors.get(revision), actor, input));
    if (refused.length > 0 && merged.saved.length === 0 && merged.clashes.length === 0)
      throw new Refusal('invalid', refused);

    await store(tx, actor, input, held, merged);
    return {
      application: row.application_id,
      action: row.action_id,
      revision: merged.sheet.revision,
      saved: merged.saved,
      refused,
      conflicts: merged.clashes.map((clash) => conflict(clash, authors)),
      others: merged.others,
    };
  });
}

/** Autosave: saves some answers of one form. Sending the same again changes nothing. */
export const saveAnswers = (actor: Actor, input: z.output<typeof saveAnswersInput>): Promise<Saved> =>
  saveChanges(actor, input, () => input.changes);
