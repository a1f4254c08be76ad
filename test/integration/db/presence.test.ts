import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { append } from '../../../db/ledger.ts';
import { chain } from '../../../db/queries/chain.ts';
import { matter } from '../../../db/queries/matter.ts';
import { lapsedHolders, type Lapsed } from '../../../db/registers/presence.ts';
import { dayOf, instantOf, plusDays, type Day } from '../../../workflows/kernel/instant.ts';
import { freshDatabase } from '../../support/system.ts';
import { life, parcelId, parcelOnly } from './parcel-kind.ts';

const TODAY = dayOf(instantOf(Date.now()));
const DAY = plusDays(TODAY, 3);

describe('whose holder is away', () => {
  let db: Db;
  beforeAll(async () => {
    db = connect(await freshDatabase());
    for (const n of [1, 2, 3])
      await append(db, { matterId: parcelId(n), kind: 'parcel', entries: life(n, 0) }, parcelOnly);
    await append(db, { matterId: parcelId(9), kind: 'parcel', entries: life(9, 0, { status: 'closed' }) }, parcelOnly);
  });
  afterAll(() => db.end());
  beforeEach(async () => {
    await db.sql`delete from leaves`;
    await db.sql`update posts set valid_to = null`;
    await db.sql`update tenures set valid_to = null where valid_to is not null and person not like 'per-zhiban%'`;
    await db.sql`update matters set holder_post = 'p-yingji-1', holder_unit = 'u-yingji'`;
  });

  let leaves = 0;
  async function away(person: string, deputy: string | null = null, from = DAY, to = DAY): Promise<void> {
    leaves += 1;
    await db.sql`
      insert into leaves (id, person, from_day, to_day, deputy_post, reason, by, at)
      values (${`lv-${leaves.toString()}`}, ${person}, ${from}, ${to}, ${deputy}, '年休假', 'per-admin', now())`;
  }
  async function endTenure(post: string, last = plusDays(DAY, -1)): Promise<void> {
    await db.sql`update tenures set valid_to = ${last} where post = ${post}`;
  }
  async function holds(post: string): Promise<void> {
    await db.sql`update matters set holder_post = ${post}`;
  }
  async function first(day: Day = DAY): Promise<Lapsed | undefined> {
    return (await lapsedHolders(db, day, '', 1))[0];
  }
  const posts = (lapsed: Lapsed | undefined): readonly string[] => lapsed?.next.map(({ post }) => post) ?? [];
  const COUNTY_FROM_DIRECTOR = ['p-anweiban-3', 'p-fenguan', 'p-xianzhang', 'p-shuji'];

  test('nobody’s, while everyone is there', async () => {
    expect(await lapsedHolders(db, DAY, '', 10)).toEqual([]);
  });

  test('only open matters count, by id, a page at a time', async () => {
    await endTenure('p-yingji-1');
    const page = await lapsedHolders(db, DAY, '', 2);
    expect(page.map(({ id }) => id)).toEqual([parcelId(1), parcelId(2)]);
    expect((await lapsedHolders(db, DAY, parcelId(2), 2)).map(({ id }) => id)).toEqual([parcelId(3)]);
  });

  test('an ended post is vacant: the next ranks of its unit, then 安委办 upwards', async () => {
    await db.sql`update posts set valid_to = ${plusDays(DAY, -1)} where id = 'p-yingji-1'`;
    const found = await first();
    expect(found).toMatchObject({ id: parcelId(1), kind: 'parcel', version: 1, holder: 'p-yingji-1', cause: 'vacant' });
    expect(posts(found)).toEqual([
      'p-yingji-2',
      'p-yingji-3',
      'p-anweiban-1',
      'p-anweiban-1b',
      ...COUNTY_FROM_DIRECTOR,
    ]);
    expect(found?.next[0]).toEqual({ post: 'p-yingji-2', unit: 'u-yingji', people: ['per-yingji-2'] });
    // Posts above the units stand with 安委办.
    expect(found?.next.at(-1)).toMatchObject({ post: 'p-shuji', unit: 'u-anweiban' });
  });

  test('a post stands on its last day, and a person is there again on the day after leave', async () => {
    await db.sql`update posts set valid_to = ${DAY} where id = 'p-yingji-1'`;
    expect(await first()).toBeUndefined();
    expect(await first(plusDays(DAY, 1))).toBeDefined();
    await db.sql`update posts set valid_to = null`;
    await away('per-yingji-1', null, DAY, plusDays(DAY, 1));
    for (const [offset, gone] of [
      [-1, false],
      [0, true],
      [1, true],
      [2, false],
    ] as const)
      expect([offset, (await first(plusDays(DAY, offset))) !== undefined]).toEqual([offset, gone]);
  });

  test('an ended tenure leaves the post vacant, a tenure that has not begun does not fill it', async () => {
    await endTenure('p-yingji-1');
    await db.sql`
      insert into tenures (post, person, valid_from) values ('p-yingji-1', 'per-yingji-1b', ${plusDays(DAY, 1)})`;
    expect(await first()).toMatchObject({ cause: 'vacant' });
    expect(await first(plusDays(DAY, 1))).toBeUndefined();
    await db.sql`delete from tenures where post = 'p-yingji-1' and person = 'per-yingji-1b'`;
  });

  test('a post that no register knows is vacant', async () => {
    await holds('p-gone');
    const found = await first();
    expect(found).toMatchObject({ cause: 'vacant' });
    expect(posts(found)).toEqual(['p-anweiban-1', 'p-anweiban-1b', ...COUNTY_FROM_DIRECTOR]);
  });

  test('leave without a deputy goes to the next rank', async () => {
    await away('per-yingji-1');
    const found = await first();
    expect(found).toMatchObject({ cause: 'leave' });
    expect(posts(found)[0]).toBe('p-yingji-2');
  });

  test('leave with a deputy goes to the deputy first', async () => {
    await away('per-yingji-1', 'p-yingji-1b');
    expect((await first())?.next.slice(0, 2)).toEqual([
      { post: 'p-yingji-1b', unit: 'u-yingji', people: ['per-yingji-1b'] },
      { post: 'p-yingji-2', unit: 'u-yingji', people: ['per-yingji-2'] },
    ]);
  });

  test('a deputy outside the holder’s unit, such as the enterprise itself, is not followed', async () => {
    const without = await away('per-yingji-1').then(async () => posts(await first()));
    for (const outside of ['p-qiye01-3', 'p-zhujian-1']) {
      await db.sql`update leaves set deputy_post = ${outside}`;
      expect(posts(await first())).toEqual(without);
    }
  });

  test('leave that was cancelled does not count', async () => {
    await away('per-yingji-1');
    await db.sql`update leaves set cancelled_at = now()`;
    expect(await first()).toBeUndefined();
  });

  test('who shares the post and is there keeps it', async () => {
    await away('per-yingji-1');
    await db.sql`insert into tenures (post, person, valid_from) values ('p-yingji-1', 'per-yingji-1b', ${DAY})`;
    expect(await first()).toBeUndefined();
    await away('per-yingji-1b', 'p-yingji-1c');
    expect(posts(await first())[0]).toBe('p-yingji-1c');
    await db.sql`delete from tenures where post = 'p-yingji-1' and person = 'per-yingji-1b'`;
  });

  test('a deputy who is away, too, is passed over', async () => {
    await away('per-yingji-1', 'p-yingji-1b');
    await away('per-yingji-1b', 'p-yingji-1');
    await away('per-yingji-2');
    expect(posts(await first())[0]).toBe('p-yingji-3');
  });

  test('when all ranks are away 安委办 holds it, and its own go upwards, never down', async () => {
    for (const rank of ['1', '2', '3']) await away(`per-yingji-${rank}`);
    expect(posts(await first())[0]).toBe('p-anweiban-1');
    await away('per-anweiban-1');
    expect(posts(await first())[0]).toBe('p-anweiban-1b');
    await holds('p-anweiban-1');
    expect(posts(await first())).toEqual([
      'p-anweiban-2',
      'p-anweiban-3',
      'p-anweiban-1b',
      ...COUNTY_FROM_DIRECTOR.slice(1),
    ]);
    await away('per-anweiban-3');
    await holds('p-anweiban-3');
    expect(posts(await first())).toEqual(['p-fenguan', 'p-xianzhang', 'p-shuji']);
    await away('per-shuji');
    await holds('p-shuji');
    expect(posts(await first())).toEqual([]);
  });

  test('an open matter that nobody present holds is a break of the chain until it has moved', async () => {
    expect(await chain(db, 'all')).toMatchObject({ open: 3, held: 3, breaks: [] });
    await db.sql`update matters set holder_post = 'p-gone' where id = ${parcelId(1)}`;
    await away('per-zhujian-1', null, TODAY, TODAY);
    await db.sql`update matters set holder_post = 'p-zhujian-1' where id = ${parcelId(2)}`;
    await db.sql`update matters set holder_post = null where id = ${parcelId(3)}`;
    const { held, breaks } = await chain(db, 'all');
    expect(held).toBe(0);
    expect([...breaks].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id: parcelId(1), why: 'holderVacant' },
      { id: parcelId(2), why: 'holderVacant' },
      { id: parcelId(3), why: 'noHolder' },
    ]);
  });

  test('the duty desk has a person of the day, another each day, and is never vacant', async () => {
    const onDuty = async (day: Day): Promise<string[]> =>
      (
        await db.sql<{ person: string }[]>`
          select person from tenures where post = 'p-zhiban' and valid_from = ${day} and valid_to = ${day}`
      ).map(({ person }) => person);
    const [one, two, three, last, beyond] = await Promise.all([0, 1, 2, 58, 61].map((n) => onDuty(plusDays(TODAY, n))));
    expect([one?.length, two?.length]).toEqual([1, 1]);
    expect(two).not.toEqual(one);
    expect(three).toEqual(one);
    expect(last).toEqual(one);
    expect(beyond).toEqual([]);
    await holds('p-zhiban');
    expect(await first(plusDays(TODAY, 90))).toBeUndefined();
    expect((await matter(db, parcelId(1), 'all'))?.holder).toMatchObject({ person: one?.[0] });
  });
});
