import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../../workflows/kernel/command.ts';
import type { PersonId, PostId, UnitId } from '../../../workflows/kernel/terms.ts';
import { keep } from '../access/matters.ts';
import { enrolled, type Reader } from '../access/people.ts';
import { cases, hazards } from '../access/world.ts';
import { deviationOf } from './fuzz/described.ts';
import { apiSystem, listOf, type ApiSystem } from './system.ts';

let system: ApiSystem;

beforeAll(async () => {
  // Reading asks the database alone.
  system = await apiSystem({ temporalAddress: '127.0.0.1:1' });
  const stories = [...hazards(), ...hazards(), ...cases()];
  for (const [nth, told] of stories.entries()) {
    const words: Record<string, string> =
      nth % 2 === 0 ? {} : { yj: 'yj-x', town: 'town-x', '2026-03-02': '2026-02-01' };
    await keep(system.db, { ...told, nth, words });
  }
});
afterAll(() => system.close());

function reader(role: Role, unit: string): Promise<Reader> {
  const id = `ex-${role}-${unit}`;
  const actor: Actor = { person: id as PersonId, post: id as PostId, unit: unit as UnitId, rank: 2, role };
  return enrolled(system.app, system.db, actor);
}

async function listed(
  who: Reader,
  query: string,
  path = '/v1/hazards',
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await who.get(`${path}?limit=3${query}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    expect(page.status, query).toBe(200);
    rows.push(...listOf(page));
    cursor = page.body['next'] as string | null;
  }
  return rows;
}

async function sheetOf(who: Reader, query = ''): Promise<exceljs.Worksheet> {
  const answer = await who.get(`/v1/hazards/export?${query}`);
  expect([answer.status, deviationOf('hazard.listExport', answer)]).toEqual([200, null]);
  expect(String(answer.headers['content-disposition'])).toContain(
    `filename="hazards.xlsx"; filename*=UTF-8''%E9%9A%90%E6%82%A3`,
  );
  expect(String(answer.headers['cache-control'])).toContain('no-store');
  const book = new exceljs.Workbook();
  await book.xlsx.load(answer.raw as unknown as Parameters<typeof book.xlsx.load>[0]);
  const [sheet] = book.worksheets;
  if (sheet === undefined) throw new Error('there is no sheet');
  return sheet;
}

function columnOf(sheet: exceljs.Worksheet, header: string): readonly exceljs.CellValue[] {
  const headers = sheet.getRow(1).values as string[];
  const n = headers.indexOf(header);
  expect(n, header).toBeGreaterThan(0);
  return Array.from({ length: sheet.rowCount - 1 }, (_, i) => sheet.getRow(i + 2).getCell(n).value);
}

const nextDue = (row: Readonly<Record<string, unknown>>): string =>
  (row['deadlines'] as { due: string }[]).map(({ due }) => due).sort()[0] ?? '9999';

describe('a list', () => {
  it('begins with what is due next where that is asked for, at any size of its pages', async () => {
    const office = await reader('office', 'awb');
    const rows = await listed(office, '&sort=due');
    expect(rows.length).toBe((await listed(office, '')).length);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.map(nextDue)).toEqual(rows.map(nextDue).sort());
    const open = await listed(office, '&sort=due&open=true');
    expect(open.length).toBeGreaterThan(5);
    expect(open.every((row) => row['open'] === true)).toBe(true);
  });

  it('is narrowed by who leads, who must rectify and when it was found', async () => {
    const office = await reader('office', 'awb');
    const all = await listed(office, '');
    const narrowed = async (query: string, holds: (row: Readonly<Record<string, unknown>>) => boolean) => {
      const expected = all.filter(holds);
      expect(expected.length, query).toBeGreaterThan(0);
      expect(expected.length, query).toBeLessThan(all.length);
      expect(
        (await listed(office, query)).map(({ id }) => id),
        query,
      ).toEqual(expected.map(({ id }) => id));
    };
    await narrowed('&lead=yj-x', ({ lead }) => lead === 'yj-x');
    await narrowed('&foundFrom=2026-03-01', ({ foundOn }) => String(foundOn) >= '2026-03-01');
    await narrowed('&foundTo=2026-02-28', ({ foundOn }) => String(foundOn) <= '2026-02-28');
    expect((await listed(office, '&subject=ent')).every(({ subject }) => subject === 'ent')).toBe(true);
    expect(await listed(office, '&subject=nobody')).toEqual([]);
    for (const query of ['sort=x', 'foundFrom=x', 'foundFrom=2026-03-02&foundTo=2026-03-01'])
      expect((await office.get(`/v1/hazards?${query}`)).body['code'], query).toBe('InvalidQuery');
  });
});

describe('an export', () => {
  it.each([
    ['office', 'awb'],
    ['department', 'yj-x'],
    ['enterprise', 'ent'],
    ['department', 'elsewhere'],
    ['security', 'awb'],
  ] as const)('holds for %s of %s what their list holds', async (role, unit) => {
    const who = await reader(role, unit);
    if (unit === 'elsewhere' || role === 'security') expect((await sheetOf(who)).rowCount).toBe(1);
    for (const query of ['', '&open=true&sort=due', '&foundFrom=2026-03-01', '&countedAs=firstPass']) {
      const sheet = await sheetOf(who, query.slice(1));
      const rows = await listed(who, query);
      expect(columnOf(sheet, '编号')).toEqual(rows.map(({ number }) => number));
      const rungs = columnOf(sheet, '督办级别');
      expect(rungs.map((rung) => rung !== null)).toEqual(rows.map(({ rung }) => rung !== null));
      if (role === 'enterprise') for (const rung of rungs) expect(['约谈', '通报', '问责移送']).not.toContain(rung);
    }
  });

  it('has its headings in Chinese, days as Chinese write them, and words for codes', async () => {
    const sheet = await sheetOf(await reader('office', 'awb'));
    const headers = (sheet.getRow(1).values as string[]).slice(1);
    for (const header of headers) expect(header).toMatch(/^\p{Script=Han}+$/u);
    for (const status of columnOf(sheet, '状态')) expect(status).toMatch(/\p{Script=Han}/u);
    const [found] = columnOf(sheet, '发现日期');
    expect(found).toBeInstanceOf(Date);
    const days = columnOf(sheet, '发现日期').map((at) => (at as Date).toISOString().slice(0, 19));
    expect(new Set(days)).toEqual(new Set(['2026-03-02T00:00:00', '2026-02-01T00:00:00']));
    expect(sheet.getRow(2).getCell(5).numFmt).toBe('yyyy"年"m"月"d"日"');
    expect(sheet.getRow(2).getCell(2).numFmt).toBe('@');
  });

  it('takes what begins like a formula for text', async () => {
    const titles = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://a")'];
    const rows = await system.db.sql<{ id: string }[]>`
      select id from matters where kind = 'hazard' order by opened_at desc, id desc limit ${titles.length}`;
    for (const [i, { id }] of rows.entries())
      await system.db.sql`update matters set title = ${titles[i] ?? ''} where id = ${id}`;
    const sheet = await sheetOf(await reader('office', 'awb'));
    expect(columnOf(sheet, '标题').slice(0, titles.length)).toEqual(titles);
    for (let row = 2; row <= sheet.rowCount; row += 1)
      sheet.getRow(row).eachCell((cell) => {
        expect(cell.formula).toBeUndefined();
      });
  });

  it('stands in the trail with its filter, not with what was searched for', async () => {
    const office = await reader('office', 'awb');
    const sheet = await sheetOf(office, `open=true&q=${encodeURIComponent('配电箱')}`);
    const [last] = await system.db.sql<{ actor: { person: string }; subject: string; data: object }[]>`
      select actor, subject, data from trail where type = 'MattersExported' order by seq desc limit 1`;
    expect(last).toMatchObject({ actor: { person: office.actor.person }, subject: 'hazard' });
    expect(last?.data).toEqual({ filter: { kind: 'hazard', open: true }, searched: true, rows: sheet.rowCount - 1 });
  });

  it('refuses more than 20,000 and what no list takes', async () => {
    const office = await reader('office', 'awb');
    for (const query of ['cursor=x', 'limit=3', 'status=x', 'nope=1'])
      expect((await office.get(`/v1/hazards/export?${query}`)).body['code'], query).toBe('InvalidQuery');
    await system.db.sql.begin(async (sql) => {
      await sql`set local statement_timeout = 0`;
      await sql`
        insert into matters select r.* from (select to_jsonb(m) as row from matters m where kind = 'hazard' limit 1) m,
          generate_series(1, 20001) n, jsonb_populate_record(null::matters, m.row || jsonb_build_object(
            'id', 'haz-many-' || n, 'number', 'M-' || n, 'region', 'many', 'state', '{}'::jsonb, 'summary', '{}'::jsonb)) r`;
    });
    const refused = await office.get('/v1/hazards/export');
    expect(refused.body).toMatchObject({ code: 'InvalidQuery', detail: expect.stringContaining('20000') as string });
    await system.db.sql`delete from matters where id = 'haz-many-1'`;
    expect((await sheetOf(office, 'region=many')).rowCount).toBe(20_001);
  });
});
