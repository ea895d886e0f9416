import { describe, expect, it } from 'vitest';
import { asSaving, Gate } from '@/lib/db/gate';
import { isOutage } from '@/lib/db/outage';

/** A gate of three connections, one kept for what saves, and work that is held until it is let go. */
function crowd({ patience = 10_000, room = 100 } = {}) {
  const gate = new Gate({
    most: 3,
    kept: 1,
    patience: { saving: patience, reading: patience },
    room: { saving: room, reading: room },
  });
  const held: { name: string; go: () => void }[] = [];
  const done: string[] = [];
  const work = (name: string) => async () => {
    await new Promise<void>((go) => held.push({ name, go }));
    done.push(name);
  };
  const read = (name: string) => gate.through(work(name));
  const save = (name: string) => asSaving(() => gate.through(work(name)));
  const inside = () => held.map(({ name }) => name);
  const letGo = async () => {
    held.shift()!.go();
    await new Promise((soon) => setImmediate(soon));
  };
  return { read, save, inside, letGo, done };
}

describe('the gate before the connections', () => {
  it('leaves a connection to what saves, and takes what saves first', async () => {
    const { read, save, inside, letGo, done } = crowd();
    const all = [read('r1'), read('r2'), read('r3'), save('s1'), read('r4'), save('s2'), save('s3')];
    expect(inside()).toEqual(['r1', 'r2', 's1']);
    await letGo();
    expect(inside()).toEqual(['r2', 's1', 's2']);
    await letGo();
    expect(inside()).toEqual(['s1', 's2', 's3']);
    while (inside().length > 0) await letGo();
    await Promise.all(all);
    expect(done).toEqual(['r1', 'r2', 's1', 's2', 's3', 'r3', 'r4']);
  });

  it('turns away, as busy and in words, what waited long enough or finds no room to wait', async () => {
    const impatient = crowd({ patience: 20 });
    const first = [impatient.read('r1'), impatient.read('r2')];
    await expect(impatient.read('r3')).rejects.toMatchObject({
      code: 'busy',
      digest: 'busy',
      reasons: [{ message: expect.stringContaining('try again in a few seconds') as string }],
    });
    const full = crowd({ room: 1 });
    const second = [full.read('r1'), full.read('r2'), full.read('r3')];
    await expect(full.read('r4')).rejects.toMatchObject({ code: 'busy' });
    second.push(full.save('s1'));
    expect(full.inside()).toEqual(['r1', 'r2', 's1']);
    for (const { inside, letGo } of [impatient, full]) while (inside().length > 0) await letGo();
    await Promise.all([...first, ...second]);
  });

  it('lets go of its place when work fails', async () => {
    const gate = new Gate({ most: 1, kept: 0, patience: { saving: 9, reading: 9 }, room: { saving: 9, reading: 9 } });
    await expect(gate.through(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await gate.through(() => Promise.resolve('in'))).toBe('in');
  });
});

describe('an outage is told from a fault', () => {
  const raw = (originalCode: string) => ({ code: 'P2010', meta: { driverAdapterError: { cause: { originalCode } } } });
  it.each([
    [{ code: 'P2028' }, true],
    [{ message: 'timeout exceeded when trying to connect' }, true],
    [{ message: 'connect ECONNREFUSED 127.0.0.1:5432' }, true],
    [raw('57014'), true],
    [raw('53300'), true],
    [raw('42501'), false],
    [{ code: 'P2002' }, false],
    [new Error('anything else'), false],
    [null, false],
  ])('%o', (error, outage) => {
    expect(isOutage(error)).toBe(outage);
  });
});
