import { describe, expect, it } from 'vitest';
import { checkLedger } from '../../../activities/imports/checking/check-ledger.ts';
import { compareWithKnown, type KnownRow } from '../../../activities/imports/checking/compare.ts';
import { identityOf } from '../../../activities/imports/checking/identity.ts';
import type { LedgerRow } from '../../../activities/imports/checking/ledger-row.ts';
import { unitNames } from '../../../activities/imports/checking/units.ts';
import type { Cell } from '../../../activities/imports/reading/sheet.ts';
import type { Day } from '../../../workflows/kernel/instant.ts';
import { table, UNITS } from './files.ts';

function rowsOf(...rows: Readonly<Record<string, string | Date>>[]): readonly LedgerRow[] {
  return checkLedger([{ name: '台账', rows: table(...rows) as Cell[][] }], unitNames(UNITS), '2026-01-10' as Day).rows;
}

function known(...rows: Readonly<Record<string, string>>[]): KnownRow[] {
  return rowsOf(...rows).map((row) => ({ ...identityOf(row), content: row.content, matterNumber: 'YH-2025-000001' }));
}

describe('a row that was imported before', () => {
  it('is unchanged when it says the same, however it is written', () => {
    const again = rowsOf({
      发现日期: new Date('2025-03-01T00:00:00Z'),
      整改期限: '2025年3月15日',
      所属乡镇: '青石镇人民政府',
      隐患级别: '',
    });
    expect(compareWithKnown(again, known({}))).toEqual({ fresh: [], unchanged: 1, errors: [] });
  });

  it('is an error at each column that changed, never a silent update', () => {
    const { fresh, unchanged, errors } = compareWithKnown(rowsOf({ 整改状态: '待复查', 备注: '催过' }), known({}));
    expect({ fresh, unchanged }).toEqual({ fresh: [], unchanged: 0 });
    expect(errors).toEqual([
      {
        row: 2,
        column: '整改状态',
        code: 'ChangedRow',
        message: expect.stringContaining('YH-2025-000001，“整改状态”原为“整改中”'),
      },
      { row: 2, column: '备注', code: 'ChangedRow', message: expect.stringContaining('“备注”原为空') },
    ]);
  });

  it('is known without its number by unit, date and description', () => {
    expect(compareWithKnown(rowsOf({ 隐患编号: '' }), known({})).unchanged).toBe(1);
    expect(compareWithKnown(rowsOf({ 隐患编号: '' }), known({ 隐患编号: '' })).unchanged).toBe(1);
  });

  it('that was given a number since has changed', () => {
    expect(compareWithKnown(rowsOf({}), known({ 隐患编号: '' })).errors).toMatchObject([
      { column: '隐患编号', code: 'ChangedRow' },
    ]);
  });

  it('is another hazard when both carry numbers that differ', () => {
    expect(compareWithKnown(rowsOf({ 隐患编号: 'A-2' }), known({}))).toMatchObject({
      fresh: [{ number: 'A-2' }],
      errors: [],
    });
  });
});
