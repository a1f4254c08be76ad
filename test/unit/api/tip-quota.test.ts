import { describe, expect, it } from 'vitest';
import { quotaOf } from '../../../api/tips/quota.ts';

describe('the quota of tips', () => {
  it('counts what comes at once as taken in until it is refused, and what is asked again once', () => {
    const quota = quotaOf({ max: 2, windowMs: 100 });
    expect([quota.take('a', 'x', 0), quota.take('a', 'y', 10)]).toEqual(['taken', 'taken']);
    expect(quota.take('a', 'z', 20)).toEqual({ waitMs: 80 });
    expect([quota.take('a', 'x', 30), quota.take('b', 'z', 30)]).toEqual(['again', 'taken']);
    quota.giveBack('a', 'y');
    expect(quota.take('a', 'z', 40)).toBe('taken');
    expect(quota.take('a', 'y', 99)).toEqual({ waitMs: 1 });
    expect(quota.take('a', 'y', 100)).toBe('taken');
  });

  it('forgets who came first once it remembers too many', () => {
    const quota = quotaOf({ max: 1, windowMs: 100 });
    for (let i = 0; i <= 5_000; i += 1) quota.take(i.toString(), 'x', 0);
    expect([quota.take('5000', 'y', 1), quota.take('0', 'y', 1)]).toEqual([{ waitMs: 99 }, 'taken']);
  });
});
