import type { PendingQuery, Row } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Db, type Queryable } from '../../../db/client.ts';
import { cursorOf } from '../../../db/queries/cursor.ts';
import { FIGURES, isOf } from '../../../db/queries/figures.ts';
import { NO_DUE, pageOf, type ListFilter } from '../../../db/queries/list-page.ts';
import { scopeAmong, type Scope } from '../../../db/queries/scope.ts';
import { foundOnce } from '../../../db/queries/statistics.ts';
import type { PersonId, UnitId } from '../../../workflows/kernel/terms.ts';
import { freshDatabase } from '../../support/system.ts';

const HAZARDS = 6_000;
const PAGE = 51;

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}

let db: Db;

beforeAll(async () => {
  db = connect(await freshDatabase(), { settings: { role: 'none', plan_cache_mode: 'force_custom_plan' } });
  // One a quarter of an hour, as wide as real ones. What is looked for is the oldest: whoever reads from the newest on reads all.
  await db.sql`
    insert into matters (id, kind, number, title, status, open, severity, holder_post, holder_unit, level, round, deadlines,
      proposals, overdue_since, region, sector, subject, lead, units, found_on, closed_at, imported, opened_at, opened_by,
      heard_at, version, last_hash, state, summary)
    select 'p-' || lpad(n::text, 6, '0'), 'hazard', 'YH-' || n, case when old then '氨气泄漏' else '灭火器压力不足' end,
      case when old then 'registered' else 'archived' end, old, case when old then 'major' else 'general' end,
      case when old then 'post-a' end, case when old then 'unit-a' end, case when old then 3 else 0 end, 1,
      case when old then jsonb_build_array(jsonb_build_object('due', '2026-03-01T00:00:00.000+08:00')) else '[]' end, '[]',
      case when old then at end, case when old then 'rare' else 'often' end, case when old then '燃气' else '消防' end,
      case when old then 'ent-a' else 'ent-' || n end, case when old then 'dep-a' else 'dep-b' end,
      array[case when old then 'ent-a' else 'dep-b' end], at::date, case when not old then at + interval '9 days' end, false, at,
      case when old then 'p-a' else 'p-b' end, at, 1, '', '{}', to_jsonb(repeat(md5(n::text), 30))
    from (select n, n <= ${PAGE} as old, '2026-01-01'::timestamptz + n * interval '15 minutes' as at
      from generate_series(1, ${HAZARDS}::integer) n) h`;
  await db.sql`vacuum analyze matters`;
});
afterAll(() => db.end());

async function planOf(sql: Queryable, statement: PendingQuery<Row[]>): Promise<readonly Node[]> {
  const [told] = await sql<{ 'QUERY PLAN': [{ Plan: Node }] }[]>`
    explain (analyze, timing off, format json) ${statement}`;
  const all = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(all)];
  return told === undefined ? [] : all(told['QUERY PLAN'][0].Plan);
}

/** How many rows of matters a page reads, those included that it then leaves out. */
async function readFor(filter: ListFilter, reader: Scope = { allBut: 'awb' as UnitId }): Promise<number> {
  const scope = await scopeAmong(db, 'hazard', reader);
  const plan = await planOf(db.sql, pageOf(db.sql, { kind: 'hazard', ...filter }, scope, PAGE));
  return plan
    .filter((node) => node['Relation Name'] === 'matters')
    .reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );
}

describe('a page of a list reads about as many rows as it shows', () => {
  test.each<readonly [string, ListFilter]>([
    ['of all', {}],
    ['of the middle', { cursor: cursorOf({ at: '2026-02-01T00:00:00.000+08:00' as typeof NO_DUE, id: 'x' }) }],
    ['of what is open', { open: true }],
    ['of what is overdue', { overdue: true }],
    ['of a status', { status: 'registered' }],
    ['of a status that nothing has', { status: 'merged' }],
    ['of a level', { level: 3 }],
    ['of major ones', { severity: 'major' }],
    ['of a township', { region: 'rare' }],
    ['of a sector', { sector: '燃气' }],
    ['of a leading unit', { lead: 'dep-a' }],
    ['of who must rectify', { subject: 'ent-a' }],
    ['of a post', { holder: 'post-a' }],
    ['of a unit that holds', { holder: 'unit-a' }],
    ['of two letters', { q: '氨气' }],
    ['of one letter', { q: '氨' }],
    ['of figures that count few', { foundFrom: '2026-01-01', foundTo: '2026-12-31', countedAs: 'closedLater' }],
    ['by what is due', { sort: 'due' }],
    ['by what is due of what is open', { sort: 'due', open: true }],
    [
      'by what is due of what is overdue, to its end',
      { sort: 'due', overdue: true, cursor: cursorOf({ at: NO_DUE, id: 'x' }) },
    ],
  ])('%s', async (_, filter) => {
    expect(await readFor(filter)).toBeLessThanOrEqual(2 * PAGE);
  });

  test.each<readonly [string, Scope]>([
    ['an enterprise', { unit: 'ent-a' as UnitId, outside: true }],
    ['whoever reported them', { openedBy: 'p-a' as PersonId, outside: true }],
  ])('for %s', async (_, scope) => {
    expect(await readFor({}, scope)).toBeLessThanOrEqual(2 * PAGE);
    expect(await readFor({ sort: 'due' }, scope)).toBeLessThanOrEqual(2 * PAGE);
  });

  test('of past days: of each day no more than a page, whatever was found since', async () => {
    // A day has 96; two days that are past, of sixty.
    expect(await readFor({ foundFrom: '2026-01-10', foundTo: '2026-01-11' })).toBeLessThanOrEqual(4 * PAGE);
  });
});

test('every figure is read from one index, without the rows', async () => {
  const plan = await db.sql.begin(async (sql) => {
    // Of a few thousand the rows themselves are as soon read, and sorted.
    for (const way of ['seqscan', 'bitmapscan', 'sort']) await sql.unsafe(`set local enable_${way} = off`);
    const asked = FIGURES.map((figure) => isOf(sql, figure)).reduce((all, one) => sql`${all}, ${one}`);
    const groups = sql`m.region, m.sector, m.lead, m.level, m.imported, m.listed`;
    const days = { from: '2026-01-01', to: '2026-02-20' };
    const each = sql`select ${groups}, ${asked} ${foundOnce(sql, days, 'all')}`;
    return await planOf(sql, sql`${each} order by m.found_on, m.opened_at, m.id`);
  });
  const scans = plan.filter((node) => node['Relation Name'] === 'matters' && node['Actual Rows'] > 0);
  expect(scans.map((node) => [node['Node Type'], node['Index Name']])).toEqual([['Index Only Scan', 'matters_found']]);
});
