import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { append } from '../../../db/ledger.ts';
import { asOf } from '../../../db/queries/as-of.ts';
import { chain, links, writeChainCheck } from '../../../db/queries/chain.ts';
import { BadCursor } from '../../../db/queries/cursor.ts';
import { listMatters } from '../../../db/queries/list-matters.ts';
import type { ListFilter } from '../../../db/queries/list-page.ts';
import { matter, matterByNumber } from '../../../db/queries/matter.ts';
import type { Scope } from '../../../db/queries/scope.ts';
import { rebuild } from '../../../db/rebuild.ts';
import type { PersonId, UnitId } from '../../../workflows/kernel/terms.ts';
import { freshDatabase } from '../../support/system.ts';
import { entryOf, happened, life, parcelId, parcelOnly, START, type Parcel } from './parcel-kind.ts';

describe('what is read of matters', () => {
  let db: Db;
  beforeAll(async () => {
    db = connect(await freshDatabase());
    for (let n = 1; n <= 25; n += 1) await open(n, { title: n === 7 ? '氨气_泄漏50%' : `第${n.toString()}件包裹` });
    await open(30, { units: ['u-shuili'], region: 'u-baisha', level: 3, title: '水库' });
    await change(3, 2, { status: 'closed' });
  });
  afterAll(() => db.end());

  const open = (n: number, opening: Partial<Parcel>) =>
    append(db, { matterId: parcelId(n), kind: 'parcel', entries: life(n, 0, opening) }, parcelOnly);
  const change = (n: number, seq: number, data: Partial<Parcel>) =>
    append(
      db,
      {
        matterId: parcelId(n),
        kind: 'parcel',
        entries: [entryOf(happened(seq, data, `ch-${n.toString()}-${seq.toString()}`))],
      },
      parcelOnly,
    );

  const numbersOf = async (filter: ListFilter, scope: Scope = 'all') =>
    (await listMatters(db, { limit: 200, ...filter }, scope)).items.map((row) => Number(row.number.slice(-6)));

  test('pages follow each other by keyset, without loss or repetition', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listMatters(
        db,
        { kind: 'parcel', limit: 7, ...(cursor === undefined ? {} : { cursor }) },
        'all',
      );
      seen.push(...page.items.map((row) => row.id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(26);
    expect(new Set(seen).size).toBe(26);
    expect(seen).toEqual([...seen].sort().reverse());
  });

  test('a cursor that no list made is refused', async () => {
    await expect(listMatters(db, { cursor: 'xyz' }, 'all')).rejects.toBeInstanceOf(BadCursor);
  });

  test('every filter narrows', async () => {
    expect(await numbersOf({ status: 'closed' })).toEqual([3]);
    expect(await numbersOf({ open: false })).toEqual([3]);
    expect(await numbersOf({ open: true })).toHaveLength(25);
    expect(await numbersOf({ level: 3 })).toEqual([30]);
    expect(await numbersOf({ overdue: true })).toEqual([30]);
    expect(await numbersOf({ region: 'u-baisha' })).toEqual([30]);
    expect(await numbersOf({ holder: 'p-yingji-1' })).toHaveLength(25);
    expect(await numbersOf({ holder: 'u-yingji', region: 'u-baisha' })).toEqual([30]);
    expect(await numbersOf({ severity: 'major' })).toEqual([]);
    expect(await numbersOf({ kind: 'hazard' })).toEqual([]);
    expect(await numbersOf({ q: '水库' })).toEqual([30]);
    expect(await numbersOf({ q: '000030' })).toEqual([30]);
    expect(await numbersOf({ q: '气_泄漏50%' })).toEqual([7]);
    expect(await numbersOf({ q: '_' })).toEqual([7]);
  });

  test('a reader sees what their scope holds and nothing else', async () => {
    expect(await numbersOf({}, { unit: 'u-shuili' as UnitId })).toEqual([30]);
    expect(await numbersOf({}, { unit: 'u-xiaofang' as UnitId })).toEqual([]);
    expect(await numbersOf({}, { openedBy: 'per-yingji-1' as PersonId })).toHaveLength(26);
    expect(await numbersOf({}, { openedBy: 'per-gongzhong' as PersonId })).toEqual([]);
    expect(await matter(db, parcelId(1), { unit: 'u-shuili' as UnitId })).toBeNull();
    expect(await matter(db, parcelId(30), { unit: 'u-shuili' as UnitId })).not.toBeNull();
  });

  test('the holder is a post, named by whoever is in it now', async () => {
    const found = await matter(db, parcelId(1), 'all');
    expect(found?.holder).toMatchObject({
      post: 'p-yingji-1',
      unit: 'u-yingji',
      person: 'per-yingji-1',
      postTitle: '应急管理局经办人',
    });
    expect(found?.holder?.name).toMatch(/^.{2,4}$/);
    expect(found?.daysOverdue).toBe(0);
    expect((await matter(db, parcelId(30), 'all'))?.daysOverdue).toBeGreaterThan(200);
    expect((await matter(db, parcelId(3), 'all'))?.holder).toBeNull();
    expect(await matterByNumber(db, 'BG-2026-000030')).toBe(parcelId(30));
    expect(await matterByNumber(db, 'BG-2026-999999')).toBeNull();
  });

  test('a matter as it stood is the fold of what had been heard', async () => {
    const at = happened(1, {}).heardAt;
    expect(await asOf(db, parcelId(3), at, parcelOnly)).toMatchObject({ version: 1, summary: { status: 'opened' } });
    expect(await asOf(db, parcelId(3), happened(2, {}).heardAt, parcelOnly)).toMatchObject({
      version: 2,
      summary: { status: 'closed' },
    });
    expect(await asOf(db, parcelId(3), START, parcelOnly)).toBeNull();
    expect(await asOf(db, parcelId(999), at, parcelOnly)).toBeNull();
  });

  test('the projection rebuilt from the ledger equals the one that was written', async () => {
    const before = await db.sql`select to_jsonb(m) as row from matters m order by id`;
    await db.sql`update matters set title = 'x', level = 7, state = '{}' where id = ${parcelId(1)}`;
    expect(await rebuild(db, parcelId(1), parcelOnly)).toBe(1);
    expect(await db.sql`select to_jsonb(m) as row from matters m order by id`).toEqual(before);
    await db.sql`delete from matters where level = 0`;
    await db.sql`update matters set id = 'ghost' where level > 0`;
    expect(await rebuild(db, 'all', parcelOnly)).toBe(26);
    expect(await db.sql`select to_jsonb(m) as row from matters m order by id`).toEqual(before);
  });

  test('the chain shows who is missing at once, and runs by the last check', async () => {
    expect(await chain(db, 'all')).toEqual({ open: 25, held: 25, awake: 0, breaks: [], checkedAt: null });
    const runs = [{ id: parcelId(2), why: 'runMissing' }, { id: parcelId(4), why: 'noHolder' }] as const; // prettier-ignore
    await writeChainCheck(db, { checkedAt: START, open: 25, held: 25, awake: 24, breaks: runs });
    await db.sql`update matters set holder_post = null where id = ${parcelId(1)}`;
    await db.sql`update matters set deadlines = '[]' where id = ${parcelId(5)}`;
    const shown = await chain(db, 'all');
    expect(shown).toMatchObject({ open: 25, held: 24, awake: 24, checkedAt: START });
    expect(shown.breaks).toEqual(
      expect.arrayContaining([
        { id: parcelId(1), why: 'noHolder' },
        { id: parcelId(5), why: 'noDeadline' },
        { id: parcelId(2), why: 'runMissing' },
      ]),
    );
    expect(shown.breaks).toHaveLength(3);
    await rebuild(db, 'all', parcelOnly);
  });

  test('the links to check are the open matters, a page at a time', async () => {
    const first = await links(db, '', 20);
    expect(first).toHaveLength(20);
    const rest = await links(db, first.at(-1)?.id ?? '', 20);
    expect([...first, ...rest].map((link) => link.id)).not.toContain(parcelId(3));
    expect(first[0]).toEqual({
      id: parcelId(1),
      kind: 'parcel',
      open: true,
      nextWake: '2026-04-01T00:00:00.000+08:00',
    });
    expect(rest).toHaveLength(5);
  });
});
