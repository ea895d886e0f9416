import { describe, expect, it } from 'vitest';
import {
  canJoin,
  edit,
  emptyQueue,
  failed,
  resolve,
  sendIn,
  settled,
  take,
  unsent,
  type Conflict,
  type SaveAnswer,
} from '@/components/submission/autosave/queue';

const answer = (more: Partial<SaveAnswer> = {}): SaveAnswer => ({
  revision: 2,
  saved: [],
  refused: [],
  conflicts: [],
  others: {},
  ...more,
});

const sent = (changes: Record<string, string>) => take(edit(emptyQueue(1), changes))!.queue;

describe('typing and sending', () => {
  it('sends what was typed, once, and nothing while something is on its way', () => {
    const typed = edit(emptyQueue(1), { '1.a': 'x' });
    const taken = take(typed)!;
    expect(taken.changes).toEqual({ '1.a': 'x' });
    expect(take(edit(taken.queue, { '1.b': 'y' }))).toBeNull();
  });

  it('keeps the newest text when a request fails', () => {
    const queue = failed(edit(sent({ '1.a': 'old', '1.b': 'b' }), { '1.a': 'new' }));
    expect(queue.pending).toEqual({ '1.a': 'new', '1.b': 'b' });
    expect(queue.sending).toBeNull();
  });

  it('is at rest once everything is stored', () => {
    const { queue, apply } = settled(sent({ '1.a': 'x' }), answer({ saved: ['1.a'] }));
    expect(unsent(queue)).toEqual({});
    expect(queue.base).toBe(2);
    expect(apply).toEqual({});
  });

  it('shows what others changed, but never over text typed here meanwhile', () => {
    const busy = edit(sent({ '1.a': 'x' }), { '1.c': 'mine' });
    const { apply } = settled(busy, answer({ saved: ['1.a'], others: { '1.b': 'theirs', '1.c': 'theirs' } }));
    expect(apply).toEqual({ '1.b': 'theirs' });
  });
});

describe('refusals', () => {
  it('keeps a refused answer with its reason and tries it again only when it changes', () => {
    const reason = { code: 'invalid', message: 'Enter a number.', at: '1.points' };
    const { queue } = settled(sent({ '1.points': 'many' }), answer({ refused: [reason] }));
    expect(queue.refused).toEqual([{ address: '1.points', value: 'many', message: 'Enter a number.' }]);
    expect(take(queue)).toBeNull();
    expect(unsent(queue)).toEqual({ '1.points': 'many' });
    const again = edit(queue, { '1.points': '20' });
    expect(again.refused).toEqual([]);
    expect(take(again)!.changes).toEqual({ '1.points': '20' });
  });

  it('holds all new rows of a list that would be too long, and sends them again when a row goes', () => {
    const reason = { code: 'too-many-rows', message: 'Too many.', at: '1b.log' };
    const rows = { '1b.log.r8.name': 'A', '1b.log.r9.name': 'B' };
    const { queue } = settled(sent(rows), answer({ refused: [reason] }));
    expect(queue.refused).toHaveLength(2);
    expect(take(edit(queue, { '1b.log.r1.name': null }))!.changes).toEqual({ ...rows, '1b.log.r1.name': null });
  });
});

describe('two people in one field', () => {
  const conflict: Conflict = { address: '1.a', yours: 'mine', theirs: 'theirs', by: 'Tom', at: null };
  const torn = () =>
    settled(sent({ '1.a': 'mine', '1.b': 'b' }), answer({ saved: ['1.b'], conflicts: [conflict] })).queue;

  it('keeps both texts and sends neither until one chooses', () => {
    const queue = torn();
    expect(queue.conflicts).toEqual([conflict]);
    expect(take(queue)).toBeNull();
    expect(unsent(queue)).toEqual({ '1.a': 'mine' });
  });

  it('goes on with what is typed while the question is open', () => {
    const queue = edit(torn(), { '1.a': 'mine, longer' });
    expect(queue.conflicts[0]!.yours).toBe('mine, longer');
    expect(queue.pending).toEqual({});
  });

  it.each([
    ['mine', 'mine', { '1.a': 'mine' }],
    ['theirs', 'theirs', {}],
    ['both', 'theirs\n\nmine', { '1.a': 'theirs\n\nmine' }],
  ] as const)('keep %s', (choice, shown, pending) => {
    const done = resolve(torn(), '1.a', choice)!;
    expect(done.value).toBe(shown);
    expect(done.queue.pending).toEqual(pending);
    expect(done.queue.conflicts).toEqual([]);
  });

  it('is no conflict when the text typed since is the other one’s', () => {
    const queue = edit(sent({ '1.a': 'mine' }), { '1.a': 'theirs' });
    expect(settled(queue, answer({ conflicts: [conflict] })).queue.conflicts).toEqual([]);
  });

  it('joins lists of choices without repeating one, and cannot join figures', () => {
    const lists: Conflict = { ...conflict, yours: ['a', 'b'], theirs: ['b', 'c'] };
    const queue = { ...emptyQueue(1), conflicts: [lists] };
    expect(resolve(queue, '1.a', 'both')!.value).toEqual(['b', 'c', 'a']);
    expect(canJoin({ ...conflict, yours: 5, theirs: 10 })).toBe(false);
  });
});

describe('when to send', () => {
  it.each([
    [0, 0, 0, 800],
    [4500, 0, 0, 500],
    [9000, 0, 0, 0],
    [0, 0, 1, 2000],
    [0, 0, 10, 60_000],
  ])('at %i ms, first key at %i, after %i failures: in %i ms', (now, first, failures, wait) => {
    expect(sendIn(now, first, failures)).toBe(wait);
  });
});
