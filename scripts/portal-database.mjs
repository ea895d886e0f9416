import path from 'node:path';
import { createDatabase } from './database.mjs';
import { Failure } from './failure.mjs';
import { atEnd } from './lifetime.mjs';
import { dataFolder } from './paths.mjs';
import { runningPostgres, startPostgres } from './postgres.mjs';
import { claimFolder, runningStart } from './start-lock.mjs';

const place = path.join(dataFolder, 'pg');

/** Starts the embedded PostgreSQL until the program ends. Call it with the folder claimed. */
async function startEmbedded() {
  const server = await startPostgres({ folder: place });
  atEnd(server.stop);
  await createDatabase(server.url('postgres'), 'town_green');
  return server.url('town_green');
}

/** The URL of the portal's database for reading, whether the portal runs or not. */
export async function databaseToRead({ databaseUrl }) {
  if (databaseUrl) return databaseUrl;
  if (!runningStart()) {
    atEnd(claimFolder());
    return startEmbedded();
  }
  const server = runningPostgres(place);
  if (!server) {
    throw new Failure(
      'Town Green runs from this folder, but not (yet) its embedded PostgreSQL. If it uses a database of your own, set DATABASE_URL as it does; else try again in a minute.',
    );
  }
  return server.url('town_green');
}

/** The URL of the portal's database for replacing what is in it: refused while the portal runs from this folder. */
export async function databaseToReplace({ databaseUrl }) {
  atEnd(claimFolder());
  return databaseUrl ?? startEmbedded();
}
