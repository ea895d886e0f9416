import type { System } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { sealRecord } from './seal-record';
import { sentence, verifyRecord } from './verify-record';

const minutes = 60_000;
const day = 24 * 60 * minutes;

async function seal(actor: System): Promise<void> {
  const chains = await sealRecord(actor);
  if (chains > 0) log.info({ chains }, 'record sealed');
}

/** Verifies the record unless somebody did within a day. */
async function verify(actor: System): Promise<void> {
  const since = new Date(now().getTime() - day);
  const done = await db.as(actor, (tx) => tx.auditCheck.count({ where: { kind: 'verify', at: { gt: since } } }));
  if (done > 0) return;
  const { findings, events } = await verifyRecord(actor, { told: env().DEMO === 'on' });
  if (findings.length === 0) log.info({ events }, 'record verified');
  else log.error({ findings: findings.map(sentence).slice(0, 5) }, 'the record is not whole');
}

/** Seals the record now and every five minutes while the process lives, and verifies it daily; what fails is tried again. */
export async function keepSealed(actor: System): Promise<void> {
  const attempt = async (work: (actor: System) => Promise<void>, failed: string) => {
    try {
      await work(actor);
    } catch (error) {
      log.error({ err: error }, failed);
    }
  };
  let busy = false;
  const tend = async () => {
    if (busy) return;
    busy = true;
    await attempt(seal, 'record not sealed');
    await attempt(verify, 'record not verified');
    busy = false;
  };
  setInterval(() => void tend(), 5 * minutes).unref();
  await attempt(seal, 'record not sealed');
}
