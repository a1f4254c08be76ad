import { describe, expect, it } from 'vitest';
import { partings, type Sides } from '../../../audit/reconcile/compare.ts';
import { chained, genesisHash } from '../../../db/chain.ts';
import { SYSTEM } from '../../../workflows/kernel/command.ts';
import type { Recorded } from '../../../workflows/kernel/event.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';

const AT = '2026-03-02T09:00:00.000+08:00' as Instant;
const ID = 'haz-1' as MatterId;
const TYPES = ['HazardReported', 'HazardVerified', 'RecordCorrected'];

const event = (seq: number): Recorded => ({
  seq,
  type: TYPES[seq - 1] ?? '',
  eventVersion: 1,
  at: AT,
  heardAt: AT,
  commandId: `c-${seq.toString()}`,
  actor: SYSTEM,
  data: { n: seq },
});
const events = (count: number): Recorded[] => TYPES.slice(0, count).map((_, i) => event(i + 1));
const ledger = (count: number) => chained(genesisHash(ID, 'hazard'), events(count));
const history = (count: number, from: 'temporal' | 'archive' = 'temporal') => ({ events: events(count), from });

/** Equal on both sides, living and running, but for what a test changes. */
function found(change: Partial<Sides>): unknown[] {
  const sides: Sides = {
    id: ID,
    number: 'YH-2026-000001',
    ledger: ledger(2),
    history: history(2),
    broken: null,
    belied: null,
    isLiving: true,
    isRunning: true,
    isWithoutRun: false,
    ...change,
  };
  return partings(sides).map(({ what, from, to, items, why }) => [what, from, to, items, why]);
}

describe('where ledger and history part', () => {
  it('nothing is found where they agree, living or ended', () => {
    expect(found({})).toEqual([]);
    expect(found({ isLiving: false, isRunning: false })).toEqual([]);
    expect(found({ isLiving: false, isRunning: false, history: history(2, 'archive') })).toEqual([]);
  });

  it('says which events the history has more, and whether the ledger has any', () => {
    expect(found({ history: history(3) })).toEqual([['newerInTemporal', 3, 3, ['RecordCorrected'], '']]);
    expect(found({ ledger: [], isLiving: false })).toEqual([
      ['onlyInTemporal', 1, 2, ['HazardReported', 'HazardVerified'], ''],
    ]);
  });

  it('says so also of an archived history, which is then the only one', () => {
    expect(found({ history: history(3, 'archive'), isLiving: false })).toEqual([
      ['newerInTemporal', 3, 3, ['RecordCorrected'], '历史取自存档'],
    ]);
  });

  it('says which events the ledger has more than Temporal, but not than an archived copy, which may be older', () => {
    expect(found({ history: history(1) })).toEqual([['newerInLedger', 2, 2, ['HazardVerified'], '']]);
    expect(found({ history: history(1, 'archive'), isRunning: false })).toEqual([
      ['onlyInLedger', 1, 2, [], '存档历史留存到第 1 条'],
    ]);
  });

  it('names a living matter without an open run, and an ended one without any history', () => {
    expect(found({ isRunning: false })).toEqual([['onlyInLedger', 1, 2, [], '历史留存到第 2 条']]);
    expect(found({ history: null, isRunning: false })).toEqual([['onlyInLedger', 1, 2, [], '历史未留存']]);
    expect(found({ history: null, isRunning: false, isLiving: false })).toEqual([
      ['onlyInLedger', 1, 2, [], '已办结，历史未留存'],
    ]);
    expect(found({ history: null, ledger: [], isLiving: true, isRunning: false })).toEqual([]);
  });

  it('expects no run of a row that was closed when it was imported', () => {
    expect(found({ isWithoutRun: true, history: null, isRunning: false, isLiving: false })).toEqual([]);
  });

  it('names the first seq that stands with other content, and then nothing newer', () => {
    const [first, second] = events(2);
    const altered = [first, { ...second, data: { n: 9 } }] as Recorded[];
    const differs = found({ history: { events: [...altered, event(3)], from: 'temporal' } });
    expect(differs).toEqual([['differs', 2, 2, [], expect.stringContaining('n')]]);
  });

  it('claims nothing newer of a history that cannot be recomputed', () => {
    expect(found({ history: history(3), broken: 'non-determinism' })).toEqual([
      ['unreadable', 0, 0, [], 'non-determinism'],
    ]);
  });

  it('claims nothing newer of a history that is belied, and says a parting first', () => {
    expect(found({ history: history(3), belied: '与封签不符' })).toEqual([['unproven', 0, 0, [], '与封签不符']]);
    const [first, second] = events(2);
    const altered = [first, { ...second, data: { n: 9 } }] as Recorded[];
    const parted = found({ history: { events: altered, from: 'temporal' }, belied: '与封签不符' });
    expect(parted).toEqual([['differs', 2, 2, [], expect.stringContaining('n')]]);
    expect(found({ history: null, isLiving: false, belied: '存档已无法解开' })).toEqual([
      ['unproven', 0, 0, [], '存档已无法解开'],
      ['onlyInLedger', 1, 2, [], '已办结，历史未留存'],
    ]);
  });
});
