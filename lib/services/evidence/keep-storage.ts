import type { Actor } from '@/lib/access/actor';
import { checkStorage } from './check-storage';
import { sweepStorage } from './sweep-storage';

/** Files hashed in one night; the others are compared by their length, and have their turn. */
const hashedAtNight = 2000;

/** The nightly look after the stored files: sweeps what no row names, and marks what is missing or changed. */
export async function keepStorage(actor: Actor, _input: object, signal?: AbortSignal): Promise<void> {
  await sweepStorage(actor, { remove: true });
  await checkStorage(actor, { hash: hashedAtNight, signal });
}
