import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { sentence } from './failure.mjs';

const posix = process.platform !== 'win32';

/** Starts a program in its own process group, so that Ctrl-C reaches it only through us and in our order. */
export function launch(command, args, options = {}) {
  return spawn(command, args, { detached: posix, stdio: ['ignore', 'pipe', 'pipe'], ...options });
}

/** Runs a program to its end; returns `{ code, output }` with both streams, or rejects if it cannot start. */
export function run(command, args, { onStart, onOutput, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = launch(command, args, options);
    onStart?.(child);
    let output = '';
    let stdout = '';
    child.stdout?.on('data', (chunk) => (stdout += chunk));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
        onOutput?.(chunk);
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? 1, signal, output, stdout }));
  });
}

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
export function commandLine(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') {
    try {
      return (
        fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || undefined
      );
    } catch {
      return undefined;
    }
  }
  const { status, stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'command='], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() || undefined : undefined;
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
