import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLedger } from '../../../activities/imports/checking/check-ledger.ts';
import { unitNames, type RegisteredUnit } from '../../../activities/imports/checking/units.ts';
import { readLedgerFile } from '../../../activities/imports/reading/read-file.ts';
import { writeCsv, writeXlsx } from '../../../bench/county/files.ts';
import { countyYear, SMALL_YEAR, YEAR, type CountyNames } from '../../../bench/county/year.ts';
import type { Day } from '../../../workflows/kernel/instant.ts';
import { UNITS } from './files.ts';

const ASOF = '2026-03-02' as Day;
const NAMES: CountyNames = {
  townships: ['青石镇人民政府', '桂溪街道办事处'],
  departments: [
    { name: '云岭县应急管理局', sectors: ['工贸', '危险化学品'] },
    { name: '云岭县住房和城乡建设局', sectors: ['建筑施工'] },
  ],
  enterprises: [{ name: '宏达机械厂', township: '青石镇人民政府', department: '云岭县应急管理局', sector: '工贸' }],
};

describe('the county’s year', () => {
  const rows = countyYear({ ...YEAR, asOf: ASOF }, NAMES);

  it('has 9,706 general hazards found, 9,450 closed and 256 open in every state of lateness', () => {
    const open = rows.filter((row) => row['整改状态'] !== '已销号');
    const daysLate = open.map((row) => (Date.parse(ASOF) - Date.parse(String(row['整改期限']))) / 86_400_000);
    expect(rows).toHaveLength(9_706);
    expect(open).toHaveLength(256);
    expect(rows.every((row) => row['隐患级别'] === '一般')).toBe(true);
    for (const [from, to] of [
      [-25, -1],
      [0, 3],
      [4, 13],
      [14, 20],
      [21, 29],
      [30, 60],
    ] as const)
      expect(daysLate.filter((days) => days >= from && days <= to).length).toBeGreaterThan(15);
  });

  it('is the same whenever it is made, and another under another seed', () => {
    expect(countyYear({ ...YEAR, asOf: ASOF }, NAMES)).toEqual(rows);
    expect(countyYear({ ...YEAR, seed: 7, asOf: ASOF }, NAMES)).not.toEqual(rows);
  });

  it('has a small sister of the same rate', () => {
    const small = countyYear({ ...SMALL_YEAR, asOf: ASOF }, NAMES);
    const closed = small.filter((row) => row['整改状态'] === '已销号').length;
    expect(Math.round((closed * 1_000) / small.length) / 10).toBe(97.4);
    expect(Math.round((9_450 * 1_000) / 9_706) / 10).toBe(97.4);
  });
});

describe('a written file', () => {
  const small = countyYear({ ...SMALL_YEAR, asOf: ASOF }, NAMES);
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'county-'));
  });
  afterAll(async () => {
    await rm(dir, { recursive: true });
  });

  it.each([
    ['ledger.xlsx', writeXlsx],
    ['ledger.csv', writeCsv],
  ] as const)('%s is read back without an error, the same by both ways', async (name, write) => {
    await write(join(dir, name), '某县隐患排查治理台账', small);
    const read = await readLedgerFile(await readFile(join(dir, name)), name);
    if ('problem' in read) throw new Error(read.problem.code);
    const units: RegisteredUnit[] = [...UNITS];
    const checked = checkLedger(read.sheets, unitNames(units), ASOF);
    expect(checked.errors).toEqual([]);
    expect(checked.rows.map(({ content }) => content)).toEqual(
      small.map((row) => Object.fromEntries(Object.entries(row).map(([heading, value]) => [heading, String(value)]))),
    );
  });
});
