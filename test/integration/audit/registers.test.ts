import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { checkRegisters } from '../../../audit/trail/registers.ts';
import { checkTrail } from '../../../audit/trail/check.ts';
import { connect, type Db, type Transaction } from '../../../db/client.ts';
import { migrate } from '../../../db/migrate.ts';
import { draftCalendar, publishCalendar } from '../../../db/registers/calendars.ts';
import { cancelLeave, registerLeave } from '../../../db/registers/leaves.ts';
import { draftPolicy, publishPolicy } from '../../../db/registers/policies.ts';
import { addSpecialPeriod, revokeSpecialPeriod } from '../../../db/registers/special-periods.ts';
import { changePost } from '../../../db/registers/posts.ts';
import { beginTenure, endTenure } from '../../../db/registers/tenures.ts';
import type { Actor } from '../../../workflows/kernel/command.ts';
import type { Day, Instant } from '../../../workflows/kernel/instant.ts';
import { freshDatabase } from '../../support/system.ts';
import { cloneTemplate } from '../../support/template.ts';

const AT = '2026-11-22T09:00:00.123+08:00' as Instant;
const DESK = { by: 'per-anweiban-1', role: 'office' as const, at: AT };
const DIRECTOR = {
  person: 'per-anweiban-3',
  post: 'p-anweiban-3',
  unit: 'u-anweiban',
  rank: 3,
  role: 'office',
} as Actor;
const WHO = { post: 'p-yingji-1', person: 'per-yingji-1b' };
const FROM = '2026-12-01' as Day;
const GUARDED = ['trail', 'register_versions'];

let db: Db;
beforeAll(async () => {
  db = connect(await freshDatabase(), { max: 2, settings: { role: 'none' } });
  await beginTenure(db, { ...WHO, validFrom: FROM, validTo: null }, '调任', DESK);
  await endTenure(db, { ...WHO, validTo: '2026-12-31' as Day }, '期满', DESK);
  await changePost(db, 'p-yingji-1', { validTo: '2027-12-31' as Day }, { ...DESK, reason: '撤并' });
  const leave = { id: 'lv-1', person: 'per-yingji-1', from: FROM, to: FROM, deputyPost: null, reason: '病假' };
  await registerLeave(db, leave as never, DESK);
  await cancelLeave(db, 'lv-1', '已销假', DESK);
  const period = { name: '防汛', from: '2099-06-01', to: '2099-06-30', basis: '通知' };
  const { id } = (await addSpecialPeriod(db, period, DESK)) as { id: string };
  await revokeSpecialPeriod(db, id, { ...DESK, reason: '有误' });
  const notice = { year: 2027, holidays: ['2027-01-01'], workdays: [], source: '文号', publishedOn: '2026-11-04' };
  await publishCalendar(db, await draftCalendar(db, notice, DESK), { actor: DIRECTOR, at: AT, reason: '公布' });
  const content = { periods: {}, numbers: { n: 1.5 }, ladder: [], overrides: [] };
  const parts = { title: '修订稿', effectiveFrom: '2026-11-22', effectiveTo: null, content };
  const draft = await draftPolicy(db, { kind: 'hazard', policy: 'standard' }, parts, DESK);
  await publishPolicy(db, draft, { by: DIRECTOR.person, at: AT, reason: '通过' });
});
afterAll(() => db.end());

/** What the check finds after a change past everything that guards the registers, which is then taken back. */
async function foundAfter(change: (sql: Transaction) => Promise<unknown>): Promise<string[]> {
  const undone = new Error('undone');
  let found: string[] = [];
  await db.sql
    .begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await change(sql);
      found = (await checkRegisters({ sql })).map(({ witness, what }) => `${witness} ${what}`);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return found;
}

describe('holding the registers against their kept changes', () => {
  it('finds nothing where every change went the way that keeps it', async () => {
    expect(await checkRegisters(db)).toEqual([]);
    expect(await checkTrail(db)).toEqual([]);
  });

  it.each([
    ['units', 'name', `'别名'`, `id = 'u-yingji'`, 'units/u-yingji'],
    ['posts', 'title', `'别职'`, `id = 'p-yingji-1'`, 'posts/p-yingji-1'],
    ['people', 'name', `'别人'`, `id = 'per-yingji-1'`, 'people/per-yingji-1'],
    ['tenures', 'valid_to', 'null', `post = 'p-yingji-1' and valid_from = '2026-12-01'`, 'tenures/p-yingji-1/per-yingji-1b/2026-12-01'],
    ['leaves', 'cancelled_at', `cancelled_at + interval '1 microsecond'`, 'true', 'leaves/lv-1'],
    ['enterprises', 'address', `'别处'`, `unit = 'u-qiye01'`, 'enterprises/u-qiye01'],
    ['responsibilities', 'valid_to', `'2026-01-01'`, `enterprise = 'u-qiye01' and duty = 'leader'`, 'responsibilities/u-qiye01/leader/per-chengguan-3/2020-01-01'],
    ['jurisdictions', 'basis', `'无'`, `sector = '燃气' and kind = 'direct'`, 'jurisdictions/燃气/u-chengguanju/direct/2020-01-01'],
    ['clauses', 'severity', `'general'`, `id = (select min(id) from clauses)`, 'clauses/cl-'],
    ['calendars', 'holidays', `'{}'`, 'year = 2026', 'calendars/2026/1'],
    ['calendars', 'workdays', `'{2027-02-06}'`, 'year = 2027', 'calendars/2027/1'],
    ['special_periods', 'revoked_at', 'null', 'true', 'special-periods/sp-'],
    ['policies', 'content', `content || '{"x":1}'`, `(kind, id, version) = (select kind, id, version from policies where published_by is null order by 1, 2, 3 limit 1)`, 'policies/'],
    ['policies', 'content', `content || '{"x":1}'`, `title = '修订稿'`, 'policies/hazard/standard/'],
  ])('finds that %s.%s was altered to %s', async (table, column, value, where, entry) => {
    const found = await foundAfter((sql) => sql.unsafe(`update ${table} set ${column} = ${value} where ${where}`));
    expect(found).toEqual([expect.stringMatching(`^register ${entry}.* 的 ${column} 与最后一次变更记录不符`)]);
  }); // prettier-ignore

  it('finds an entry that was put into another’s place, and both ends of it', async () => {
    const moved = (sql: Transaction) => sql`
      update tenures set person = 'per-yingji-1b' where post = 'p-yingji-2' and valid_from = '2020-01-01'`;
    expect(await foundAfter(moved)).toEqual([
      'register tenures/p-yingji-2/per-yingji-1b/2020-01-01 在名录中，却没有录入的变更记录',
      'register tenures/p-yingji-2/per-yingji-2/2020-01-01 已不在名录中，却没有删除的变更记录',
    ]);
  });

  it('names a hundred at most', async () => {
    expect(await foundAfter((sql) => sql`update people set name = name || '甲'`)).toHaveLength(100);
  });
});

describe('registers older than the trail', () => {
  it('are taken down once, and no later migration takes what was entered past us', async () => {
    const url = await cloneTemplate(inject('templateUrl'));
    const old = connect(url, { max: 1, settings: { role: 'none' } });
    try {
      // As an installation from before the trail: its rows stand, and nothing vouches for their changes.
      for (const table of GUARDED) await old.sql`alter table ${old.sql(table)} disable trigger user`;
      await old.sql`delete from trail`;
      await old.sql`delete from register_versions where register <> 'units'`;
      await old.sql`insert into register_versions (register, id, at, by, before, after)
        values ('units', 'u-yingji', now(), 'system', null, '{"name": "何处改过"}')`;
      await migrate(url);
      expect([await checkRegisters(old), await checkTrail(old)]).toEqual([[], []]);
      await old.sql`update people set name = '别人' where id = 'per-yingji-1'`;
      await old.sql`insert into people (id, name) values ('per-slipped', '某人')`;
      await migrate(url);
      expect((await checkRegisters(old)).map(({ what }) => what)).toEqual([
        expect.stringMatching(/^people\/per-slipped 在名录中/),
        expect.stringMatching(/^people\/per-yingji-1 的 name 与最后一次变更记录不符/),
      ]);
    } finally {
      await old.end();
    }
  });

  it('keep what the trail tells of them already: where a row says otherwise, that stays found', async () => {
    const url = await cloneTemplate(inject('templateUrl'));
    const old = connect(url, { max: 1, settings: { role: 'none' } });
    try {
      for (const table of GUARDED) await old.sql`alter table ${old.sql(table)} disable trigger user`;
      await old.sql`delete from trail where type = 'RegistersTaken'`;
      await old.sql`update units set name = '别名' where id = 'u-yingji'`;
      await old.sql`update register_versions set after = after - 'short_name' where id = 'u-yingji' and register = 'units'`;
      await migrate(url);
      expect((await checkRegisters(old)).map(({ what }) => what)).toEqual([
        expect.stringMatching(/^units\/u-yingji 的 name 与最后一次变更记录不符/),
      ]);
      await old.sql`update units set short_name = '别称' where id = 'u-yingji'`;
      expect((await checkRegisters(old)).map(({ what }) => what)).toEqual([
        expect.stringMatching(/^units\/u-yingji 的 name、short_name 与最后一次变更记录不符/),
      ]);
    } finally {
      await old.end();
    }
  });

  it('are taken down once each when a release brings new ones, with what a migration put into them', async () => {
    const url = await cloneTemplate(inject('templateUrl'));
    const old = connect(url, { max: 1, settings: { role: 'none' } });
    try {
      const [stand] = await old.sql<{ n: number }[]>`
        select (select count(*) from responsibilities) + (select count(*) from jurisdictions) as n`;
      // As 0.3.0 left it, with its three columns of people moved by a migration: no change tells of the rows.
      for (const table of GUARDED) await old.sql`alter table ${old.sql(table)} disable trigger user`;
      await old.sql`delete from register_versions where register in ('responsibilities', 'jurisdictions')`;
      await old.sql`delete from trail where data ->> 'register' in ('responsibilities', 'jurisdictions')`;
      await old.sql`update trail set data = data - 'registers' where type = 'RegistersTaken'`;
      await old.sql`insert into people (id, name) values ('per-slipped', '某人')`;
      await migrate(url);
      await migrate(url);
      // What was there before is not taken a second time.
      expect((await checkRegisters(old)).map(({ what }) => what)).toEqual([
        expect.stringMatching(/^people\/per-slipped /),
      ]);
      const taken = await old.sql<
        { data: object }[]
      >`select data from trail where type = 'RegistersTaken' order by seq`;
      expect(taken.slice(1).map(({ data }) => data)).toEqual([
        { entries: stand?.n, registers: ['responsibilities', 'jurisdictions', 'templates'] },
      ]);
      await old.sql`insert into responsibilities values ('u-qiye01', 'leader', 'per-fenguan', '2026-01-01', null)`;
      await migrate(url);
      expect((await checkRegisters(old)).map(({ what }) => what)).toContainEqual(
        expect.stringMatching(
          /^responsibilities\/u-qiye01\/leader\/per-fenguan\/2026-01-01 在名录中，却没有录入的变更记录/,
        ),
      );
    } finally {
      await old.end();
    }
  });
});
