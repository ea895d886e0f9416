import path from 'node:path';
import { parseArgs } from 'node:util';
import { takeBackup } from './backup/take.mjs';
import { installDependencies } from './dependencies.mjs';
import { command } from './lifetime.mjs';
import { checkNode } from './node-version.mjs';
import { dataFolder } from './paths.mjs';
import { databaseToRead } from './portal-database.mjs';
import { makeFolders, readEnvFile, readSettings } from './settings.mjs';
import { stage } from './stages.mjs';

const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`;
const stamp = () => new Date().toISOString().slice(0, 19).replaceAll(':', '-');

/** Backs up database and files into a new folder, while the portal runs or not; exit code 1 also when a file was not whole. */
async function backup() {
  checkNode();
  const { positionals } = parseArgs({ allowPositionals: true });
  const folder = path.resolve(positionals[0] ?? path.join(dataFolder, 'backups', stamp()));
  readEnvFile();
  const settings = readSettings();
  makeFolders(settings);

  process.stdout.write('Backing up Town Green\n');
  await stage('Dependencies', installDependencies);
  let url;
  await stage('Database', async () => {
    url = await databaseToRead(settings);
  });
  let taken;
  await stage('Backup', async () => {
    taken = await takeBackup({ url, storage: settings.storage, folder });
    const rows = taken.tables.reduce((sum, table) => sum + table.rows, 0);
    return `${rows} rows, ${taken.files.count} files, ${megabytes(taken.files.bytes)}`;
  });
  process.stdout.write(`\nThe backup is in ${folder}. Copy it to another machine.\n`);
  return report(taken);
}

function report({ missing, changed }) {
  const tell = (keys, what) =>
    keys.length > 0 && process.stderr.write(`${keys.length} uploaded files ${what}: ${keys.slice(0, 10).join(', ')}\n`);
  tell(missing, 'are named by the database and not in the storage; the backup is without them');
  tell(changed, 'are not what was uploaded; the backup has them as they are');
  return missing.length + changed.length > 0 ? 1 : 0;
}

await command(backup);
