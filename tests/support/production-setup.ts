import type { TestProject } from 'vitest/node';
import { buildPortal } from '@/scripts/build.mjs';
import { temporaryFolder } from '@/scripts/postgres.mjs';
import { fillDemonstration } from '@/scripts/test-demonstration.mjs';
import integrationSetup from './integration-setup';

declare module 'vitest' {
  interface ProvidedContext {
    demonstration: string;
  }
}

/** What integration tests get, the production build, and a folder for the demonstration that the servers under test get copies of. */
export default async function setup(project: TestProject) {
  const stop = await integrationSetup(project);
  await buildPortal();
  const given = process.env.TEST_DEMONSTRATION;
  const { folder, remove } = given ? { folder: given, remove: () => {} } : temporaryFolder();
  const { postgresUrl } = project.getProvidedContext();
  const url = (database: string) => Object.assign(new URL(postgresUrl), { pathname: `/${database}` }).toString();
  await fillDemonstration({ url }, folder);
  project.provide('demonstration', folder);
  return async () => {
    remove();
    await stop();
  };
}
