import path from 'node:path';
import { parseArgs } from 'node:util';
import { readBackup } from './backup/format.mjs';
import { restoreBackup } from './backup/put-back.mjs';
import { installDependencies } from './dependencies.mjs';
import { Failure } from './failure.mjs';
import { command } from './lifetime.mjs';
import { checkNode } from './node-version.mjs';
import { databaseToReplace } from './portal-database.mjs';
import { makeFolders, readEnvFile, readSettings } from './settings.mjs';
import { heldWords } from './held-words.mjs';
import { stage } from './stages.mjs';

const usage =
  'Name the folder of a backup: npm run restore -- FOLDER. Add --replace to overwrite a portal that is not empty.';

function readArguments() {
  try {
    const options = { replace: { type: 'boolean' } };
    const { positionals, values } = parseArgs({ allowPositionals: true, options });
    if (positionals.length === 1) return { folder: path.resolve(positionals[0]), replace: values.replace };
  } catch (error) {
    if (!error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
  }
  throw new Failure(usage);
}

/** Puts a backup back into an empty portal, or over one when told to. */
async function restore() {
  checkNode();
  const { folder, replace } = readArguments();
  readEnvFile();
  const settings = readSettings();
  makeFolders(settings);

  process.stdout.write('Restoring Town Green\n');
  await stage('Dependencies', installDependencies);
  let backup;
  await stage('Backup', async () => {
    backup = await readBackup(folder);
    return `whole, of ${backup.manifest.takenAt}`;
  });
  let url;
  await stage('Database', async () => {
    url = await databaseToReplace(settings);
  });
  let done;
  await stage('Rows and files', async () => {
    done = await restoreBackup(backup, { url, storage: settings.storage, replace });
    const rows = done.manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const newer = done.newer.length > 0 ? `; ${done.newer.length} newer migrations applied` : '';
    return `${rows} rows, ${done.manifest.files.count} files, ${done.jobs} waiting jobs${newer}`;
  });
  process.stdout.write('\nRestored. Everybody signs in again. Start the portal with: npm start\n');
  if (done.held > 0) process.stdout.write(`${heldWords(done.held)}\n`);
  return 0;
}

await command(restore);
