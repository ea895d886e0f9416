import pg from 'pg';
import { vi } from 'vitest';

/** Counts the statements that work sends to the database. */
export async function statements(work: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return sent.mock.calls.length;
  } finally {
    sent.mockRestore();
  }
}
