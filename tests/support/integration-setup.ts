import type { TestProject } from 'vitest/node';
import { generateClient } from '@/scripts/build.mjs';
import { createDatabase } from '@/scripts/database.mjs';
import { migrate } from '@/scripts/migrate.mjs';
import { preparePortal } from '@/scripts/test-demonstration.mjs';
import { template } from './database';
import { testPostgres } from './test-postgres';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Starts or borrows a PostgreSQL and migrates the database that every test file gets a copy of. */
export default async function setup(project: TestProject) {
  await generateClient();
  const server = await testPostgres();
  await createDatabase(server.url('postgres'), template);
  await migrate(server.url(template));
  await preparePortal(server.url(template));
  project.provide('postgresUrl', server.url('postgres'));
  return () => server.stop();
}
