/** Runs once when the server starts: a wrong environment stops it here, with a message, and not at the first visitor. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { env } = await import('@/lib/env');
  if (!env().AUDIT_DIR) return;
  const { systemActor } = await import('@/lib/auth');
  const { keepSealed } = await import('@/lib/services/record/keep-sealed');
  void keepSealed(systemActor);
}
