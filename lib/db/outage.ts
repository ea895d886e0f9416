/** Prisma's codes for a database that cannot be reached or has no connection or time left. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028']);
/** PostgreSQL's codes for the same: cancelled for its time, shutting down or starting up, no connection left, too long idle. */
const postgresCodes = new Set(['57014', '57P01', '57P02', '57P03', '53300', '25P03', '55P03']);
const lost = /timeout exceeded when trying to connect|not queryable|Connection terminated|ECONNREFUSED|ECONNRESET/;

type Shape = {
  code?: unknown;
  message?: unknown;
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } };
};

/** Whether an error says that the database cannot do it now, rather than that the work is wrong. */
export function isOutage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, meta } = error as Shape;
  return (
    (typeof code === 'string' && prismaCodes.has(code)) ||
    postgresCodes.has(String(meta?.driverAdapterError?.cause?.originalCode)) ||
    (typeof message === 'string' && lost.test(message))
  );
}
