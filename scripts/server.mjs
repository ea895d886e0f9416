import net from 'node:net';
import { Failure, programError } from './failure.mjs';
import { eventually, launchNode, programs, runNode, stop } from './processes.mjs';

/** Returns why `port` on `host` cannot be listened on, or undefined when it can. */
function portProblem(host, port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.on('error', resolve);
    probe.listen({ host, port }, () => probe.close(() => resolve(undefined)));
  });
}

/** Fails unless the server will be able to listen. The server of a run that was killed may take a moment to let go. */
export async function checkPort({ host, port }, { killed = false } = {}) {
  let problem;
  const free = await eventually(async () => !(problem = await portProblem(host, port)), killed ? 20_000 : 2000);
  if (free) return;
  if (problem.code === 'EADDRINUSE') {
    throw new Failure(
      `Port ${port} is taken by another program. Stop that, or choose another: PORT=${port + 1} npm start`,
    );
  }
  if (problem.code === 'EACCES') throw new Failure(`No permission to listen on port ${port}. Choose one above 1023.`);
  throw new Failure(`The address ${host} is not one of this machine's. Correct HOST, or leave it out.`);
}

/**
 * Publishes the rulebook, loads the towns and, as DEMO says, fills an empty database. Returns what the seed reports. Its
 * environment also names the owner's connection, OWNER_DATABASE_URL, for clearing a demonstration that was cut off. The
 * letters of a demonstration's past are for its inboxes; no mail server is troubled with them.
 */
export async function seed(env) {
  const { code, stdout, output } = await runNode(['--import', 'tsx', 'prisma/seed.ts'], {
    env: { ...env, SMTP_URL: undefined },
  });
  if (code !== 0) throw new Failure(`The database could not be filled: ${programError(output)}`);
  // The report is the last line; before it may stand what the services logged.
  return JSON.parse(stdout.trimEnd().split('\n').at(-1));
}

/** A little more than what lib/drain.ts gives the requests that are under way when the server is told to stop. */
const patience = 35_000;

/**
 * Starts Next ("start" or "dev") and waits until it answers. What it prints from then on is held back until `speak()`, and
 * passed on after that. `folder` holds the build when it is not the project's own. In production the portal itself ends on a
 * signal, when what is under way is done.
 * @param {string} mode
 * @param {{ host: string, port: number, env: Record<string, string | undefined>, folder?: string, quiet?: boolean, onOutput?: (chunk: Buffer) => void }} options
 */
export async function serve(mode, { host, port, env, folder, quiet = false, onOutput = () => {} }) {
  const own = mode === 'start' ? { NEXT_MANUAL_SIG_HANDLE: 'true' } : {};
  const child = launchNode([programs.next, mode, ...(folder ? [folder] : []), '-H', host, '-p', String(port)], {
    env: { ...env, ...own },
  });
  let output = '';
  let answering = false;
  let held = '';
  let write = (chunk) => void (held += chunk);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-8000);
      onOutput(chunk);
      if (answering && !quiet) write(chunk);
    });
  }
  const over = () => child.exitCode !== null || child.signalCode !== null;
  await eventually(async () => over() || (answering = await answers(host, port)), 90_000);
  if (!answering) {
    await stop(child);
    throw new Failure(`The server did not start: ${programError(output)}`);
  }
  const speak = () => {
    write = (chunk) => process.stdout.write(chunk);
    write(held);
  };
  return { child, stop: () => stop(child, { patience }), output: () => output, speak };
}

async function answers(host, port) {
  const name = { '0.0.0.0': '127.0.0.1', '::': '[::1]', '::1': '[::1]' }[host] ?? host;
  try {
    return (await fetch(`http://${name}:${port}/healthz`, { signal: AbortSignal.timeout(30_000) })).ok;
  } catch {
    return false;
  }
}
