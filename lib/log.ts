import { pino } from 'pino';

/** Keys whose values are personal or secret, wherever they turn up in what is logged. */
const personal = ['email', 'name', 'phone', 'password', 'contact', 'token', 'secret', 'answers'];

/** The server's structured log. Give it ids, codes and counts; never what people typed. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === 'test' ? 'silent' : 'info'),
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: personal.flatMap((key) => [key, `*.${key}`]), censor: '[private]' },
});

/** Returns a short reference for an unexpected error, to show to a person and to find the error in the log. */
export function logUnexpected(error: unknown, context: Record<string, unknown> = {}): string {
  const reference = crypto.randomUUID().slice(0, 8).toUpperCase();
  log.error({ reference, err: error, ...context }, 'unexpected error');
  return reference;
}
