import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { prisma } from './client';
import { env } from '@/lib/env';
import { log } from '@/lib/log';

export type Check = 'database' | 'migrations' | 'storage';

async function databaseAnswers(): Promise<boolean> {
  await prisma().$queryRaw`select 1`;
  return true;
}

/** Whether every migration that ships with this version has been applied. */
async function migrationsApplied(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true });
  const shipped = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const rows = await prisma().$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`;
  const applied = new Set(rows.map((row) => row.name));
  return shipped.every((name) => applied.has(name));
}

async function storageTakesFiles(): Promise<boolean> {
  const folder = env().STORAGE_DIR;
  await mkdir(folder, { recursive: true });
  const probe = path.join(folder, `.probe-${randomUUID()}`);
  await writeFile(probe, '');
  await rm(probe);
  return true;
}

async function settle(check: Check, ask: () => Promise<boolean>): Promise<[Check, boolean]> {
  try {
    return [check, await ask()];
  } catch (error) {
    log.warn({ check, err: error }, 'not ready');
    return [check, false];
  }
}

/** Whether the server can do its work, check by check; a check that fails is logged and answers false. */
export async function readiness(migrations = path.join(process.cwd(), 'prisma', 'migrations')) {
  const checks = Object.fromEntries(
    await Promise.all([
      settle('database', databaseAnswers),
      settle('migrations', () => migrationsApplied(migrations)),
      settle('storage', storageTakesFiles),
    ]),
  );
  return { ready: Object.values(checks).every(Boolean), checks };
}
