import { townsOf, type Actor } from '@/lib/access/actor';
import { prisma } from './client';
import { expectEvents, writeEvents } from './events';
import type { Prisma } from './generated/client';

/** One unit of work: a single connection, a single transaction. */
export type Tx = Prisma.TransactionClient;

const roleOf = (actor: Actor): string =>
  actor.kind !== 'person' ? actor.kind : [...new Set(actor.memberships.map((m) => m.role))].join(',');

export const db = {
  /** Runs the work in one transaction that first says who is asking. Every service goes through here. */
  async as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    return prisma().$transaction(
      async (tx) => {
        const id = actor.kind === 'person' ? actor.id : '';
        await tx.$executeRaw`select set_config('app.actor', ${id}, true), set_config('app.roles', ${roleOf(actor)}, true), set_config('app.towns', ${townsOf(actor).join(',')}, true)`;
        expectEvents(tx);
        const result = await work(tx);
        await writeEvents(tx);
        return result;
      },
      { maxWait: 8_000, timeout: 20_000 },
    );
  },
};
