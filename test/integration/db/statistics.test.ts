import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendArchived } from '../../../db/archive.ts';
import { connect, type Db } from '../../../db/client.ts';
import { LedgerConflict } from '../../../db/errors.ts';
import { append } from '../../../db/ledger.ts';
import { childLinks } from '../../../db/queries/child-links.ts';
import { eventsOf } from '../../../db/queries/events.ts';
import { statistics, type Statistics } from '../../../db/queries/statistics.ts';
import { rebuild } from '../../../db/rebuild.ts';
import { freshDatabase } from '../../support/system.ts';
import { happened, life, parcelId, parcelOnly, type Parcel } from './parcel-kind.ts';

const parts = (s: Statistics) => s.closed + s.open + s.rejected + s.merged + s.transferred + s.abolished;
const archivedRow = (n: number, over: Partial<Parcel> = {}) => ({
  matterId: parcelId(n),
  event: happened(1, {
    number: `BG-2025-${n.toString().padStart(6, '0')}`,
    status: 'archived',
    imported: true,
    ...over,
  }),
});

describe('statistics', () => {
  let db: Db;
  beforeAll(async () => {
    db = connect(await freshDatabase());
  });
  afterAll(() => db.end());

  const open = (n: number, opening: Partial<Parcel>) =>
    append(db, { matterId: parcelId(n), kind: 'parcel', entries: life(n, 0, opening) }, parcelOnly);
  const count = (filter: Parameters<typeof statistics>[1] = {}) => statistics(db, { kind: 'parcel', ...filter }, 'all');

  test('nothing found has no rate', async () => {
    expect(await count()).toMatchObject({ found: 0, rate: null, openByLevel: {} });
  });

  test('what was found is what became of it, by every fate', async () => {
    const fates = ['opened', 'opened', 'closed', 'archived', 'rejected', 'merged', 'transferred', 'abolished'];
    for (const [i, status] of fates.entries()) await open(i + 1, { status, level: i === 1 ? 3 : 0 });
    const all = await count();
    expect(all).toEqual({
      found: 8, closed: 2, closedImported: 0, open: 2, rejected: 1, merged: 1, transferred: 1, abolished: 1,
      overdue: 1, rate: 25, major: 0, majorListed: 0, listingRate: null, openByLevel: { 0: 1, 3: 1 },
    }); // prettier-ignore
    expect(parts(all)).toBe(all.found);
  });

  test('a matter that was transferred within the register counts by the fate of its child’s child', async () => {
    const before = await count();
    await open(21, { status: 'transferred' });
    await open(22, { status: 'transferred', parent: parcelId(21) });
    await open(23, { status: 'closed', parent: parcelId(22), region: 'u-baisha' });
    const after = await count();
    expect(after.found).toBe(before.found + 1);
    expect(after.closed).toBe(before.closed + 1);
    expect(after.transferred).toBe(before.transferred);
    expect(parts(after)).toBe(after.found);
    expect((await childLinks(db, parcelId(21), 'all')).map((link) => link.matterId)).toEqual([parcelId(22)]);
    expect(await childLinks(db, parcelId(23), 'all')).toEqual([]);
  });

  test('days of discovery, region and sector narrow both sides alike', async () => {
    await open(31, { foundOn: '2025-06-30', region: 'u-longtan', sector: '消防' });
    await open(32, { foundOn: '2025-07-01', region: 'u-longtan', sector: '燃气', status: 'closed' });
    expect(await count({ to: '2025-06-30' })).toMatchObject({ found: 1, open: 1 });
    expect(await count({ from: '2025-07-01', to: '2025-07-01' })).toMatchObject({ found: 1, closed: 1, rate: 100 });
    expect(await count({ region: 'u-longtan' })).toMatchObject({ found: 2, closed: 1, open: 1, rate: 50 });
    expect(await count({ region: 'u-longtan', sector: '消防' })).toMatchObject({ found: 1, open: 1 });
  });

  test('9,450 archived rows are written in well under a minute, and again change nothing', async () => {
    const rows = Array.from({ length: 9_450 }, (_, i) => archivedRow(100_000 + i, { foundOn: '2024-05-01' }));
    const started = performance.now();
    expect(await appendArchived(db, 'parcel', rows, undefined, parcelOnly)).toEqual({ written: 9_450 });
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(await appendArchived(db, 'parcel', rows, undefined, parcelOnly)).toEqual({ written: 0 });
    const year = await count({ from: '2024-01-01', to: '2024-12-31' });
    expect(year).toMatchObject({ found: 9_450, closed: 9_450, closedImported: 9_450, rate: 100 });
    expect(await eventsOf(db, parcelId(100_001))).toMatchObject([{ seq: 1, type: 'ParcelOpened' }]);
  });

  test('an archived matter that stands otherwise is a loud conflict, and its whole batch is not written', async () => {
    const changed = archivedRow(100_001, { title: '改过' });
    await expect(
      appendArchived(db, 'parcel', [archivedRow(200_000), changed], undefined, parcelOnly),
    ).rejects.toBeInstanceOf(LedgerConflict);
    expect(await eventsOf(db, parcelId(200_000))).toEqual([]);
  });

  test('what a job marks along with a batch is marked or not with it', async () => {
    const failing = appendArchived(
      db,
      'parcel',
      [archivedRow(200_001)],
      async (sql) => {
        await sql`insert into numbers (series, last) values ('marked', 1)`;
        throw new Error('killed');
      },
      parcelOnly,
    );
    await expect(failing).rejects.toThrow('killed');
    expect(await eventsOf(db, parcelId(200_001))).toEqual([]);
    expect(await db.sql`select 1 from numbers where series = 'marked'`).toHaveLength(0);
  });

  test('a projection row that is lost breaks the identity, with filters too, until it is rebuilt', async () => {
    await db.sql`delete from matters where id = ${parcelId(31)}`;
    for (const filter of [{}, { region: 'u-longtan' }, { sector: '消防' }, { to: '2025-06-30', from: '2025-01-01' }]) {
      const broken = await count(filter);
      expect(parts(broken)).toBe(broken.found - 1);
    }
    await rebuild(db, parcelId(31), parcelOnly);
    const whole = await count();
    expect(parts(whole)).toBe(whole.found);
  });
});
