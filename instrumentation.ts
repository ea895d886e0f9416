import type { Instrumentation } from 'next';

/** Runs once when the server starts: a wrong environment stops it here, with a message, and not at the first visitor. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { env } = await import('@/lib/env');
  env();
  if (process.env.NEXT_MANUAL_SIG_HANDLE) (await import('@/lib/drain')).drainOnSignals();
  const { noteNetworks } = await import('@/lib/network');
  noteNetworks();
  const { startWatching } = await import('@/lib/observe/start-watching');
  const { systemActor } = await import('@/lib/auth');
  const { queueFigures } = await import('@/lib/services/record/queue-figures');
  const { recordFigures } = await import('@/lib/services/record/record-figures');
  startWatching([() => recordFigures(systemActor), () => queueFigures(systemActor)]);
  if (!env().AUDIT_DIR) return;
  const { keepSealed } = await import('@/lib/services/record/keep-sealed');
  void keepSealed(systemActor);
}

/** What broke while a page was made: into the log, under the reference its reader sees. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath, routeType }) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logUnexpected } = await import('@/lib/log');
  // The portal was busy and said so; db.as has logged why, where there was a cause.
  if (error instanceof Error && 'digest' in error && error.digest === 'busy') return;
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : undefined;
  logUnexpected(error, {
    route: routePath,
    part: routeType,
    ...(typeof digest === 'string' ? { reference: digest } : {}),
  });
};
