import { describe, expect, it, vi } from 'vitest';
import { inLane } from '../../../delivery/lanes.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';

const LATER = () => Date.now() + 60_000;

/** Works that end when they are told to. */
function works() {
  const ends: (() => void)[] = [];
  const started: number[] = [];
  const work = (n: number) => () => {
    started.push(n);
    return new Promise<number>((resolve) =>
      ends.push(() => {
        resolve(n);
      }),
    );
  };
  return { ends, started, work };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the lane of a matter', () => {
  it('lets eight works fly at once, and the next when one has landed, in order of asking', async () => {
    const { ends, started, work } = works();
    const all = Array.from({ length: 10 }, (_, n) => inLane('a' as MatterId, LATER(), work(n)));
    await settled();
    expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    ends[3]?.();
    await settled();
    expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    ends.forEach((end) => {
      end();
    });
    await settled();
    ends.forEach((end) => {
      end();
    });
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('does not hold up another matter', async () => {
    const { ends, started, work } = works();
    const full = Array.from({ length: 8 }, (_, n) => inLane('b' as MatterId, LATER(), work(n)));
    const other = inLane('c' as MatterId, LATER(), work(100));
    await settled();
    expect(started).toContain(100);
    ends.forEach((end) => {
      end();
    });
    await Promise.all([...full, other]);
  });

  it('gives up a work whose turn does not come in time, without doing it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      const { ends, started, work } = works();
      const full = Array.from({ length: 8 }, (_, n) => inLane('d' as MatterId, LATER(), work(n)));
      const late = inLane('d' as MatterId, Date.now() + 1_000, work(100));
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await late).toBeNull();
      ends.forEach((end) => {
        end();
      });
      await Promise.all(full);
      expect(started).not.toContain(100);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is free again after a work failed', async () => {
    const fail = () => Promise.reject(new Error('no'));
    for (let n = 0; n < 20; n += 1) await expect(inLane('e' as MatterId, LATER(), fail)).rejects.toThrow('no');
  });
});
