import type { System } from '@/lib/access/actor';
import { log } from '@/lib/log';
import { sealRecord } from './seal-record';

const minutes = 60_000;

/** Seals the record now and every five minutes while the process lives; one that fails is logged, and tried again. */
export async function keepSealed(actor: System): Promise<void> {
  const seal = async () => {
    try {
      const chains = await sealRecord(actor);
      if (chains > 0) log.info({ chains }, 'record sealed');
    } catch (error) {
      log.error({ err: error }, 'record not sealed');
    }
  };
  setInterval(() => void seal(), 5 * minutes).unref();
  await seal();
}
