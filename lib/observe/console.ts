import { log, plainError, scrub } from '@/lib/log';

const digested = (part: unknown): boolean => typeof part === 'object' && part !== null && 'digest' in part;

/** Sends what the framework says on the console to the log, scrubbed; errors with a digest are in the log already. */
export function tameConsole(): void {
  const say =
    (level: 'error' | 'warn') =>
    (...parts: unknown[]) => {
      if (parts.some(digested)) return;
      const failed = parts.find((part) => part instanceof Error);
      const words = parts.filter((part) => typeof part === 'string').join(' ');
      log[level]({ ...(failed ? { err: failed } : {}) }, scrub(words) || (plainError(parts[0]).message as string));
    };
  Object.assign(console, { error: say('error'), warn: say('warn') });
}
