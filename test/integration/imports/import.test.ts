import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statistics } from '../../../db/queries/statistics.ts';
import type { ImportReport } from '../../../api/stores/imports.ts';
import { plusDays } from '../../../workflows/kernel/instant.ts';
import { fileOf, importSystem, today, yearRows, type ImportSystem } from './import-system.ts';

const PROCESS = fileURLToPath(new URL('./importing-process.ts', import.meta.url));

describe('a county’s ledger', () => {
  let system: ImportSystem;
  beforeAll(async () => {
    system = await importSystem();
  });
  afterAll(async () => {
    await system.close();
  });
  const rows = yearRows();

  it('is rehearsed without leaving anything behind', async () => {
    const report = await system.bring(await fileOf(rows), 'ledger.csv', true);
    expect(report).toMatchObject({
      status: 'done',
      dryRun: true,
      rows: 379,
      opened: 10,
      archived: 369,
      unchanged: 0,
      errors: [],
    });
    expect(await countOf(system, 'ledger')).toBe(0);
    expect(await countOf(system, 'import_rows')).toBe(0);
  });

  it('with one wrong row brings in nothing, and says where it is wrong', async () => {
    const wrong = rows.map((row, i) => (i === 5 ? { ...row, 整改期限: '月底前' } : row));
    const report = await system.bring(await fileOf(wrong), 'ledger.csv');
    expect(report).toMatchObject({ status: 'failed', rows: 379, opened: 0, archived: 0 });
    expect(report.errors).toMatchObject([{ row: 8, column: '整改期限', code: 'BadDate' }]);
    expect(await countOf(system, 'ledger')).toBe(0);
  });

  it('that cannot be read says why at row 0', async () => {
    const report = await system.bring(Buffer.from('not a sheet'), 'ledger.pdf');
    expect(report).toMatchObject({
      status: 'failed',
      rows: 0,
      errors: [{ row: 0, column: '', code: 'UnsupportedFile' }],
    });
  });

  it('comes in: closed rows archived, open rows running, each counted as found', async () => {
    const report = await system.bring(await fileOf(rows), 'ledger.csv');
    expect(report).toMatchObject({ status: 'done', rows: 379, opened: 10, archived: 369, unchanged: 0, errors: [] });
    expect(await statistics(system.db, {}, 'all')).toMatchObject({
      found: 379,
      closed: 369,
      closedImported: 369,
      open: 10,
      rejected: 0,
      merged: 0,
      transferred: 0,
      abolished: 0,
      rate: 97.4,
    });
  });

  it('keeps of every row its file and its place', async () => {
    const [seen] = await system.db.sql`
      select count(*) as n, count(distinct data->'from'->>'fileHash') as files, min((data->'from'->>'row')::int) as first,
        max((data->'from'->>'row')::int) as last
      from ledger where seq = 1`;
    expect(seen).toEqual({ n: 379, files: 1, first: 3, last: 381 });
  });

  it('leaves the names of people out of every event', async () => {
    const events = await system.db.sql<{ row: number; text: string }[]>`
      select (data->'from'->>'row')::int as row, data::text as text from ledger where seq = 1`;
    const named = events.filter(({ row, text }) => {
      const { 整改责任人: responsible, 复查人: recheckers } = rows[row - 3] ?? {};
      return text.includes(`"${String(responsible)}"`) || text.includes(String(recheckers));
    });
    expect(named).toEqual([]);
  });

  it('tells each post of all that was missed in one digest', async () => {
    const [seen] = await system.db.sql<{ rows: number; digests: number; gathered: number }[]>`
      select count(*) as rows, count(*) filter (where payload ? 'digest') as digests,
        count(distinct payload->>'digest') as gathered from jobs where type = 'Notify'`;
    expect(seen?.digests).toBe(seen?.rows);
    expect(seen?.gathered).toBe(1);
    expect(seen?.rows).toBeGreaterThan(0);
  });

  it('has for every open row a running loop with a holder and a next wake', async () => {
    const open = await system.db.sql<{ id: string; holder: string | null; wake: string | null; runs: boolean }[]>`
      select id, holder_post as holder, next_wake as wake from matters where open`;
    expect(open).toHaveLength(10);
    for (const { id, holder, wake } of open) {
      const { status } = await system.ctx.temporal.client.workflow.getHandle(id).describe();
      expect([id, holder !== null, wake !== null, status.name]).toEqual([id, true, true, 'RUNNING']);
    }
  });

  it('handed in again is unchanged, in whatever form', async () => {
    const report = await system.bring(await fileOf(rows, 'ledger.xlsx'), 'ledger.xlsx');
    expect(report).toMatchObject({ status: 'done', opened: 0, archived: 0, unchanged: 379 });
  });

  it('with a changed row is refused as a whole', async () => {
    const changed = rows.map((row, i) => (i === 0 ? { ...row, 隐患描述: '改写过的描述' } : row));
    const report = await system.bring(await fileOf([...changed, ...oneMore('新-1')]), 'ledger.csv');
    expect(report).toMatchObject({ status: 'failed', errors: [{ row: 3, column: '隐患描述', code: 'ChangedRow' }] });
    expect((await statistics(system.db, {}, 'all')).found).toBe(379);
  });

  it('with an unknown 责任单位 enters it as unverified, with its history, and 安委办 answers where it has no post', async () => {
    const report = await system.bring(await fileOf(oneMore('新-2', '查无此厂')), 'ledger.csv');
    expect(report).toMatchObject({ status: 'done', opened: 1 });
    const [unit] = await system.db.sql`
      select u.verified, e.verified as known, v.by, v.before from units u join enterprises e on e.unit = u.id
      join register_versions v on v.id = u.id where u.name = '查无此厂'`;
    expect(unit).toEqual({ verified: false, known: false, by: 'per-anweiban-1', before: null });
    const again = await system.bring(await fileOf(oneMore('新-3', '查无此厂')), 'ledger.csv');
    expect(again).toMatchObject({ status: 'done', opened: 1 });
    expect(await countOf(system, 'enterprises where not verified')).toBe(1);
  });

  it('enters one 责任单位 in the one spelling of the registers, however its rows write it', async () => {
    const file = await fileOf([...oneMore('新-8', '云岭 甲·乙（试验）厂'), ...oneMore('新-9', '云岭甲•乙(试验)厂')]);
    expect(await system.bring(file, 'ledger.csv')).toMatchObject({ status: 'done', opened: 2 });
    const entered = await system.db.sql`select name from units where name like '云岭%试验%'`;
    expect(entered.map(({ name }) => name as string)).toEqual(['云岭甲·乙（试验）厂']);
  });

  it('handed in twice at once is brought in once', async () => {
    const file = await fileOf(oneMore('新-4'));
    const reports = await Promise.all([system.bring(file, 'ledger.csv'), system.bring(file, 'ledger.csv')]);
    expect(reports.map(({ opened }) => opened).sort()).toEqual([0, 1]);
    expect(reports.map(({ unchanged }) => unchanged).sort()).toEqual([0, 1]);
  });

  it('loses the identity when a row of the projection is lost', async () => {
    await system.db.sql`delete from matters where id = (select id from matters where status = 'archived' limit 1)`;
    const { found, closed, open } = await statistics(system.db, {}, 'all');
    expect(found).toBe(closed + open + 1);
  });
});

describe('an import that is killed', () => {
  let system: ImportSystem;
  beforeAll(async () => {
    system = await importSystem();
  });
  afterAll(async () => {
    await system.close();
  });

  it('goes on at the row where it stopped, with nothing lost and nothing twice', async () => {
    const id = await system.order(await fileOf(yearRows({ found: 700, open: 24 })), 'ledger.csv');
    await killedOnce(system, id, ({ archived }) => archived > 0);
    await killedOnce(system, id, ({ opened }) => opened > 2);
    await killedOnce(system, id, ({ opened }) => opened > 10);
    expect((await system.report(id)).status).toBe('running');
    expect(await system.run(id)).toMatchObject({ status: 'done', rows: 700, opened: 24, archived: 676, errors: [] });
    expect(await statistics(system.db, {}, 'all')).toMatchObject({ found: 700, closed: 676, open: 24 });
    const [openings] = await system.db.sql`
      select count(*) as n, count(distinct data->'from'->>'row') as rows from ledger where type = 'HazardImported'`;
    expect(openings).toEqual({ n: 700, rows: 700 });
  }, 120_000);
});

/** Runs the import in another process and kills it as soon as it has come so far. */
async function killedOnce(system: ImportSystem, id: string, isFar: (report: ImportReport) => boolean): Promise<void> {
  const env = { ...process.env, ...system.env, IMPORT_ID: id };
  const child = spawn(process.execPath, ['--import', 'tsx', PROCESS], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('exit', (_code, signal) => {
      resolve(signal);
    });
  });
  while (!isFar(await system.report(id)) && child.exitCode === null);
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
}

function oneMore(number: string, unit = '宏泰化工') {
  const [row = {}] = yearRows().filter((one) => one['整改状态'] === '整改中');
  return [
    {
      ...row,
      隐患编号: number,
      隐患描述: `${number}处隐患`,
      责任单位: unit,
      发现日期: plusDays(today(), -3),
      整改期限: plusDays(today(), 9),
    },
  ];
}

async function countOf(system: ImportSystem, table: string): Promise<number> {
  const [row] = await system.db.sql.unsafe<{ n: number }[]>(`select count(*) as n from ${table}`);
  return row?.n ?? -1;
}
