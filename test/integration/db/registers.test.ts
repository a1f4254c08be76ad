import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { UnknownReference } from '../../../db/errors.ts';
import { keepShipped } from '../../../db/documents/templates.ts';
import { isCreditCode } from '../../../db/registers/credit-code.ts';
import { REGISTER_NAMES, registerEntry, registerPage } from '../../../db/registers/read.ts';
import { verifyPassword } from '../../../db/passwords.ts';
import { seedCounty } from '../../../db/seed/index.ts';
import { knownFor, termsFor } from '../../../db/terms.ts';
import { isWorkday } from '../../../workflows/kernel/calendar.ts';
import type { Day, Instant } from '../../../workflows/kernel/instant.ts';
import type { PersonId } from '../../../workflows/kernel/terms.ts';
import { freshDatabase, seededAccounts } from '../../support/system.ts';
import { parcelOnly } from './parcel-kind.ts';

const AT = '2026-11-22T09:00:00.000+08:00' as Instant;

describe('the registers of the demonstration county', () => {
  let db: Db;
  beforeAll(async () => {
    db = connect(await freshDatabase());
  });
  afterAll(() => db.end());

  async function countOf(kind: string): Promise<number> {
    const [row] = await db.sql<
      { n: number }[]
    >`select count(*) as n from units where kind = ${kind} and parent is null`;
    return row?.n ?? 0;
  }

  test('it has the seeds’ 26 townships, 28 departments, 74 key enterprises and nine supervision groups', async () => {
    expect(await countOf('township')).toBe(26);
    expect(await countOf('department')).toBe(28);
    expect(await countOf('enterprise')).toBe(74);
    const groups = await db.sql`select 1 from units where id like 'u-ducha0%'`;
    expect(groups).toHaveLength(9);
  });

  test('every key enterprise has a right code and three named persons, of whom one is its own', async () => {
    const rows = await db.sql<
      { code: string; leader: string; supervisor: string; responsible: string; unit: string }[]
    >`
      select credit_code as code, max(person) filter (where duty = 'leader') as leader,
        max(person) filter (where duty = 'supervisor') as supervisor,
        max(person) filter (where duty = 'responsible') as responsible, unit
      from enterprises join responsibilities on enterprise = unit where key and verified group by unit`;
    expect(rows).toHaveLength(74);
    for (const row of rows) {
      expect(isCreditCode(row.code)).toBe(true);
      expect(row.responsible).toBe(`per-${row.unit.slice(2)}-3`);
      expect(new Set([row.leader, row.supervisor, row.responsible]).size).toBe(3);
    }
  });

  test('every department and township has posts of rank 1, 2 and 3 with people and accounts', async () => {
    const usernames = new Set(seededAccounts().map((account) => account.username));
    const units = await db.sql<
      { id: string }[]
    >`select id from units where kind in ('department', 'township') and parent is null`;
    const known = await knownFor(db, { units: units.map((unit) => unit.id), people: [] }, AT);
    for (const { id } of units) {
      const slug = id.slice(2);
      expect(known.units[id as keyof typeof known.units]?.ranks).toEqual({
        1: `p-${slug}-1`,
        2: `p-${slug}-2`,
        3: `p-${slug}-3`,
      });
      for (const post of ['jb', 'jb2', 'fg', 'zr']) expect(usernames).toContain(`${slug}-${post}`);
    }
    for (const name of [
      'anweiban',
      'anweiban-zr',
      'fenguan',
      'xianzhang',
      'shuji',
      'ducha',
      'ducha01',
      'zhuanjia01',
      'shenji',
      'anquan-gly',
      'admin',
      'gongzhong',
      'qiye01-fzr',
      'qiye01-aqy',
    ])
      expect(usernames).toContain(name);
  });

  test('seeding again changes no register and gives new passwords', async () => {
    const before = await db.sql<{ n: number }[]>`select count(*) as n from register_versions`;
    const [first] = await seedCounty(db, { passwordOf: (username) => `neu-${username}` });
    expect(await db.sql<{ n: number }[]>`select count(*) as n from register_versions`).toEqual(before);
    const username = first?.username ?? '';
    const [row] = await db.sql<
      { hash: string }[]
    >`select password_hash as hash from accounts where username = ${username}`;
    expect(await verifyPassword(`neu-${username}`, row?.hash ?? '')).toBe(true);
  });

  test('people are known with their unit, role and whether their certificate is valid then', async () => {
    const known = await knownFor(
      db,
      { units: ['u-qiye01'], people: ['per-yingji-1', 'per-yingji-1c', 'per-qiye01-3'] },
      AT,
    );
    expect(known.people).toEqual({
      'per-yingji-1': { unit: 'u-yingji', certified: true, role: 'regulator' },
      'per-yingji-1c': { unit: 'u-yingji', certified: false, role: 'regulator' },
      'per-qiye01-3': { unit: 'u-qiye01', certified: false, role: 'enterprise' },
    });
    expect(known.units).toEqual({
      'u-qiye01': {
        unit: 'u-qiye01',
        kind: 'enterprise',
        region: 'u-chengguan',
        ranks: { 1: 'p-qiye01-1', 3: 'p-qiye01-3' },
      },
    });
    const before = '2024-06-01T09:00:00.000+08:00' as Instant;
    expect((await knownFor(db, { units: [], people: ['per-yingji-1c'] }, before)).people).toMatchObject({
      'per-yingji-1c': { certified: true },
    });
  });

  test('people are known with all their posts of that day, when there are several', async () => {
    const of = async (at: Instant) =>
      (await knownFor(db, { units: [], people: ['per-yingji-3'] }, at)).people['per-yingji-3' as PersonId];
    await db.sql`insert into tenures (post, person, valid_from, valid_to)
      values ('p-anweiban-3', 'per-yingji-3', '2026-11-22', '2026-11-23')`;
    const posts = [
      { post: 'p-anweiban-3', unit: 'u-anweiban' },
      { post: 'p-yingji-3', unit: 'u-yingji' },
    ];
    expect(await of('2026-11-22T09:00:00.000+08:00' as Instant)).toMatchObject({ posts });
    for (const day of ['2026-11-21', '2026-11-24'])
      expect(await of(`${day}T09:00:00.000+08:00` as Instant)).not.toHaveProperty('posts');
    await db.sql`delete from tenures where post = 'p-anweiban-3' and person = 'per-yingji-3'`;
  });

  test('people are known with whom they stand in for, on the days of a leave that names their post', async () => {
    const of = async (person: string, at: Instant = AT) =>
      (await knownFor(db, { units: [], people: [person] }, at)).people[person as PersonId]?.standsInFor;
    const leave = (id: string, person: string, deputy: string | null) => db.sql`
      insert into leaves (id, person, from_day, to_day, deputy_post, reason, by, at)
      values (${id}, ${person}, '2026-11-22', '2026-11-23', ${deputy}, '年休假', 'per-yingji-3', ${AT})`;
    await leave('lv-1', 'per-yingji-1', 'p-yingji-2');
    await leave('lv-2', 'per-yingji-1b', 'p-yingji-2');
    await leave('lv-3', 'per-yingji-3', null);
    expect(await of('per-yingji-2')).toEqual(['per-yingji-1', 'per-yingji-1b']);
    expect(await of('per-yingji-1')).toBeUndefined();
    expect(await of('per-yingji-2', '2026-11-21T09:00:00.000+08:00' as Instant)).toBeUndefined();
    expect(await of('per-yingji-2', '2026-11-24T09:00:00.000+08:00' as Instant)).toBeUndefined();
    await db.sql`update leaves set cancelled_at = ${AT} where id = 'lv-1'`;
    expect(await of('per-yingji-2')).toEqual(['per-yingji-1b']);
    await db.sql`update tenures set valid_to = '2026-11-21' where person = 'per-yingji-2' and post = 'p-yingji-2'`;
    await db.sql`insert into tenures (post, person, valid_from) values ('p-yingji-3', 'per-yingji-2', '2026-11-22')`;
    expect(await of('per-yingji-2')).toBeUndefined();
    await db.sql`delete from leaves where id like 'lv-%'`;
    await db.sql`delete from tenures where person = 'per-yingji-2' and post = 'p-yingji-3'`;
    await db.sql`update tenures set valid_to = null where person = 'per-yingji-2' and post = 'p-yingji-2'`;
  });

  test('an id that no register knows at that time is named', async () => {
    const none = { units: [], people: [] };
    await expect(knownFor(db, { ...none, units: ['u-yingji', 'u-mars'] }, AT)).rejects.toMatchObject({
      ref: 'unit',
      id: 'u-mars',
    });
    await expect(knownFor(db, { ...none, people: ['per-x'] }, AT)).rejects.toMatchObject({
      ref: 'person',
      id: 'per-x',
    });
    await expect(knownFor(db, { ...none, posts: ['p-x'] }, AT)).rejects.toMatchObject({ ref: 'post' });
    await expect(knownFor(db, { ...none, evidence: ['sha256:0'] }, AT)).rejects.toMatchObject({ ref: 'evidence' });
    await expect(knownFor(db, { ...none, clauses: ['cl-x'] }, AT)).rejects.toMatchObject({ ref: 'clause' });
    await expect(knownFor(db, { ...none, matters: ['haz-x'] }, AT)).rejects.toMatchObject({ ref: 'matter' });
    const tooEarly = '2019-12-31T23:59:59.000+08:00' as Instant;
    await expect(knownFor(db, { ...none, units: ['u-yingji'] }, tooEarly)).rejects.toBeInstanceOf(UnknownReference);
  });

  test('terms hold the policy in force that day, the published years and the county’s posts', async () => {
    const content = (n: number) => db.sql.json({ periods: {}, numbers: { n }, ladder: [] });
    await db.sql`insert into policies (kind, id, version, effective_from, effective_to, content) values
      ('parcel', 'standard', 1, '2025-01-01', null, ${content(1)}), ('parcel', 'standard', 2, '2026-06-01', null, ${content(2)})`;
    const terms = await termsFor(db, 'parcel', 'standard', AT, parcelOnly);
    expect(terms).toMatchObject({ policy: 'standard', policyVersion: 2, rules: 1, numbers: { n: 2 } });
    expect(terms.calendar).toMatchObject({ coveredFrom: '2025-01-01', coveredTo: '2026-12-31' });
    expect(terms.county).toEqual({
      officeDesk: 'p-anweiban-1', otherDesks: ['p-anweiban-1b'], officeDirector: 'p-anweiban-3', deputyHead: 'p-fenguan', committeeHead: 'p-xianzhang',
      partySecretary: 'p-shuji', inspectorate: 'p-ducha-3', dutyDesk: 'p-zhiban', officeUnit: 'u-anweiban',
    }); // prettier-ignore
    const spring = await termsFor(db, 'parcel', 'standard', '2026-03-01T09:00:00.000+08:00' as Instant, parcelOnly);
    expect(spring.policyVersion).toBe(1);
    await expect(termsFor(db, 'parcel', 'trial', AT, parcelOnly)).rejects.toMatchObject({ ref: 'policy' });
    await expect(
      termsFor(db, 'parcel', 'standard', '2024-12-31T09:00:00.000+08:00' as Instant, parcelOnly),
    ).rejects.toMatchObject({ ref: 'policy' });
  });

  test('holidays and make-up workdays are as the State Council published them', async () => {
    await db.sql`insert into policies (kind, id, version, effective_from, content)
      values ('parcel', 'trial', 1, '2025-01-01', ${db.sql.json({ periods: {}, numbers: {}, ladder: [] })})`;
    const { calendar } = await termsFor(db, 'parcel', 'trial', AT, parcelOnly);
    const judged = (day: string) => isWorkday(calendar, day as Day);
    expect(['2025-01-26', '2025-10-11', '2026-01-04', '2026-09-20', '2026-11-23'].map(judged)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['2025-02-04', '2025-10-08', '2026-02-23', '2026-09-25', '2026-11-22'].map(judged)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(calendar.holidays).toHaveLength(28 + 33);
    expect(calendar.workdays).toHaveLength(5 + 6);
  });

  test('every register is read a page at a time, searched, and shown with its versions', async () => {
    await db.sql`
      insert into leaves (id, person, from_day, to_day, reason, by, at)
      values ('lv-1', 'per-yingji-1', '2026-03-01', '2026-03-02', '年休假', 'per-yingji-2', now())`;
    await db.sql`
      insert into special_periods (id, name, from_day, to_day) values ('sp-1', '特殊时段', '2020-03-01', '2020-03-02')`;
    await keepShipped(db, [{ document: 'notice', title: '整改通知书', content: Buffer.from('docx'), fields: [] }]);
    for (const name of REGISTER_NAMES) {
      const page = await registerPage(db, name, { limit: 2 });
      expect(page.items.length).toBeGreaterThan(0);
      const [entry] = page.items;
      expect((await registerEntry(db, name, entry?.id ?? ''))?.entry).toEqual(entry);
    }
    const first = await registerPage(db, 'units', { limit: 100 });
    const rest = await registerPage(db, 'units', { limit: 100, cursor: first.next ?? '' });
    expect(first.items.length + rest.items.length).toBe(160);
    expect(rest.next).toBeNull();
    expect((await registerPage(db, 'units', { q: '应急管理局' })).items.map((unit) => unit.id)).toContain('u-yingji');
    expect((await registerEntry(db, 'units', 'u-yingji'))?.versions).toMatchObject([{ by: 'system', before: null }]);
    expect(await registerEntry(db, 'units', 'u-mars')).toBeNull();
  });

  test('nobody’s phone is shown in a register', async () => {
    expect(JSON.stringify(await registerPage(db, 'people', { limit: 500 }))).not.toContain('1990000');
  });
});
