import { AsyncLocalStorage } from 'node:async_hooks';
import { tooBusy } from '@/lib/errors';

type Kind = 'saving' | 'reading';
type Waiting = { enter: () => void };

const saving = new AsyncLocalStorage<true>();

/** Runs what a person wants kept: it goes before work that only reads, and is turned away last. */
export const asSaving = <T>(work: () => Promise<T>): Promise<T> => saving.run(true, work);

type Sizes = {
  /** As many units of work as there are connections: none waits for one with another in its hands. */
  most: number;
  /** Connections that work which only reads leaves free. */
  kept: number;
  /** Milliseconds for which each kind waits its turn. */
  patience: Record<Kind, number>;
  /** How many of each kind may wait. */
  room: Record<Kind, number>;
};

/** Lets in as much work as there are connections, what saves before what reads, and turns the rest away in words. */
export class Gate {
  private inside = 0;
  private readonly waiting: Record<Kind, Waiting[]> = { saving: [], reading: [] };

  constructor(private readonly sizes: Sizes) {}

  /** Runs the work in its turn; refused as busy when that does not come in time. */
  async through<T>(work: () => Promise<T>): Promise<T> {
    const kind: Kind = saving.getStore() ? 'saving' : 'reading';
    if (this.isFree(kind) && this.waiting[kind].length === 0) this.inside += 1;
    else await this.wait(kind);
    try {
      return await work();
    } finally {
      this.inside -= 1;
      this.callNext();
    }
  }

  private isFree(kind: Kind): boolean {
    const { most, kept } = this.sizes;
    return this.inside < (kind === 'saving' ? most : most - kept);
  }

  private wait(kind: Kind): Promise<void> {
    const line = this.waiting[kind];
    if (line.length >= this.sizes.room[kind]) return Promise.reject(tooBusy());
    return new Promise((resolve, reject) => {
      const one: Waiting = {
        enter: () => {
          clearTimeout(timer);
          this.inside += 1;
          resolve();
        },
      };
      const timer = setTimeout(() => {
        line.splice(line.indexOf(one), 1);
        reject(tooBusy());
      }, this.sizes.patience[kind]);
      line.push(one);
    });
  }

  private callNext(): void {
    for (const kind of ['saving', 'reading'] as const)
      while (this.waiting[kind].length > 0 && this.isFree(kind)) this.waiting[kind].shift()!.enter();
  }
}

/** The gate before a pool of connections. */
export const gateOf = (connections: number): Gate =>
  new Gate({
    most: connections,
    kept: Math.max(1, Math.floor(connections / 5)),
    patience: { saving: 15_000, reading: 5_000 },
    room: { saving: connections * 100, reading: connections * 20 },
  });
