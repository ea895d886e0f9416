import { editors, townRoles, townsAs, type Actor } from '@/lib/access/actor';
import { log } from '@/lib/log';
import { Refusal, tooBusy } from '@/lib/errors';
import { noteRequest } from '@/lib/observe/request';
import { gate, prisma } from './client';
import { expectEvents, writeEvents } from './events';
import type { Prisma } from './generated/client';
import { isOutage } from './outage';

/** One unit of work: a single connection, a single transaction. */
export type Tx = Prisma.TransactionClient;

const limits = { maxWait: 8_000, timeout: 20_000 };

/** What the policies of the database know of whoever is asking; see prisma/migrations/*_row_level_security. */
type Asking = { id?: string; roles: string[]; towns?: string[]; edits?: string[]; contacts?: string[] };

const asking = (actor: Actor): Asking =>
  actor.kind !== 'person'
    ? { roles: [actor.kind] }
    : {
        id: actor.id,
        roles: ['person', ...new Set(actor.memberships.map((m) => m.role))],
        towns: townsAs(actor, townRoles),
        edits: townsAs(actor, editors),
        contacts: townsAs(actor, ['contact']),
      };

const tell = (tx: Tx, { id = '', roles, towns = [], edits = [], contacts = [] }: Asking) =>
  tx.$executeRaw`select set_config('app.actor', ${id}, true), set_config('app.roles', ${roles.join()}, true),
    set_config('app.towns', ${towns.join()}, true), set_config('app.edits', ${edits.join()}, true),
    set_config('app.contacts', ${contacts.join()}, true)`;

async function begin<T>(who: Asking, work: (tx: Tx) => Promise<T>): Promise<T> {
  const unit = async (tx: Tx) => {
    await tell(tx, who);
    expectEvents(tx);
    const result = await work(tx);
    await writeEvents(tx);
    return result;
  };
  try {
    return await gate().through(() => prisma().$transaction(unit, limits));
  } catch (error) {
    if (isOutage(error)) log.warn({ err: error }, 'the database had no room or time');
    else if (!(error instanceof Refusal && error.code === 'busy')) throw error;
    noteRequest({ outcome: 'busy' });
    throw tooBusy();
  }
}

const door: Asking = { roles: ['door'] };

export const db = {
  /** Runs the work in one transaction that first says who is asking. Every service goes through here. */
  as: <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => begin(asking(actor), work),

  /**
   * The work that has to be done before anybody is known: finding an account, a session, an invitation. It reaches people
   * and sessions, and nothing of a town. tests/architecture.test.ts names the few files that may stand here.
   */
  atDoor: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => begin(door, work),

  /**
   * What joining brings about in a town, done by the portal itself as a part of the work at the door: nothing of a town is
   * open there. tests/architecture.test.ts names the one file that may ask for it.
   */
  pastDoor: async <T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> => {
    await tell(tx, { roles: ['system'] });
    const result = await work(tx);
    await tell(tx, door);
    return result;
  },
};
