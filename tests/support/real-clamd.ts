import { spawn, execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';

function where(program: string): string | null {
  try {
    return execFileSync('/bin/sh', ['-c', `command -v ${program} || command -v /usr/sbin/${program}`], {
      encoding: 'utf8',
    }).trim();
  } catch {
    return null;
  }
}

const freePort = () =>
  new Promise<number>((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });

const answers = (port: number) =>
  new Promise<boolean>((say) => {
    const socket = connect(port, '127.0.0.1', () => socket.end('zPING\0'));
    socket.on('data', (data) => say(data.toString().startsWith('PONG'))).on('error', () => say(false));
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('close', () => say(false));
  });

/**
 * A real clamd, where this machine has one, with a database of one signature: `needle`. `said` says in words whether
 * there was one; `scanners` holds it or nothing.
 */
export async function realClamd(needle: string) {
  const nothing = (said: string) => ({ scanners: [], said, stop: () => Promise.resolve() });
  const program = where('clamd');
  if (!program) return nothing('No clamd on this machine: the scanner was tried with a server of our own alone.');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'town-green-clamd-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const config = path.join(folder, 'clamd.conf');
  await writeFile(path.join(folder, 'test.ndb'), `Test.Pattern:0:*:${Buffer.from(needle).toString('hex')}\n`);
  await writeFile(
    config,
    `TCPSocket ${port}\nTCPAddr 127.0.0.1\nDatabaseDirectory ${folder}\nForeground yes\nStreamMaxLength 30M\nMaxScanSize 30M\nMaxFileSize 30M\n`,
  );
  const child = spawn(program, ['--config-file', config], { stdio: 'ignore' });
  const gone = new Promise<void>((done) => child.once('exit', () => done()).once('error', () => done()));
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
    await rm(folder, { recursive: true });
  };
  for (const until = performance.now() + 15_000; performance.now() < until && child.exitCode === null;) {
    if (await answers(port)) {
      const scanners = [{ name: `a real clamd (${program})`, url: `tcp://127.0.0.1:${port}` }];
      return { scanners, said: 'A real clamd was there, and the scanner was tried with it.', stop };
    }
    await new Promise((later) => setTimeout(later, 100));
  }
  await stop();
  return nothing('The clamd of this machine did not start: the scanner was tried with a server of our own alone.');
}
