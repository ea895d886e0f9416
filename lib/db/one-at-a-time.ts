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

/**
 * Prisma's adapter, which hands a connection its next statement when the one before is answered. By itself it loads the
 * relations of a row side by side, in a transaction too, where there is one connection for all of them: the driver made
 * them wait anyway, warned of it, and will refuse it.
 */
export class OneAtATime extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    return Object.assign(adapter, {
      startTransaction: async (...isolation: Parameters<typeof start>) => inTurn(await start(...isolation)),
    });
  }
}
