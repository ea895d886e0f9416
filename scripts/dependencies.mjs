import fs from 'node:fs';
import path from 'node:path';
import { Failure, knownCause, tidy } from './failure.mjs';
import { inProject, root } from './paths.mjs';
import { runNode, run } from './processes.mjs';

const readLock = (...parts) => {
  try {
    return JSON.parse(fs.readFileSync(inProject(...parts), 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Installs what package-lock.json names, unless exactly that is installed. Returns what it did, in words. */
export async function installDependencies() {
  const wanted = readLock('package-lock.json');
  if (!wanted)
    throw new Failure('package-lock.json is missing or damaged. Restore it from the repository, then try again.');
  const complete = () => isComplete(wanted, readLock('node_modules', '.package-lock.json') ?? {});
  if (complete()) return 'up to date';
  const { code, output } = await npm([
    'ci',
    '--include=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=8000',
  ]);
  if (code !== 0) throw new Failure(installFailure(output));
  // npm can run out of disk and still report success.
  if (!complete()) throw new Failure(installFailure(isDiskFull() ? 'ENOSPC' : 'some packages are missing'));
  return 'installed';
}

function isDiskFull() {
  const { bavail, bsize } = fs.statfsSync(root);
  return bavail * bsize < 10_000_000;
}

/** Returns whether each package this machine needs is installed in the version the lockfile names. */
export function isComplete(wanted, installed) {
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '' || entry.link) return true;
    const here = installed[place];
    if (!here) return Boolean(entry.optional || entry.peer) && !(entry.optional && isForThisMachine(entry));
    return here.version === entry.version && fs.existsSync(path.join(root, place, 'package.json'));
  });
}

/** Whether an optional package was made for just this system and processor; those made for any are left to npm. */
function isForThisMachine({ os, cpu, libc }) {
  return Boolean(os?.includes(process.platform) && cpu?.includes(process.arch)) && !libc;
}

function npm(args) {
  const env = { ...process.env, NODE_ENV: 'development' };
  const ours = process.env.npm_execpath;
  if (ours?.endsWith('npm-cli.js')) return runNode([ours, ...args], { env });
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd: root, env });
}

function installFailure(output) {
  const known = knownCause(output);
  if (known) return known;
  if (/ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i.test(output)) {
    return 'The dependencies could not be downloaded: the npm registry does not answer. Check the network, then try again.';
  }
  const errors = output.split('\n').filter((line) => /npm error (?!code|A complete log|errno|syscall)/.test(line));
  return `The dependencies could not be installed: ${tidy(errors[0] ?? output).replace(/^npm error /, '')}`;
}
