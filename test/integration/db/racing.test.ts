import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bareEvent, chained, genesisHash } from '../../../db/chain.ts';
import { connect, type Db } from '../../../db/client.ts';
import { append, LedgerGap } from '../../../db/ledger.ts';
import { eventsOf } from '../../../db/queries/events.ts';
import { matter } from '../../../db/queries/matter.ts';
import { rebuild } from '../../../db/rebuild.ts';
import type { Entry } from '../../../workflows/kernel/hear.ts';
import { freshDatabase } from '../../support/system.ts';
import { CLERK, life, parcelId, parcelOnly } from './parcel-kind.ts';

const EVENTS = 40;
const WRITERS = 6;

/** Pseudo-random numbers below `n` that a seed fixes (mulberry32). */
function randomBelow(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
}

describe('writers that race', () => {
  let db: Db;
  beforeAll(async () => {
    db = connect(await freshDatabase(), { max: WRITERS + 2 });
  });
  afterAll(() => db.end());

  /** As callers and the loop's own hand-over do: any slice, in any order; what comes too early comes again. */
  async function writer(entries: readonly Entry[], n: number, seed: number): Promise<number> {
    const below = randomBelow(seed);
    let gaps = 0;
    for (let from = 0; from < entries.length;) {
      const start = Math.max(0, from - below(4) + below(3));
      const batch = { matterId: parcelId(n), kind: 'parcel', entries: entries.slice(start, start + 1 + below(5)) };
      try {
        from = Math.max(from, (await append(db, batch, parcelOnly)).version);
      } catch (error) {
        if (!(error instanceof LedgerGap)) throw error;
        gaps += 1;
      }
    }
    return gaps;
  }

  test.each([1, 2, 3])('leave one whole ledger and each job once (seed %i)', async (seed) => {
    const entries = life(seed, EVENTS - 1).map((entry, i) => ({
      ...entry,
      effects: [{ type: 'RecordDuty' as const, key: `duty-${i.toString()}`, post: CLERK.post, duty: 'x', data: {} }],
    }));
    const gaps = await Promise.all(Array.from({ length: WRITERS }, (_, i) => writer(entries, seed, seed * 100 + i)));
    expect(gaps.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(0);
    const events = await eventsOf(db, parcelId(seed));
    expect(events.map(bareEvent)).toEqual(entries.flatMap((entry) => entry.events));
    expect(chained(genesisHash(parcelId(seed), 'parcel'), events.map(bareEvent))).toEqual(events);
    const before = await matter(db, parcelId(seed), 'all');
    await rebuild(db, parcelId(seed), parcelOnly);
    expect(await matter(db, parcelId(seed), 'all')).toEqual(before);
    const jobs = await db.sql`select 1 from jobs where matter_id = ${parcelId(seed)}`;
    expect(jobs).toHaveLength(EVENTS);
  });

  test('a rebuild in the middle of writing loses nothing', async () => {
    const entries = life(9, EVENTS - 1);
    const rebuilding = (async () => {
      for (let i = 0; i < 10; i += 1) await rebuild(db, 'all', parcelOnly);
    })();
    await Promise.all([writer(entries, 9, 901), writer(entries, 9, 902), rebuilding]);
    expect((await matter(db, parcelId(9), 'all'))?.version).toBe(EVENTS);
    expect(await eventsOf(db, parcelId(9))).toHaveLength(EVENTS);
  });
});
