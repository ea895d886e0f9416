import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { sentence } from './failure.mjs';
import { inProject, root } from './paths.mjs';

const posix = process.platform !== 'win32';

/** Starts a program in its own process group, so that Ctrl-C reaches it only through us and in our order. */
export function launch(command, args, options = {}) {
  return spawn(command, args, { detached: posix, stdio: ['ignore', 'pipe', 'pipe'], ...options });
}

/** Starts a Node program of the project, that ends when we do. */
export function launchNode(args, options = {}) {
  const stdio = ['ignore', 'pipe', 'pipe', 'ipc'];
  const preload = ['--import', new URL('./follow-parent.mjs', import.meta.url).href];
  return launch(process.execPath, [...preload, ...args], { cwd: root, stdio, ...options });
}

/** Runs a Node program of the project to its end, as `run` does. */
export const runNode = (args, options) => collect(launchNode(args, options), options);

/** What the programs print is shown later, if at all: in color only to a person at a terminal. */
export const colors = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: undefined };

/** The entry points of the programs we call, without a shell in between. */
export const programs = {
  next: inProject('node_modules', 'next', 'dist', 'bin', 'next'),
  prisma: inProject('node_modules', 'prisma', 'build', 'index.js'),
};

/** Runs a program to its end; returns `{ code, stdout, output }`, or rejects if it cannot start. `onOutput` sees it as it comes. */
export const run = (command, args, options) => collect(launch(command, args, options), options);

function collect(child, { onOutput } = {}) {
  running.add(child);
  let output = '';
  let stdout = '';
  child.stdout?.on('data', (chunk) => (stdout += chunk));
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
      onOutput?.(chunk);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, stdout, output });
    });
  });
}

const running = new Set();

/** Stops whatever `run` and `runNode` have not finished. */
export const stopRunning = () => Promise.all([...running].map((child) => stop(child, { patience: 5000 })));

const ended = (child) => child.exitCode !== null || child.signalCode !== null;

/** Stops a launched program and its descendants: politely first, for good after `patience` milliseconds. */
export async function stop(child, { signal = 'SIGTERM', patience = 10_000 } = {}) {
  if (!child?.pid) return;
  if (!ended(child)) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    await gone;
    clearTimeout(timer);
  }
  killGroup(child.pid);
}

function killGroup(pid) {
  try {
    if (posix) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw new Error(sentence(error));
  }
}

/** Returns the command line of a live process, or undefined when there is none (or only a zombie). */
export const commandLine = (pid) => look(pid, 'cmdline', 'command=')?.replaceAll('\0', ' ').trim() || undefined;

/** Returns the id of a process's parent, or undefined. */
export const parentOf = (pid) => Number(look(pid, 'status', 'ppid=')?.match(/^(?:PPid:)?\s*(\d+)$/m)?.[1]) || undefined;

/** Asks the system about a process: a file below /proc on Linux, where `ps` may be missing, else `ps`. */
function look(pid, file, column) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform !== 'linux') {
    const { status, stdout } = spawnSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8' });
    return status === 0 ? stdout : undefined;
  }
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

/** Waits until `condition()` holds; returns whether it did within `milliseconds`. */
export async function eventually(condition, milliseconds) {
  const end = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}
