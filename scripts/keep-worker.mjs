import { Failure, programError, sentence } from './failure.mjs';
import { isEnding } from './lifetime.mjs';
import { launchNode, stop } from './processes.mjs';

const longestPause = 30_000;

/**
 * Starts the worker that does the queue's jobs and waits until it takes them; from then on what it prints is passed on.
 * When it dies later it is started again, after a pause that grows while it keeps dying: the portal serves on meanwhile,
 * and no job is lost.
 */
export async function keepWorker({ env, quiet = false }) {
  let child;
  let pause = 1000;
  let since;
  let timer;
  let stopped = false;

  const launch = () => {
    since = performance.now();
    child = launchNode(['--import', 'tsx', 'scripts/worker.ts'], { env });
    let output = '';
    let works = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output = (output + chunk).slice(-8000);
        if (works && !quiet) process.stdout.write(chunk);
      });
    }
    return new Promise((resolve, reject) => {
      child.once('message', () => {
        works = true;
        if (!quiet) process.stdout.write(output);
        resolve();
      });
      child.once('exit', () => reject(new Failure(`The worker did not start: ${programError(output)}`)));
    });
  };

  const again = () => {
    if (stopped || isEnding()) return;
    if (performance.now() - since > 60_000) pause = 1000;
    process.stderr.write(`The worker stopped by itself and is started again in ${pause / 1000} s.\n`);
    timer = setTimeout(() => {
      launch().catch((error) => void (isEnding() || process.stderr.write(`${sentence(error)}\n`)));
      child.once('exit', again);
    }, pause);
    pause = Math.min(pause * 2, longestPause);
  };

  await launch();
  child.once('exit', again);
  return {
    pid: () => child.pid,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return stop(child);
    },
  };
}
