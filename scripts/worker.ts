import { disconnect } from '@/lib/db/client';
import { startWorker } from '@/lib/jobs/worker';
import { log } from '@/lib/log';
import { tasks } from '@/lib/services/jobs/tasks';

/* The worker process: does the jobs of the queue until it is told to stop. Tells who started it once it is ready. */

// Told to stop while it starts, it starts first: it may have taken a job already.
const starting = startWorker(tasks);
let stopping = false;

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void starting
      .then((worker) => worker.stop())
      .then(disconnect)
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'the worker did not stop in order');
          process.exit(1);
        },
      );
  });
}

const { broken } = await starting;
void broken.then((error) => {
  if (stopping) return;
  log.error({ err: error }, 'the worker cannot go on');
  process.exit(1);
});

process.send?.('ready');
