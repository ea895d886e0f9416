import type { Reason } from '@/lib/verdict';
import { same, type Changes } from '@/lib/workflow/merge';
import * as queueing from './queue';
import type { Choice, Conflict, Queue } from './queue';
import type { Outcome, Post } from './send';
import type { Shadow } from './shadow';

/** What the autosave line and the form read. */
export type AutosaveView = {
  state: 'saved' | 'saving' | 'local' | 'signed-out' | 'refused' | 'ask' | 'stopped';
  /** Answers typed and not stored. */
  count: number;
  savedAt: Date | null;
  /** Why nothing more is saved from this form. */
  message: string;
  /** Personal answers are among the unsent ones: they wait in the form only. */
  personalWaits: boolean;
  /** The browser keeps nothing on this device. */
  noShadow: boolean;
  conflicts: Conflict[];
  refused: Queue['refused'];
};

export type AutosaveOptions = {
  submission: string;
  base: number;
  stamp: string;
  writer: string;
  key: string;
  isPersonal: (address: string) => boolean;
  send: (submission: string, post: Post, leaving?: boolean) => Promise<Outcome>;
  keep: (shadow: Omit<Shadow, 'at'>) => Promise<boolean>;
};

export type Autosave = ReturnType<typeof createAutosave>;

/** Requests under way by submission, so that a form opened in the same tab waits for what its forerunner still sends. */
const underWay = new Map<string, Promise<unknown>>();

/** Saves a form as it is typed: one request at a time, later typing behind it, retried until it arrives. */
export function createAutosave(options: AutosaveOptions) {
  let queue = queueing.emptyQueue(options.base);
  let { writer } = options;
  let failures = 0;
  let firstEdit = 0;
  let savedAt: Date | null = null;
  let signedOut = false;
  let stopped: string | null = null;
  let noShadow = false;
  /** What is known to lie on this device by now. */
  let kept: Changes = {};
  /** This form wrote or took up a shadow: only then may it clear one. */
  let shadowed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let keepTimer: ReturnType<typeof setTimeout> | undefined;
  let apply: (changes: Changes) => void = () => {};
  const listeners = new Set<() => void>();
  let view = look();

  function look(): AutosaveView {
    const open = queueing.unsent(queue);
    const count = Object.keys(open).length;
    const moving = Object.keys(queue.pending).length + Object.keys(queue.sending ?? {}).length;
    const state = ((): AutosaveView['state'] => {
      if (stopped !== null) return 'stopped';
      if (queue.conflicts.length > 0) return 'ask';
      if (moving > 0 && signedOut) return 'signed-out';
      if (moving > 0 && failures > 0 && (noShadow || isKept(open))) return 'local';
      if (moving > 0) return 'saving';
      return queue.refused.length > 0 ? 'refused' : 'saved';
    })();
    return {
      state,
      count: state === 'saving' ? moving : count,
      savedAt,
      message: stopped ?? '',
      personalWaits: Object.keys(open).some(options.isPersonal),
      noShadow,
      conflicts: queue.conflicts,
      refused: queue.refused,
    };
  }

  /** Whether everything unsent that may lie on this device does. */
  function isKept(open: Changes): boolean {
    return Object.entries(open).every(
      ([address, answer]) => options.isPersonal(address) || (address in kept && same(kept[address], answer)),
    );
  }

  function changed(next: Queue): void {
    queue = next;
    view = look();
    for (const listener of listeners) listener();
  }

  async function keepNow(): Promise<void> {
    clearTimeout(keepTimer);
    const safe = Object.entries(queueing.unsent(queue)).filter(([address]) => !options.isPersonal(address));
    const { base, key, stamp } = { ...options, base: queue.base };
    if (safe.length === 0 && !shadowed) return;
    shadowed = true;
    const changes = Object.fromEntries(safe);
    const done = await options.keep({ key, writer, base, stamp, changes });
    noShadow = !done;
    if (done) kept = changes;
    changed(queue);
  }

  function keepSoon(): void {
    clearTimeout(keepTimer);
    keepTimer = setTimeout(() => void keepNow(), 200);
  }

  function schedule(): void {
    clearTimeout(timer);
    if (stopped !== null || Object.keys(queue.pending).length === 0) return;
    timer = setTimeout(() => void go(), queueing.sendIn(Date.now(), firstEdit, failures));
  }

  function refuse(reasons: Reason[]): void {
    const sent = Object.keys(queue.sending ?? {});
    const known = sent.some((address) => reasons.some(({ at }) => at !== undefined && address.startsWith(at)));
    const message =
      reasons.map((reason) => reason.message).join(' ') || 'This is more than one form holds. Enter less.';
    const refused = known ? reasons : sent.map((at) => ({ code: 'refused', message, at }));
    const left = Object.entries(queue.sending ?? {}).filter(
      ([address]) => !refused.some(({ at }) => at !== undefined && address.startsWith(at)),
    );
    const answer = { revision: queue.base, saved: [], refused, conflicts: [], others: {} };
    const { queue: next } = queueing.settled(queue, answer);
    changed({ ...next, pending: { ...Object.fromEntries(left), ...next.pending } });
  }

  function arrived(outcome: Outcome): void {
    signedOut = outcome.kind === 'signed-out';
    if (outcome.kind === 'answer') {
      failures = 0;
      if (Object.keys(queue.sending ?? {}).length > 0) savedAt = new Date();
      const { queue: next, apply: others } = queueing.settled(queue, outcome.answer);
      changed(next);
      if (Object.keys(others).length > 0) apply(others);
    } else if (outcome.kind === 'refused') {
      failures = 0;
      refuse(outcome.reasons);
    } else {
      if (outcome.kind === 'stopped') stopped = outcome.message;
      failures += 1;
      changed(queueing.failed(queue));
    }
    firstEdit = Date.now();
    keepSoon();
    schedule();
  }

  async function request(changes: Changes): Promise<void> {
    const { submission, stamp } = options;
    const sending = options.send(submission, { base: queue.base, stamp, writer, changes });
    underWay.set(submission, sending);
    const outcome = await sending;
    if (underWay.get(submission) === sending) underWay.delete(submission);
    arrived(outcome);
  }

  async function go(): Promise<void> {
    const taken = stopped === null ? queueing.take(queue) : null;
    if (!taken) return;
    changed(taken.queue);
    await request(taken.changes);
  }

  return {
    view: () => view,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Where changes by others and restored text are shown. */
    showIn(form: (changes: Changes) => void) {
      apply = form;
    },
    /** Takes in what was typed, and sends it soon. */
    edit(changes: Changes) {
      if (Object.keys(queue.pending).length === 0) firstEdit = Date.now();
      changed(queueing.edit(queue, changes));
      keepSoon();
      if (!queue.sending) schedule();
    },
    /** Sends what waits at once; also after having been offline. */
    async now() {
      failures = 0;
      clearTimeout(timer);
      if (!queue.sending) await go();
    },
    /** Waits until all that was typed is stored, or cannot be; what is left of it is on this device then. */
    async drain() {
      clearTimeout(timer);
      failures = 0;
      while (failures === 0 && stopped === null && (queue.sending || Object.keys(queue.pending).length > 0)) {
        if (queue.sending) await (underWay.get(options.submission) ?? Promise.resolve());
        else await go();
      }
      await keepNow();
    },
    /** Asks what others changed; what is typed meanwhile waits behind it. What waited before goes up instead. */
    async sync() {
      const before = underWay.get(options.submission);
      if (queue.sending || stopped !== null) return;
      if (Object.keys(queue.pending).length > 0) {
        await this.now();
        return;
      }
      changed({ ...queue, sending: {} });
      await before;
      await request({});
    },
    /** Takes up what this device kept from before, under the hand and revision it was typed with. */
    restore(shadow: Shadow) {
      writer = shadow.writer;
      shadowed = true;
      kept = shadow.changes;
      firstEdit = Date.now();
      changed(queueing.edit({ ...queue, base: Math.min(queue.base, shadow.base) }, shadow.changes));
      apply(shadow.changes);
      schedule();
    },
    /** Ends a conflict; the form shows the chosen text. */
    choose(address: string, choice: Choice) {
      const done = queueing.resolve(queue, address, choice);
      if (!done) return;
      firstEdit = Date.now();
      changed(done.queue);
      apply({ [address]: done.value });
      keepSoon();
      schedule();
    },
    /** Sends all that is unsent in a request that outlives the page. */
    leave() {
      const changes = { ...queue.sending, ...queue.pending };
      if (stopped === null && Object.keys(changes).length > 0) {
        const { submission, stamp } = options;
        underWay.set(submission, options.send(submission, { base: queue.base, stamp, writer, changes }, true));
      }
      void keepNow();
    },
    /** Gives up what is not stored: its person signs out and said so. */
    forget() {
      clearTimeout(timer);
      clearTimeout(keepTimer);
      shadowed = false;
      changed(queueing.emptyQueue(queue.base));
    },
    stop() {
      clearTimeout(timer);
      clearTimeout(keepTimer);
      listeners.clear();
    },
  };
}
