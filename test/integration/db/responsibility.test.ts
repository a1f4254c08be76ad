import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkRegisters } from '../../../audit/trail/registers.ts';
import { connect, type Db } from '../../../db/client.ts';
import { responsibilityCoverage, responsibilityGaps, type ChainScope } from '../../../db/queries/responsibility.ts';
import { endResponsibility, nameResponsible, type Responsibility } from '../../../db/registers/responsibilities.ts';
import { registerEntry } from '../../../db/registers/read.ts';
import { oneAtATime } from '../../../db/registers/write.ts';
import type { Day, Instant } from '../../../workflows/kernel/instant.ts';
import { freshDatabase } from '../../support/system.ts';

const HAND = { by: 'per-anweiban-1', at: '2026-11-22T09:00:00.000+08:00' as Instant };
const TODAY = '2026-11-22' as Day;

let db: Db;
beforeAll(async () => {
  db = connect(await freshDatabase(), { max: 4, settings: { role: 'none' } });
});
afterAll(() => db.end());

const name = (enterprise: string, duty: string, person: string, validFrom: string) =>
  nameResponsible(db, { enterprise, duty, person, validFrom } as Omit<Responsibility, 'validTo'>, {
    ...HAND,
    reason: '调整',
  });
const end = (enterprise: string, duty: string, validTo: string) =>
  endResponsibility(db, { enterprise, duty, validTo } as never, { ...HAND, reason: '离任' });
/** Why nothing was written. */
const whyNot = (said: Awaited<ReturnType<typeof name>>): unknown =>
  'not' in said ? said.not : 'faults' in said ? said.faults[0]?.code : 'done';
/** As it stands where somebody ended it the day before. */
const endedBefore = (enterprise: string, duty: string) =>
  db.sql`update responsibilities set valid_to = '2026-11-21' where enterprise = ${enterprise} and duty = ${duty}`;
const namedTo = (enterprise: string, duty: string) => db.sql<
  Pick<Responsibility, 'person' | 'validFrom' | 'validTo'>[]
>`
  select person, valid_from as "validFrom", valid_to as "validTo" from responsibilities
  where enterprise = ${enterprise} and duty = ${duty} order by valid_from`;
async function missing(enterprise: string, day: Day = TODAY): Promise<unknown[]> {
  const { items } = await responsibilityGaps(db, day, { enterprise } as ChainScope, { limit: 10 });
  return items.flatMap((gap) => gap.missing.map(({ duty, why }) => `${duty} ${why}`));
}

describe('the chain of responsibility', () => {
  it('covers every enterprise of the demonstration, by township and by sector', async () => {
    const { byTownship, bySector, ...all } = await responsibilityCoverage(db, TODAY);
    expect(all).toEqual({ enterprises: 74, covered: 74, rate: 100 });
    expect(byTownship).toHaveLength(26);
    expect(byTownship[0]).toEqual({
      region: 'u-baisha',
      name: '白沙镇人民政府',
      enterprises: 3,
      covered: 3,
      rate: 100,
    });
    expect(bySector).toContainEqual({ sector: '危险化学品', enterprises: 8, covered: 8, rate: 100 });
  });

  it('ends who was named before on the day before, and gives way to who is named for later', async () => {
    expect(await name('u-qiye01', 'supervisor', 'per-yingji-2', '2027-01-01')).toMatchObject({
      done: { validTo: null },
    });
    expect(await name('u-qiye01', 'supervisor', 'per-yingji-1b', '2026-12-01')).toMatchObject({
      done: { validTo: '2026-12-31' },
    });
    expect(await namedTo('u-qiye01', 'supervisor')).toEqual([
      { person: 'per-yingji-1', validFrom: '2020-01-01', validTo: '2026-11-30' },
      { person: 'per-yingji-1b', validFrom: '2026-12-01', validTo: '2026-12-31' },
      { person: 'per-yingji-2', validFrom: '2027-01-01', validTo: null },
    ]);
    const kept = await registerEntry(db, 'responsibilities', 'u-qiye01/supervisor/per-yingji-1b/2026-12-01');
    expect(kept?.versions).toMatchObject([{ before: null, after: { reason: '调整' }, by: HAND.by }]);
  });

  it('waits while somebody else is named for the same duty, and then sees who that is', async () => {
    const waiting = await db.sql.begin(async (sql) => {
      await oneAtATime(sql, 'responsibilities', 'u-qiye02/supervisor');
      const later = name('u-qiye02', 'supervisor', 'per-yingji-2', '2026-12-01');
      await vi.waitFor(async () => {
        expect(
          await db.sql`select 1 from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`,
        ).toHaveLength(1);
      });
      await sql`update responsibilities set valid_to = '2026-11-30' where enterprise = 'u-qiye02' and duty = 'supervisor'`;
      await sql`insert into responsibilities values ('u-qiye02', 'supervisor', 'per-yingji-1b', '2026-12-01', null)`;
      return { later };
    });
    expect(await waiting.later).toEqual({ not: 'period' });
    expect(await namedTo('u-qiye02', 'supervisor')).toHaveLength(2);
  });

  it.each([
    ['u-nowhere', 'supervisor', 'per-yingji-2', '2026-12-01', 'unit'],
    ['u-qiye03', 'supervisor', 'per-nobody', '2026-12-01', 'nobody'],
    ['u-qiye03', 'supervisor', 'per-yingji-2', '2019-12-31', 'NotInPost'],
    ['u-qiye03', 'supervisor', 'per-yingji-1', '2026-12-01', 'nothing'],
    ['u-qiye03', 'supervisor', 'per-yingji-2', '2020-01-01', 'period'],
    ['u-qiye03', 'supervisor', 'per-wenlv-1', '2026-12-01', 'DutyUnfit'],
    ['u-qiye03', 'supervisor', 'per-qiye03-3', '2026-12-01', 'DutyUnfit'],
    ['u-qiye03', 'supervisor', 'per-chengguan-1', '2026-12-01', 'DutyUnfit'],
    ['u-qiye03', 'responsible', 'per-qiye04-3', '2026-12-01', 'DutyUnfit'],
    ['u-qiye03', 'responsible', 'per-yingji-1', '2026-12-01', 'DutyUnfit'],
    ['u-qiye03', 'leader', 'per-beihu-1', '2026-12-01', 'DutyUnfit'],
    ['u-qiye03', 'leader', 'per-chengguan-3', '2026-12-01', 'DutyUnfit'],
    ['u-qiye03', 'leader', 'per-ducha-3', '2026-12-01', 'DutyUnfit'],
    ['u-qiye03', 'leader', 'per-qiye03-3', '2026-12-01', 'DutyUnfit'],
  ])('does not take, for %s as %s, %s from %s: %s', async (enterprise, duty, person, from, why) => {
    expect(whyNot(await name(enterprise, duty, person, from))).toBe(why);
  });

  it.each([
    ['u-qiye05', 'supervisor', 'per-dashan-1'],
    ['u-qiye10', 'supervisor', 'per-anweiban-1'],
    ['u-qiye40', 'supervisor', 'per-gongan-1'],
    ['u-qiye41', 'supervisor', 'per-yingji-1'],
    ['u-qiye10', 'leader', 'per-dashan-2'],
    ['u-qiye11', 'leader', 'per-fenguan'],
    ['u-qiye12', 'leader', 'per-yingji-2'],
    ['u-qiye10', 'responsible', 'per-qiye10-1'],
  ])('takes, for %s as %s, %s', async (enterprise, duty, person) => {
    const said = await name(enterprise, duty, person, '2026-12-01');
    if (enterprise === 'u-qiye05') expect(whyNot(said)).toBe('DutyUnfit');
    else expect(said).toMatchObject({ done: { person } });
  });

  it('has whoever was mistyped replaced the same day, also back, kept in versions; a day later no more', async () => {
    const to = (person: string, at = HAND.at) =>
      nameResponsible(db, { enterprise: 'u-qiye13', duty: 'supervisor', person, validFrom: TODAY } as never, {
        ...HAND, at, reason: '调整' }); // prettier-ignore
    const named = { done: { person: 'per-yingji-1b' } };
    expect([await to('per-yingji-1b'), await to('per-yingji-1b')]).toMatchObject([named, named]);
    expect(await to('per-yingji-2')).toMatchObject({ done: { person: 'per-yingji-2', validTo: null } });
    expect(await to('per-yingji-1b')).toMatchObject({ done: { person: 'per-yingji-1b', validTo: null } });
    expect(await to('per-yingji-2')).toMatchObject({ done: { person: 'per-yingji-2', validTo: null } });
    expect(await namedTo('u-qiye13', 'supervisor')).toEqual([
      expect.objectContaining({ validFrom: '2020-01-01', validTo: '2026-11-21' }),
      { person: 'per-yingji-1b', validFrom: TODAY, validTo: '2026-11-21' },
      { person: 'per-yingji-2', validFrom: TODAY, validTo: null },
    ]);
    const kept = await registerEntry(db, 'responsibilities', `u-qiye13/supervisor/per-yingji-1b/${TODAY}`);
    expect(kept?.versions.map(({ after }) => (after as { validTo: unknown }).validTo)).toEqual([null, '2026-11-21', null, '2026-11-21']); // prettier-ignore
    expect((await checkRegisters(db)).filter(({ what }) => what.includes('u-qiye13'))).toEqual([]);
    const tomorrow = '2026-11-23T09:00:00.000+08:00' as Instant;
    expect(await to('per-yingji-1b', tomorrow)).toEqual({ not: 'period' });
  });

  it('is ended with a day on which it stands, once', async () => {
    expect(await end('u-qiye06', 'leader', '2026-11-21')).toEqual({ not: 'past' });
    const once = [await end('u-qiye06', 'leader', '2026-11-22'), await end('u-qiye06', 'leader', '2026-11-22')];
    expect(once).toMatchObject([{ done: { validTo: '2026-11-22' } }, { done: { validTo: '2026-11-22' } }]);
    const told = await db.sql`
      select 1 from register_versions where id like 'u-qiye06/leader/%' and after ->> 'reason' = '离任'`;
    expect(told).toHaveLength(1);
    expect(await end('u-qiye06', 'leader', '2026-11-23')).toEqual({ not: 'absent' });
  });
});

describe('a gap', () => {
  it('is a duty that nobody was ever named for, that has ended, or whose person is in no post that fits it', async () => {
    expect(await missing('u-qiye20')).toEqual([]);
    await endedBefore('u-qiye20', 'leader');
    await db.sql`delete from responsibilities where enterprise = 'u-qiye20' and duty = 'responsible'`;
    await db.sql`update tenures set valid_to = '2026-11-10' where person = 'per-yingji-1'`;
    expect(await missing('u-qiye20')).toEqual(['leader ended', 'supervisor vacant', 'responsible none']);
    expect(await missing('u-qiye20', '2026-11-10' as Day)).toEqual(['responsible none']);
    expect(await responsibilityCoverage(db, TODAY)).toMatchObject({ enterprises: 74, rate: expect.any(Number) });
    await db.sql`update tenures set valid_to = null where person = 'per-yingji-1'`;
    await db.sql`update posts set valid_to = '2026-11-20' where id = 'p-yingji-1'`;
    expect(await missing('u-qiye20')).toContain('supervisor vacant');
    await db.sql`update posts set valid_to = null where id = 'p-yingji-1'`;
    expect(await missing('u-qiye20')).toEqual(['leader ended', 'responsible none']);
  });

  it('is not told of an enterprise that has ended', async () => {
    await endedBefore('u-qiye21', 'leader');
    await db.sql`update units set valid_to = '2026-11-21' where id = 'u-qiye21'`;
    expect(await missing('u-qiye21')).toEqual([]);
    expect((await responsibilityCoverage(db, TODAY)).enterprises).toBe(73);
    await db.sql`update units set valid_to = null where id = 'u-qiye21'`;
  });

  it('is seen by whom the enterprise concerns: its township, its regulator, who supervises its sector, itself', async () => {
    await endedBefore('u-qiye41', 'responsible');
    const sees = async (scope: object) =>
      (await responsibilityGaps(db, TODAY, scope as ChainScope, { limit: 100 })).items.map(
        ({ enterprise }) => enterprise,
      );
    for (const scope of [
      { township: 'u-shizui' }, { department: 'u-jiaotong' }, { department: 'u-gongan' }, { department: 'u-yingji' },
      { enterprise: 'u-qiye41' },
    ]) expect([scope, await sees(scope)]).toEqual([scope, expect.arrayContaining(['u-qiye41'])]); // prettier-ignore
    for (const scope of [{ township: 'u-baisha' }, { department: 'u-wenlv' }, { enterprise: 'u-qiye40' }])
      expect([scope, await sees(scope)]).toEqual([scope, expect.not.arrayContaining(['u-qiye41'])]);
    await db.sql`update jurisdictions set valid_to = '2026-11-21' where unit = 'u-gongan'`;
    expect(await sees({ department: 'u-gongan' })).toEqual([]);
  });

  it('is paged in order of id', async () => {
    const first = await responsibilityGaps(db, TODAY, 'all', { limit: 2 });
    const rest = await responsibilityGaps(db, TODAY, 'all', { limit: 50, cursor: first.next ?? '' });
    const ids = [...first.items, ...rest.items].map(({ enterprise }) => enterprise);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(rest.next).toBeNull();
  });
});
