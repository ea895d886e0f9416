import { startWorker } from '@/lib/jobs/worker';
import { tasks } from '@/lib/services/jobs/tasks';

/* A worker whose job never ends, for tests that kill it or tell it to stop. Says "taken" when it has the job. */

const starting = startWorker({
  ...tasks,
  'forget-old-tries': () => {
    process.send?.('taken');
    return new Promise(() => undefined);
  },
});

process.on('SIGTERM', () => void starting.then((worker) => worker.stop()).then(() => process.exit(0)));
