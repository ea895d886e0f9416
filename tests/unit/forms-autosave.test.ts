import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAutosave } from '@/components/submission/autosave/autosave';
import type { SaveAnswer } from '@/components/submission/autosave/queue';
import { send, type Outcome, type Post } from '@/components/submission/autosave/send';
import type { Shadow } from '@/components/submission/autosave/shadow';
import type { Changes } from '@/lib/workflow/merge';

const saved = (more: Partial<SaveAnswer> = {}): Outcome => ({
  kind: 'answer',
  answer: { revision: 2, saved: [], refused: [], conflicts: [], others: {}, ...more },
});

let submissions = 0;

/** An autosave whose server answers as listed (the last answer for ever), with what it sent, kept and showed. */
function open(...outcomes: Outcome[]) {
  return openKeeping(async () => true, ...outcomes);
}

function openKeeping(keep: () => Promise<boolean>, ...outcomes: Outcome[]) {
  const posts: (Post & { leaving: boolean })[] = [];
  const shadows: Omit<Shadow, 'at'>[] = [];
  const shown: Changes[] = [];
  const autosave = createAutosave({
    submission: `s${(submissions += 1)}`,
    base: 1,
    stamp: 'stamp',
    writer: 'me',
    key: 'user/submission',
    isPersonal: (address) => address.endsWith('contact'),
    send: async (_submission, post, leaving = false) => {
      posts.push({ ...post, leaving });
      return (outcomes.length > 1 ? outcomes.shift() : outcomes[0])!;
    },
    keep: async (shadow) => {
      shadows.push(shadow);
      return keep();
    },
  });
  autosave.showIn((changes) => shown.push(changes));
  return { autosave, posts, shadows, shown };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('autosave', () => {
  it('waits 800 ms after the last key and sends one request', async () => {
    const { autosave, posts } = open(saved());
    autosave.edit({ '1.a': 'x' });
    await vi.advanceTimersByTimeAsync(700);
    autosave.edit({ '1.a': 'xy' });
    await vi.advanceTimersByTimeAsync(799);
    expect(posts).toEqual([]);
    expect(autosave.view()).toMatchObject({ state: 'saving', count: 1 });
    await vi.advanceTimersByTimeAsync(1);
    expect(posts).toMatchObject([{ base: 1, stamp: 'stamp', writer: 'me', changes: { '1.a': 'xy' } }]);
    expect(autosave.view().state).toBe('saved');
  });

  it('sends after 5 s at the latest while one keeps typing', async () => {
    const { autosave, posts } = open(saved());
    for (let typed = 0; typed < 13; typed += 1) {
      autosave.edit({ '1.a': `${typed}` });
      await vi.advanceTimersByTimeAsync(400);
    }
    expect(posts).toHaveLength(1);
  });

  it('says that it is saved on this device without a connection, and goes up by itself', async () => {
    const { autosave, posts, shadows } = open({ kind: 'unreachable' }, saved());
    autosave.edit({ '1.a': 'x', '1.contact': 'secret' });
    await vi.advanceTimersByTimeAsync(1200);
    expect(autosave.view()).toMatchObject({ state: 'local', personalWaits: true });
    expect(shadows.at(-1)!.changes).toEqual({ '1.a': 'x' });
    await vi.advanceTimersByTimeAsync(2500);
    expect(posts).toHaveLength(2);
    expect(autosave.view().state).toBe('saved');
    expect(shadows.at(-1)!.changes).toEqual({});
  });

  it('never writes personal answers to the device', async () => {
    const { autosave, shadows } = open({ kind: 'unreachable' });
    autosave.edit({ '1.contact': 'secret' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(JSON.stringify(shadows)).not.toContain('secret');
  });

  it('says that the text is on this device only once the device has answered so', async () => {
    let answer: (kept: boolean) => void = () => {};
    const kept = new Promise<boolean>((done) => (answer = done));
    const { autosave, shadows } = openKeeping(() => kept, { kind: 'unreachable' });
    autosave.edit({ '1.a': 'x' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(shadows).toHaveLength(2);
    expect(autosave.view().state).toBe('saving');
    answer(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(autosave.view().state).toBe('local');
  });

  it('leaves a kept shadow alone until this form has something of its own to keep', async () => {
    const { autosave, shadows } = open(saved());
    autosave.leave();
    await vi.advanceTimersByTimeAsync(1000);
    expect(shadows).toEqual([]);
  });

  it('restores a shadow under its own hand and revision, shows it and sends it', async () => {
    const { autosave, posts, shown } = open(saved());
    autosave.restore({ key: 'k', writer: 'before', base: 0, stamp: 'stamp', changes: { '1.a': 'kept' }, at: 0 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown).toEqual([{ '1.a': 'kept' }]);
    expect(posts).toMatchObject([{ base: 0, writer: 'before', changes: { '1.a': 'kept' } }]);
  });

  it('asks for a decision on a conflict and sends the chosen text on the new revision', async () => {
    const conflict = { address: '1.a', yours: 'mine', theirs: 'theirs', by: 'Tom', at: null };
    const { autosave, posts, shown } = open(saved({ revision: 7, conflicts: [conflict] }), saved({ revision: 8 }));
    autosave.edit({ '1.a': 'mine' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(autosave.view()).toMatchObject({ state: 'ask', conflicts: [conflict] });
    autosave.choose('1.a', 'mine');
    await vi.advanceTimersByTimeAsync(1000);
    expect(posts[1]).toMatchObject({ base: 7, changes: { '1.a': 'mine' } });
    expect(shown).toEqual([{ '1.a': 'mine' }]);
    expect(autosave.view().state).toBe('saved');
  });

  it('keeps a form that was refused whole, naming the field, and saves the others', async () => {
    const refused: Outcome = { kind: 'refused', reasons: [{ code: 'invalid', message: 'No.', at: '1.a' }] };
    const { autosave, posts } = open(refused, saved());
    autosave.edit({ '1.a': 'bad', '1.b': 'good' });
    await vi.advanceTimersByTimeAsync(3000);
    expect(posts[1]!.changes).toEqual({ '1.b': 'good' });
    expect(autosave.view()).toMatchObject({ state: 'refused', refused: [{ address: '1.a', message: 'No.' }] });
  });

  it('stops with a reason when the form is closed to it, and keeps the text', async () => {
    const { autosave, posts, shadows } = open({ kind: 'stopped', message: 'Locked.' });
    autosave.edit({ '1.a': 'x' });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(posts).toHaveLength(1);
    expect(autosave.view()).toMatchObject({ state: 'stopped', message: 'Locked.', count: 1 });
    expect(shadows.at(-1)!.changes).toEqual({ '1.a': 'x' });
  });

  it('sends what waits at once when its person comes back, and nothing once it has stopped', async () => {
    const { autosave, posts } = open({ kind: 'signed-out' }, saved(), { kind: 'stopped', message: 'Locked.' });
    autosave.edit({ '1.a': 'x' });
    await vi.advanceTimersByTimeAsync(900);
    expect(autosave.view()).toMatchObject({ state: 'signed-out', count: 1 });
    await autosave.sync();
    expect(posts).toHaveLength(2);
    expect(posts[1]!.changes).toEqual({ '1.a': 'x' });
    expect(autosave.view().state).toBe('saved');
    autosave.edit({ '1.a': 'y' });
    await vi.advanceTimersByTimeAsync(900);
    await autosave.sync();
    await autosave.now();
    expect(posts).toHaveLength(3);
  });

  it('sends everything in one request that outlives the page when one leaves', async () => {
    const { autosave, posts } = open(saved());
    autosave.edit({ '1.a': 'x' });
    autosave.leave();
    expect(posts).toMatchObject([{ leaving: true, changes: { '1.a': 'x' } }]);
    autosave.stop();
  });

  it('waits in drain until what is typed is stored, and gives up when the server is out of reach', async () => {
    const { autosave, posts, shadows } = open(saved());
    autosave.edit({ '1.a': 'x' });
    await vi.advanceTimersByTimeAsync(300);
    expect(shadows).toHaveLength(1);
    await autosave.drain();
    expect(posts).toHaveLength(1);
    expect(autosave.view().state).toBe('saved');
    expect(shadows.at(-1)!.changes).toEqual({});
    const dead = open({ kind: 'unreachable' });
    dead.autosave.edit({ '1.a': 'x' });
    await dead.autosave.drain();
    expect(dead.posts).toHaveLength(1);
    dead.autosave.stop();
  });

  it('forgets what is not stored when its person signs out, and keeps nothing of it after that', async () => {
    const { autosave, posts, shadows } = open({ kind: 'unreachable' });
    autosave.edit({ '1.a': 'x' });
    await vi.advanceTimersByTimeAsync(1000);
    const before = { posts: posts.length, shadows: shadows.length };
    autosave.forget();
    autosave.leave();
    await vi.advanceTimersByTimeAsync(120_000);
    expect({ posts: posts.length, shadows: shadows.length }).toEqual(before);
    expect(autosave.view()).toMatchObject({ state: 'saved', count: 0 });
  });
});

describe('sending', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('gives up on a connection that died without a word, and tries again', async () => {
    const timedOut = AbortSignal.abort(new DOMException('too long', 'TimeoutError'));
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timedOut);
    vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => {
      return new Promise((_done, fail) => signal?.aborted && fail(signal.reason as Error));
    });
    const post = { base: 1, stamp: 'stamp', writer: 'me', changes: { '1.a': 'x' } };
    expect(await send('s', post)).toEqual({ kind: 'unreachable' });
    expect(timeout).toHaveBeenCalledWith(60_000);
  });
});
