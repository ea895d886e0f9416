import { pino } from 'pino';
import { newRequestId, requestId } from './observe/request';

/** Keys whose values are personal or secret, wherever they turn up in what is logged. */
const personal = ['email', 'name', 'phone', 'password', 'contact', 'token', 'secret', 'answers'];

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A message without what people may have typed: quoted texts, values of rows, addresses and long random words. */
export function scrub(message: string): string {
  return message
    .slice(0, 2000)
    .replace(/"(?:[^"\\]|\\.)*"|'[^'\n]*'|`[^`\n]*`|“[^”]*”/g, '"…"')
    .replace(/=\([^)]*\)/g, '=(…)')
    .replace(/contains \(.*\)/g, 'contains (…)')
    .replace(/[^\s@<>()]+@[^\s@<>()]+/g, '…@…')
    .replace(/[\w-]{24,}/g, (word) => (uuid.test(word) ? word : '…'));
}

type Failed = { name?: string; message?: string; stack?: string; code?: unknown; cause?: unknown };

/** What the log says of an error: its kind, code and where it arose, and its message scrubbed. */
export function plainError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: scrub(String(error)) };
  const { name, message, stack, code, cause } = error as Failed;
  return {
    type: name,
    message: scrub(message ?? ''),
    ...(typeof code === 'string' ? { code } : {}),
    at: (stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .map((line) => line.trim()),
    ...(cause instanceof Error ? { cause: plainError(cause) } : {}),
  };
}

/** The server's structured log; each line of a request carries its number. Give it ids, codes and counts; never what people typed. */
export const log = pino(
  {
    level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === 'test' ? 'silent' : 'info'),
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const request = requestId();
      return request ? { request } : {};
    },
    mixinMergeStrategy: (line, mixed) => ({ ...mixed, ...line }),
    serializers: { err: plainError },
    redact: { paths: personal.flatMap((key) => [key, `*.${key}`]), censor: '[private]' },
  },
  // At once, so that nothing is left to write when the process ends: to a reader that is gone it would be tried without end.
  pino.destination({ dest: 1, sync: true }),
);

/** Returns the reference of an unexpected error, to show to a person and to find it in the log: its request's number. */
export function logUnexpected(error: unknown, context: Record<string, unknown> = {}): string {
  const reference = requestId() ?? newRequestId();
  log.error({ reference, err: error, ...context }, 'unexpected error');
  return reference;
}
