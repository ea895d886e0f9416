import { systemActor } from '@/lib/auth';
import { disconnect } from '@/lib/db/client';
import { checkStorage } from '@/lib/services/evidence/check-storage';
import { sweepStorage } from '@/lib/services/evidence/sweep-storage';

/* What scripts/storage-check.mjs tells: every file read and compared. Prints one JSON object. */

try {
  const swept = await sweepStorage(systemActor, { remove: process.argv.includes('--sweep') });
  const checked = await checkStorage(systemActor, { hash: Number.MAX_SAFE_INTEGER });
  process.stdout.write(`${JSON.stringify({ swept, checked })}\n`);
} finally {
  await disconnect();
}
