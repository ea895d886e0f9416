import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlQuery, Transaction } from '@prisma/driver-adapter-utils';
import { turns } from '@/lib/turns';

function inTurn(transaction: Transaction): Transaction {
  const turn = turns(1);
  const query = transaction.queryRaw.bind(transaction);
  const execute = transaction.executeRaw.bind(transaction);
  return Object.assign(transaction, {
    queryRaw: (asked: SqlQuery) => turn(() => query(asked)),
    executeRaw: (asked: SqlQuery) => turn(() => execute(asked)),
  });
}

/** What a connection says that was cut while nobody used it: by the database as it stopped, or on the way. */
const cut = /57P0[12]|ECONNRESET|EPIPE|ConnectionClosed|Connection terminated|not queryable/;

function isCut(error: unknown): boolean {
  const { code, message, cause } = Object(error) as { code?: unknown; message?: unknown; cause?: object };
  return cut.test([code, message, ...Object.values(cause ?? {})].filter((one) => typeof one === 'string').join(' '));
}

/**
 * Begins anew on another connection where the pool handed out one that was cut while it lay idle: each that fails is thrown
 * away, so that no more are tried than there were. Nothing has been asked by then; what is asked later is never sent twice.
 */
async function begin<T>(start: () => Promise<T>, tries: number): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (tries === 0 || !isCut(error)) throw error;
    return begin(start, tries - 1);
  }
}

/**
 * Prisma's adapter, which hands a connection its next statement when the one before is answered. By itself it loads the
 * relations of a row side by side, in a transaction too, where there is one connection for all of them: the driver made
 * them wait anyway, warned of it, and will refuse it.
 */
export class OneAtATime extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    const idle = adapter.underlyingDriver().options.max;
    return Object.assign(adapter, {
      startTransaction: async (...isolation: Parameters<typeof start>) =>
        inTurn(await begin(() => start(...isolation), idle)),
    });
  }
}
