import path from 'node:path';
import { buildPortal, generateClient } from './build.mjs';
import { createDatabase } from './database.mjs';
import { installDependencies } from './dependencies.mjs';
import { keepWorker } from './keep-worker.mjs';
import { atEnd, command, end, isEnding } from './lifetime.mjs';
import { migrate } from './migrate.mjs';
import { checkNode } from './node-version.mjs';
import { dataFolder } from './paths.mjs';
import { preparePortalRole } from './portal-role.mjs';
import { startPostgres } from './postgres.mjs';
import { stopRunning } from './processes.mjs';
import { checkPort, seed, serve } from './server.mjs';
import { makeFolders, readEnvFile, readSettings, serverEnvironment } from './settings.mjs';
import { stage } from './stages.mjs';
import { claimFolder, wasKilled } from './start-lock.mjs';

const mode = process.argv.includes('--dev') ? 'dev' : 'start';
let serving = false;

/** Ends everything when a part that should keep running stops by itself. */
function needs(child, name) {
  child.once('exit', () => {
    if (isEnding()) return;
    process.stderr.write(`\n${name} stopped by itself. Start again with: npm start\n`);
    void end(1);
  });
}

async function database({ databaseUrl }) {
  if (databaseUrl) return databaseUrl;
  const server = await startPostgres({ folder: path.join(dataFolder, 'pg') });
  atEnd(server.stop);
  needs(server.child, 'The embedded PostgreSQL');
  await createDatabase(server.url('postgres'), 'town_green');
  return server.url('town_green');
}

function welcome({ address, demo }, { signIns, firstLink, notes }) {
  const lines = ['', `Town Green is at ${address}`, ''];
  if (demo === 'on' && signIns.length > 0) {
    const width = (key) => Math.max(...signIns.map((one) => one[key].length)) + 2;
    lines.push('Demonstration sign-ins (fictional people and towns):');
    for (const { role, email, password } of signIns) {
      lines.push(`  ${role.padEnd(width('role'))}${email.padEnd(width('email'))}${password}`);
    }
    lines.push('');
  }
  if (firstLink) lines.push('Set up the first coordinator with this link; it works once:', `  ${firstLink}`, '');
  lines.push(...notes, 'Stop it with Ctrl-C.', '');
  process.stdout.write(lines.join('\n'));
}

async function start() {
  checkNode();
  readEnvFile();
  const settings = readSettings();
  makeFolders(settings);
  const killed = wasKilled();
  atEnd(claimFolder(settings.address));
  await checkPort(settings, { killed });

  process.stdout.write('Starting Town Green\n');
  await stage('Dependencies', installDependencies);
  await stage('Database client', generateClient);
  let databaseUrl;
  await stage('Database', async () => {
    databaseUrl = await database(settings);
    return settings.databaseUrl ? 'your own' : 'embedded PostgreSQL';
  });
  let portalUrl;
  await stage('Migrations', async () => {
    const { length } = await migrate(databaseUrl);
    portalUrl = await preparePortalRole(databaseUrl, { given: settings.portalUrl });
    return length > 0 ? `${length} applied` : 'up to date';
  });
  const env = { ...serverEnvironment(settings, portalUrl), NODE_ENV: mode === 'dev' ? 'development' : 'production' };
  let report;
  await stage(settings.demo === 'on' ? 'Rulebook and demonstration' : 'Rulebook', async () => {
    report = await seed({ ...env, OWNER_DATABASE_URL: databaseUrl });
  });
  if (mode === 'start') await stage('Build', buildPortal);
  let server;
  await stage('Server', async () => {
    server = await serve(mode, { ...settings, env });
    atEnd(server.stop);
    needs(server.child, 'The server');
    return 'answers';
  });
  await stage('Worker', async () => {
    const worker = await keepWorker({ env });
    atEnd(worker.stop);
    return 'takes jobs';
  });
  serving = true;
  welcome(settings, report);
  server.speak();
}

atEnd(stopRunning);
await command(start, { interrupted: () => (serving ? 0 : 130) });
