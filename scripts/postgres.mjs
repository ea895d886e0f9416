import crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDatabase } from './database.mjs';
import { Failure, knownCause, tidy } from './failure.mjs';
import { atEnd, command } from './lifetime.mjs';
import { placePostgres } from './postgres-place.mjs';
import { commandLine, eventually, launch, run, stop } from './processes.mjs';

const user = 'town_green';
const environment = { ...process.env, LC_ALL: 'C' };

/** Settings for a server whose data nobody will miss: no waiting for the disk. */
const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Returns a TCP port that is free on loopback at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts PostgreSQL on `folder`, creating the cluster when there is none and clearing away what a killed run left.
 * Returns `{ url(database), stop() }`. `scratch` trades safety for speed; `port` is a free one unless told.
 * @param {{ folder: string, scratch?: boolean, port?: number }} options
 */
export async function startPostgres({ folder: wanted, scratch = false, port: fixed = undefined }) {
  const place = placePostgres(wanted);
  const { folder } = place;
  const passwordFile = `${folder}.password`;
  if (!fs.existsSync(folder)) await createCluster(place, passwordFile, scratch);
  await clearLeftovers(folder);

  const port = fixed ?? (await freePort());
  const child = await startServer(place, port, scratch);
  return {
    url: urls(folder, port),
    // SIGINT is PostgreSQL's "fast" shutdown: it ends the sessions and leaves a clean folder.
    stop: () => stop(child, { signal: 'SIGINT', patience: 15_000 }),
    child,
  };
}

function urls(folder, port) {
  const password = fs.readFileSync(`${folder}.password`, 'utf8').trim();
  return (database) => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/** Returns `{ url(database) }` of the server that runs on `folder` already, or undefined when none does. */
export function runningPostgres(wanted) {
  const { folder } = placePostgres(wanted);
  const lock = path.join(folder, 'postmaster.pid');
  if (!fs.existsSync(lock)) return undefined;
  const [pid, , , port] = fs.readFileSync(lock, 'utf8').split('\n');
  if (!port || !commandLine(Number(pid))?.includes(folder)) return undefined;
  return { url: urls(folder, Number(port)) };
}

function invocation(place, program, args) {
  const [first, ...rest] = [...place.prefix, path.join(place.programs, 'bin', program), ...args];
  return [first, rest, { env: environment, cwd: os.tmpdir(), ...place.spawnAs }];
}

/** Creates the cluster beside its place and renames it, so that an interrupted first start leaves none that is half made. */
async function createCluster(place, passwordFile, scratch) {
  const half = `${place.folder}.new`;
  fs.rmSync(half, { recursive: true, force: true });
  fs.mkdirSync(half, { recursive: true, mode: 0o700 });
  fs.writeFileSync(passwordFile, crypto.randomBytes(18).toString('base64url'), { mode: 0o600 });
  if (place.owner) {
    for (const name of [half, passwordFile]) fs.chownSync(name, place.owner, place.owner);
  }
  const args = ['-D', half, '-U', user, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256'];
  args.push('-E', 'UTF8', '--locale=C.UTF-8', '--data-checksums', ...(scratch ? ['--no-sync'] : []));
  const { code, output } = await run(...invocation(place, 'initdb', args));
  if (code !== 0) {
    throw new Failure(knownCause(output) ?? `The database could not be created in ${place.folder}: ${tidy(output)}`);
  }
  fs.renameSync(half, place.folder);
}

/** Ends a server that outlived a killed run, and drops the lock file of one that did not. */
async function clearLeftovers(folder) {
  const lock = path.join(folder, 'postmaster.pid');
  if (!fs.existsSync(lock)) return;
  const pid = Number.parseInt(fs.readFileSync(lock, 'utf8'), 10);
  const ours = () => commandLine(pid)?.includes(folder) ?? false;
  if (ours()) {
    process.kill(pid, 'SIGINT');
    if (!(await eventually(() => !ours(), 60_000))) {
      throw new Failure(`An earlier PostgreSQL (process ${pid}) does not stop. End it, then try again.`);
    }
  }
  fs.rmSync(lock, { force: true });
}

function startServer(place, port, scratch) {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100'];
  const args = ['-D', place.folder, '-p', String(port)];
  for (const setting of [...settings, ...(scratch ? careless : [])]) args.push('-c', setting);
  const [program, rest, options] = invocation(place, 'postgres', args);
  const child = launch(program, rest, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () =>
      reject(new Failure(knownCause(log) ?? `The embedded PostgreSQL did not start: ${tidy(log)}`)),
    );
    child.stderr.on('data', (chunk) => {
      log = (log + chunk).slice(-4000);
      if (log.includes('ready to accept connections')) resolve(child);
    });
  });
}

/** Makes a folder for throw-away data, and removes those that killed runs left. Returns `{ folder, remove }`. */
export function temporaryFolder() {
  const remove = (folder) => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  for (const name of fs.readdirSync(os.tmpdir())) {
    const maker = /^town-green-(\d+)-/.exec(name)?.[1];
    const left = path.join(os.tmpdir(), name);
    if (maker && !commandLine(Number(maker)) && isOurs(left)) remove(left);
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `town-green-${process.pid}-`));
  fs.chmodSync(folder, 0o711);
  return { folder, remove: () => remove(folder) };
}

const isOurs = (file) => fs.statSync(file, { throwIfNoEntry: false })?.uid === process.getuid?.();

/** Starts a PostgreSQL in a temporary folder; `stop()` leaves neither process nor folder. */
export async function startScratchPostgres() {
  const { folder, remove } = temporaryFolder();
  try {
    const server = await startPostgres({ folder: path.join(folder, 'pg'), scratch: true });
    return { url: server.url, stop: () => server.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await command(async () => {
    const server = await startScratchPostgres();
    atEnd(server.stop);
    await createDatabase(server.url('postgres'), user);
    process.stdout.write(`${server.url(user)}\n`);
  });
}
