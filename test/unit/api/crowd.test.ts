import { describe, expect, it } from 'vitest';
import { crowd } from '../../../api/stores/crowd.ts';
import type { TrailEntry } from '../../../db/trail.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';

const START = Date.UTC(2026, 2, 1);
const MINUTE = 60_000;

function refused(address: string, type: TrailEntry['type'] = 'SignInRefused'): TrailEntry {
  return {
    at: instantOf(START),
    type,
    actor: { process: 'api' },
    subject: 'accounts/a',
    data: { address, code: 'Locked' },
  };
}

describe('a source that repeats itself', () => {
  it('is admitted up to its share in a minute, then counted, and admitted again in the next', () => {
    const of = crowd(2);
    const admits = [0, 1, 2, 3].map((ms) => of.admits('a', refused('1.1.1.1'), START + ms));
    expect(admits).toEqual([true, true, false, false]);
    expect(of.admits('b', refused('2.2.2.2'), START + 4)).toBe(true);
    expect(of.admits('a', refused('1.1.1.1'), START + MINUTE)).toBe(true);
    expect(of.counted(START + MINUTE)).toEqual([
      {
        at: instantOf(START),
        type: 'SignInRefused',
        actor: { process: 'api' },
        subject: null,
        data: { address: '1.1.1.1', more: 2 },
      },
    ]);
  });

  it('has its counts told once, by type, and only when its minute is over', () => {
    const of = crowd(0);
    of.admits('a', refused('1.1.1.1'), START);
    of.admits('a', refused('1.1.1.1', 'AccessRefused'), START);
    expect(of.counted(START + MINUTE - 1)).toEqual([]);
    expect(of.counted(START + MINUTE).map(({ type, data }) => [type, data['more']])).toEqual([
      ['SignInRefused', 1],
      ['AccessRefused', 1],
    ]);
    expect(of.counted(Number.POSITIVE_INFINITY)).toEqual([]);
  });

  it('cannot get a share for each of a million names: from ten thousand on they share one', () => {
    const of = crowd(1);
    for (let i = 0; i < 10_000; i += 1) expect(of.admits(i.toString(), refused('1.1.1.1'), START)).toBe(true);
    expect(of.admits('one more', refused('1.1.1.1'), START)).toBe(true);
    expect(of.admits('another', refused('1.1.1.1'), START)).toBe(false);
  });
});
