import { Failure, sentence } from './failure.mjs';
import { commandLine, parentOf } from './processes.mjs';

const endings = [];
let ending;

/** Registers something to undo when the program ends, however it ends; the latest is undone first. */
export function atEnd(undo) {
  endings.push(undo);
}

/** Undoes everything registered, once, and leaves with `code`. */
export function end(code) {
  ending ??= unwind().then(() => process.exit(code));
  return ending;
}

async function unwind() {
  while (endings.length > 0) {
    try {
      await endings.pop()();
    } catch (error) {
      process.stderr.write(`${sentence(error)}\n`);
    }
  }
}

/** Returns whether the program is on its way out: what fails from here on is no news. */
export const isEnding = () => ending !== undefined;

/**
 * Runs a command from its first line to its exit code. A failure is one sentence on stderr and exit code 1;
 * Ctrl-C, SIGTERM and a closed terminal undo what was started. `interrupted` is the exit code for those.
 */
export async function command(body, { interrupted = () => 130 } = {}) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => void end(interrupted()));
  }
  stopWithNpm(() => void end(interrupted()));
  try {
    const code = await body();
    if (code !== undefined) await end(code);
  } catch (error) {
    if (isEnding()) return;
    process.stderr.write(`\n${sentence(error)}\n`);
    if (process.env.DEBUG && !(error instanceof Failure)) process.stderr.write(`${error.stack}\n`);
    await end(1);
  }
}

/** npm passes signals on, but when npm itself is killed outright nobody tells us: notice that those above us changed. */
function stopWithNpm(onOrphaned) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const above = lineage();
  setInterval(() => lineage() !== above && onOrphaned(), 1000).unref();
}

/** npm is our parent, or the parent of the shell it starts us through. */
function lineage() {
  const parent = process.ppid;
  const throughShell = commandLine(parent)?.includes(' -c ');
  return throughShell ? `${parentOf(parent)}/${parent}` : `${parent}`;
}
