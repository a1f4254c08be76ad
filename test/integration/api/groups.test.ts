import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../../workflows/kernel/command.ts';
import type { PersonId, PostId, UnitId } from '../../../workflows/kernel/terms.ts';
import { CHAIN_BY } from '../../../db/queries/chain-groups.ts';
import { STATISTICS_BY } from '../../../db/queries/statistics-groups.ts';
import { keep, nthId } from '../access/matters.ts';
import { enrolled, type Reader } from '../access/people.ts';
import { cases, hazards } from '../access/world.ts';
import { deviationOf } from './fuzz/described.ts';
import { apiSystem, type ApiSystem } from './system.ts';

type Row = Readonly<Record<string, number>> & { readonly key: string | null; readonly name: string | null };

let system: ApiSystem;

beforeAll(async () => {
  // Reading asks the database alone.
  system = await apiSystem({ temporalAddress: '127.0.0.1:1' });
  const stories = [...hazards(), ...hazards(), ...hazards(), ...cases()];
  for (const [nth, told] of stories.entries()) {
    // Of each that was transferred the one after it is its child, found where and when it was.
    const isChild = stories[nth - 1]?.status === 'transferred';
    const words: Record<string, string> =
      (nth - Number(isChild)) % 2 === 0 ? {} : { yj: 'yj-x', town: 'town-x', '2026-03-02': '2026-02-01' };
    await keep(system.db, { ...told, nth, words, ...(isChild && { parent: nthId('hazard', nth - 1) }) });
  }
});
afterAll(() => system.close());

function reader(role: Role, unit: string): Promise<Reader> {
  const id = `gr-${role}-${unit}`;
  const actor: Actor = { person: id as PersonId, post: id as PostId, unit: unit as UnitId, rank: 2, role };
  return enrolled(system.app, system.db, actor);
}

const READERS: readonly (readonly [Role, string])[] = [
  ['office', 'awb'],
  ['department', 'yj'],
  ['township', 'town-x'],
  ['enterprise', 'ent'],
  ['department', 'elsewhere'],
  ['security', 'awb'],
];

async function rowsAt(who: Reader, url: string, operation: string): Promise<readonly Row[]> {
  const answer = await who.get(url);
  expect([answer.status, deviationOf(operation, answer)], url).toEqual([200, null]);
  const { items } = answer.body as { items: Row[] };
  expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  return items;
}

function sum(rows: readonly Row[], field: string): number {
  return rows.reduce((all, row) => all + (row[field] ?? 0), 0);
}

describe.each(READERS)('for %s of %s', (role, unit) => {
  it.each(CHAIN_BY)('open matters by %s are the open matters that they see', async (by) => {
    const who = await reader(role, unit);
    const rows = await rowsAt(who, `/v1/chain/groups?by=${by}`, 'chainGroups');
    expect(sum(rows, 'open')).toBe((await who.get('/v1/chain')).body['open']);
    for (const row of rows) {
      const levels = Object.values(row['atLevel'] as unknown as Record<string, number>);
      expect(levels.reduce((all, n) => all + n, 0)).toBe(row['open']);
      // Readers outside are shown no level above this one.
      if (role === 'enterprise') expect(levels.slice(5)).toEqual([0, 0, 0]);
    }
    const hazardsOnly = await rowsAt(who, `/v1/chain/groups?kind=hazard&by=${by}`, 'chainGroups');
    const { items, next } = (await who.get('/v1/hazards?open=true&limit=200')).body as { items: unknown[]; next: null };
    expect([sum(hazardsOnly, 'open'), next]).toEqual([items.length, null]);
  });

  it.each(STATISTICS_BY)('statistics by %s sum up to the statistics', async (by) => {
    const who = await reader(role, unit);
    for (const filter of ['', '&from=2026-03-01', '&region=town-x', '&to=2026-02-28&sector=x', '&sector=燃气']) {
      const rows = await rowsAt(who, encodeURI(`/v1/statistics/groups?by=${by}${filter}`), 'statisticsGroups');
      const { body } = await who.get(encodeURI(`/v1/statistics?${filter.slice(1)}`));
      for (const field of ['found', 'closed', 'open', 'overdue'])
        expect(sum(rows, field), `${by} ${filter} ${field}`).toBe(body[field]);
    }
  });

  it('cohorts sum up to the statistics', async () => {
    const who = await reader(role, unit);
    const answer = await who.get('/v1/statistics/cohorts');
    expect(deviationOf('statisticsCohorts', answer)).toBeNull();
    const { body } = answer as unknown as {
      body: { items: { month: string; found: number; open: number; closedWithin: Record<string, number> }[] };
    };
    const all = (await who.get('/v1/statistics')).body;
    expect(body.items.reduce((n, { found }) => n + found, 0)).toBe(all['found']);
    expect(body.items.reduce((n, { open }) => n + open, 0)).toBe(all['open']);
    const closed = body.items.flatMap(({ closedWithin }) => Object.values(closedWithin));
    expect(closed.reduce((n, one) => n + one, 0)).toBe(all['closed']);
  });
});

describe('what groups say', () => {
  it('is different for whoever sees less', async () => {
    const open = async (role: Role, unit: string) =>
      sum(await rowsAt(await reader(role, unit), '/v1/chain/groups?by=unit', 'chainGroups'), 'open');
    const [office, department, nobody] = await Promise.all([
      open('office', 'awb'),
      open('department', 'yj'),
      open('security', 'awb'),
    ]);
    expect(office).toBeGreaterThan(department);
    expect(department).toBeGreaterThan(nobody);
    expect(nobody).toBe(0);
  });

  it('names holders by post and person, and says how long no person has acted', async () => {
    const office = await reader('office', 'awb');
    await enrolled(system.app, system.db, {
      person: 'p-yj-jb' as PersonId, post: 'yj-jb' as PostId, unit: 'yj' as UnitId, rank: 1, role: 'department',
    }); // prettier-ignore
    const rows = await rowsAt(office, '/v1/chain/groups?by=holder', 'chainGroups');
    const desk = rows.find(({ key }) => key === 'yj-jb') as unknown as Record<string, unknown>;
    expect(desk).toMatchObject({ name: 'yj-jb', person: 'p-yj-jb' });
    const [{ acted, due } = { acted: '', due: '' }] = await system.db.sql<{ acted: string; due: string }[]>`
      select min(coalesce((select max(at) from ledger where matter_id = m.id and actor ->> 'role' <> 'system'), opened_at)) as acted,
        min((select min((d ->> 'due')::timestamptz) from jsonb_array_elements(deadlines) d)) as due
      from matters m where open and holder_post = 'yj-jb'`;
    expect([desk['silentSince'], desk['nextDue']]).toEqual([acted, due]);
  });

  it('says of a matter in which no person has acted that nobody has since it was opened', async () => {
    const { sql } = system.db;
    const openedAt = '2020-01-01T00:00:00.000Z';
    await sql`
      insert into matters select (jsonb_populate_record(m,
        jsonb_build_object('id', 'never-acted', 'number', 'YH-2020-000001', 'opened_at', ${openedAt}::text))).*
      from matters m where open and holder_post = 'yj-jb' limit 1`;
    const rows = await rowsAt(await reader('office', 'awb'), '/v1/chain/groups?by=holder', 'chainGroups');
    await sql`delete from matters where id = 'never-acted'`;
    const desk = rows.find(({ key }) => key === 'yj-jb') as unknown as { silentSince: string };
    expect(Date.parse(desk.silentSince)).toBe(Date.parse(openedAt));
  });

  it('counts as on time what was handed in in time, and as passed at once what passed its first recheck', async () => {
    const office = await reader('office', 'awb');
    const rows = await rowsAt(office, '/v1/statistics/groups?by=level', 'statisticsGroups');
    const [truth = { passed: 0, rechecked: 0 }] = await system.db.sql<{ passed: number; rechecked: number }[]>`
      select count(*) filter (where state #>> '{rechecks,0,passed}' = 'true') as passed,
        count(*) filter (where jsonb_array_length(state -> 'rechecks') > 0) as rechecked
      from matters m where kind = 'hazard' and (status <> 'transferred' or not exists (select 1 from matters c where c.parent = m.id))
        and (parent is null or exists (select 1 from matters p where p.id = m.parent and p.status = 'transferred'))`;
    expect([sum(rows, 'firstPass'), sum(rows, 'rechecked')]).toEqual([truth.passed, truth.rechecked]);
    expect(sum(rows, 'closedOnTime')).toBeGreaterThan(0);
    expect(sum(rows, 'closedOnTime')).toBeLessThanOrEqual(sum(rows, 'closed'));
    for (const { found, closed, rate } of rows)
      expect(rate).toBe(found === 0 ? null : Math.round(((closed ?? 0) * 1_000) / (found ?? 1)) / 10);
  });

  it('is asked by something that is there', async () => {
    const office = await reader('office', 'awb');
    for (const url of [
      '/v1/chain/groups',
      '/v1/chain/groups?by=x',
      '/v1/statistics/groups',
      '/v1/statistics/groups?by=level&kind=tip',
      '/v1/statistics/groups?by=unit',
      '/v1/statistics/cohorts?by=month',
      '/v1/statistics/cohorts?from=2026-03-01&to=2026-02-01',
    ])
      // prettier-ignore
      expect((await office.get(url)).body['code'], url).toBe('InvalidQuery');
  });
});
