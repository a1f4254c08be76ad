import { describe, expect, it } from 'vitest';
import { checkLedger, type CheckedLedger } from '../../../activities/imports/checking/check-ledger.ts';
import { dayOfCell } from '../../../activities/imports/checking/cells.ts';
import { listed } from '../../../activities/imports/checking/import-error.ts';
import { unitNames, type RegisteredUnit } from '../../../activities/imports/checking/units.ts';
import type { Cell } from '../../../activities/imports/reading/sheet.ts';
import type { Day } from '../../../workflows/kernel/instant.ts';
import { HEADINGS, table, UNITS } from './files.ts';

const TODAY = '2026-01-10' as Day;

function check(rows: readonly (readonly unknown[])[], units: readonly RegisteredUnit[] = UNITS): CheckedLedger {
  return checkLedger([{ name: '台账', rows: rows as Cell[][] }], unitNames(units), TODAY);
}

/** `row column code` of every error. */
function wrong(...rows: Readonly<Record<string, string | number | Date>>[]): string[] {
  return check(table(...rows)).errors.map(({ row, column, code }) => `${row.toString()} ${column} ${code}`);
}

describe('the headings', () => {
  it('are found below a title, in any order, by synonyms, with marks and brackets', () => {
    const headings = [
      '序号',
      '整改状态*',
      '检查时间',
      '整改时限',
      '属地',
      '主管部门',
      '被检查单位',
      '存在问题',
      '整改资金（万元）',
    ];
    const row = [1, '未整改', '2025.3.1', '2025/3/5', '青石镇人民政府', '应急局', '宏达机械厂', '灭火器过期', 1.5];
    const checked = check([['某县隐患台账'], [], ['填报日期：2026年1月'], headings, row]);
    expect(checked.errors).toEqual([]);
    expect(checked.rows[0]).toMatchObject({
      row: 5,
      number: null,
      foundOn: '2025-03-01',
      dueOn: '2025-03-05',
      township: 'twn-qs',
      department: 'dep-yj',
      subject: { name: '宏达机械厂', unit: 'ent-hd' },
      status: 'pending',
      severity: 'general',
    });
    expect(checked.rows[0]?.content).toMatchObject({
      整改资金: '1.5',
      所属乡镇: '青石镇人民政府',
      监管部门: '云岭县应急管理局',
    });
  });

  it('prefer the contract’s own name where a synonym stands beside it', () => {
    const checked = check([
      [...HEADINGS, '责任部门'],
      [...(table({})[1] ?? []), '某科室'],
    ]);
    expect(checked.rows[0]).toMatchObject({ department: 'dep-yj', content: { 责任部门: '某科室' } });
  });

  it('that are missing are named once each, at the headings’ row', () => {
    const [headings = [], row = []] = table({});
    const without = [headings, row].map((cells) =>
      cells.filter((_, i) => !['整改期限', '整改状态'].includes(HEADINGS[i] ?? '')),
    );
    expect(check([['标题'], ...without]).errors).toEqual([
      { row: 2, column: '整改期限', code: 'MissingColumn', message: '缺少必需的列“整改期限”。' },
      { row: 2, column: '整改状态', code: 'MissingColumn', message: '缺少必需的列“整改状态”。' },
    ]);
  });

  it('that stand twice are an error', () => {
    expect(check([[...HEADINGS, '备注'], table({})[1] ?? []]).errors).toMatchObject([
      { row: 1, column: '备注', code: 'DuplicateColumn' },
    ]);
  });

  it('beyond the tenth row, or too few, are not found', () => {
    expect(check([...Array.from({ length: 10 }, () => ['说明']), ...table({})]).errors).toMatchObject([
      { code: 'HeadingsNotFound' },
    ]);
    expect(check([['发现日期', '备注']]).errors).toMatchObject([{ row: 1, code: 'HeadingsNotFound' }]);
  });

  it('without a row below are an error', () => {
    expect(check([HEADINGS]).errors).toMatchObject([{ row: 2, code: 'NoRows' }]);
  });
});

describe('the sheets', () => {
  const names = unitNames(UNITS);
  const ledger = (name: string, rows: unknown[][]) => ({ name, rows: rows as Cell[][] });

  it('beside the ledger are passed over, also an empty copy of it', () => {
    const sheets = [ledger('说明', [['填写说明']]), ledger('样表', [HEADINGS]), ledger('台账', table({}))];
    expect(checkLedger(sheets, names, TODAY)).toMatchObject({ count: 1, errors: [] });
  });

  it('may not hold two ledgers, since one would be lost', () => {
    const two = checkLedger([ledger('一季度', table({})), ledger('二季度', table({}))], names, TODAY);
    expect(two).toMatchObject({ rows: [], errors: [{ code: 'SeveralLedgers' }] });
    expect(two.errors[0]?.message).toContain('“一季度”、“二季度”');
  });
});

describe('a row', () => {
  it('that is empty, or a total or a signature below the table, is no row', () => {
    const checked = check([...table({}), [], ['合计', 1], ['填报人：张三', null, null, '审核人：李四']]);
    expect(checked).toMatchObject({ count: 1, errors: [] });
  });

  it('names every required value that is missing', () => {
    const empty = { 发现日期: '', 隐患描述: '', 责任单位: '', 所属乡镇: '', 监管部门: '', 整改期限: '', 整改状态: '' };
    expect(wrong(empty)).toEqual(Object.keys(empty).map((heading) => `2 ${heading} MissingValue`));
  });

  it('has every error listed, not the first', () => {
    expect(wrong({ 发现日期: '去年', 整改状态: '快好了' }, {}, { 所属乡镇: '火星镇', 监管部门: '县月球局' })).toEqual([
      '2 整改状态 UnknownStatus',
      '2 发现日期 BadDate',
      '4 所属乡镇 UnknownUnit',
      '4 监管部门 UnknownUnit',
    ]);
  });

  it('that is closed must say when; one that is open must not', () => {
    expect(wrong({ 整改状态: '已销号' })).toEqual(['2 销号日期 MissingValue']);
    expect(wrong({ 整改状态: '未整改', 销号日期: '2025-03-10' })).toEqual(['2 销号日期 StatusConflict']);
    expect(wrong({ 整改状态: '已销号', 销号日期: '2025-03-10' })).toEqual([]);
  });

  it('has its dates in order and not in the future', () => {
    expect(wrong({ 整改期限: '2025-02-28' })).toEqual(['2 整改期限 DateOrder']);
    expect(wrong({ 整改状态: '已销号', 复查日期: '2025-03-12', 销号日期: '2025-03-11' })).toEqual([
      '2 销号日期 DateOrder',
    ]);
    expect(wrong({ 发现日期: '2026-01-11', 整改期限: '2026-02-01' })).toEqual(['2 发现日期 FutureDate']);
    expect(wrong({ 整改期限: '2027-01-01' })).toEqual([]);
  });

  it('takes only words that say one thing', () => {
    expect(wrong({ 整改状态: '已整改' })).toEqual(['2 整改状态 UnknownStatus']);
    expect(wrong({ 整改状态: 'constructor' })).toEqual(['2 整改状态 UnknownStatus']);
    expect(wrong({ 隐患级别: '特大' })).toEqual(['2 隐患级别 UnknownSeverity']);
    expect(
      check(table({ 整改状态: ' 已整改（待复查） ' }, { 隐患编号: 'A-2', 隐患级别: '重大隐患' })).rows,
    ).toMatchObject([{ status: 'rechecking' }, { severity: 'major' }]);
  });

  it('may name an enterprise that no register knows', () => {
    expect(check(table({ 责任单位: '新开办的厂' })).rows[0]?.subject).toEqual({ name: '新开办的厂', unit: null });
  });

  it('may not name a unit that could be two, and is told what it may have meant', () => {
    const twin = { ...UNITS[4], id: 'ent-2' } as RegisteredUnit;
    expect(check(table({}), [...UNITS, twin]).errors).toMatchObject([{ column: '责任单位', code: 'AmbiguousUnit' }]);
    expect(check(table({ 监管部门: '应急管里局' })).errors[0]?.message).toBe(
      '“应急管里局”不在监管部门名录中。是否为“云岭县应急管理局”？',
    );
  });

  it('is limited in length and cleaned of what no database takes', () => {
    expect(wrong({ 隐患描述: '长'.repeat(2_001) })).toEqual(['2 隐患描述 TooLong']);
    expect(check(table({ 隐患描述: ' 配电箱\u0000破损\ud800 ' })).rows[0]?.description).toBe('配电箱破损\ufffd');
  });
});

describe('a row twice in one file', () => {
  it('is an error by its number', () => {
    expect(wrong({ 隐患编号: 'B-1' }, { 隐患编号: 'B-１', 隐患描述: '另一处' })).toEqual(['3 隐患编号 DuplicateRow']);
  });

  it('is an error by unit, date and description, when one of the two has no number', () => {
    expect(wrong({ 隐患编号: '' }, { 隐患编号: '' })).toEqual(['3  DuplicateRow']);
    expect(wrong({ 隐患编号: 'B-1' }, { 隐患编号: '' })).toEqual(['3  DuplicateRow']);
    expect(wrong({ 隐患编号: '' }, { 隐患编号: 'B-1' })).toEqual(['3  DuplicateRow']);
  });

  it('is none when each has a number of its own', () => {
    expect(wrong({ 隐患编号: 'B-1' }, { 隐患编号: 'B-2' })).toEqual([]);
  });
});

describe('a date', () => {
  it.each<[string, Cell]>([
    ['with dashes', '2025-03-01'],
    ['with slashes', '2025/3/1'],
    ['with dots', '2025.3.1'],
    ['in Chinese', '2025年3月1日'],
    ['in full-width digits', '２０２５年３月１日'],
    ['without separators', '20250301'],
    ['without separators, as a number', 20_250_301],
    ['with a time behind it', '2025-03-01 10:30'],
    ['as an Excel serial', 45_717],
    ['as an Excel serial in text', '45717.5'],
    ['as a date cell', new Date('2025-03-01T00:00:00Z')],
    ['as a date cell that rounding put before midnight', new Date('2025-02-28T23:59:59.999Z')],
  ])('is read %s', (_how, cell) => {
    expect(dayOfCell(cell)).toBe('2025-03-01');
  });

  it.each<Cell>([
    '2025-02-30',
    '3/1/2025',
    '2025年3月',
    '25.3.1',
    '2025-3.1',
    '立即整改',
    12,
    true,
    null,
    new Date(NaN),
    '1899-12-31',
  ])('is not read from %s', (cell) => {
    expect(dayOfCell(cell)).toBeNull();
  });
});

it('lists errors by row, and at most five thousand of them', () => {
  const many = Array.from(
    { length: 5_003 },
    (_, i) => ({ row: 6_000 - i, column: '', code: 'BadDate', message: '' }) as const,
  );
  const shown = listed(many);
  expect(shown).toHaveLength(5_001);
  expect(shown[0]?.row).toBe(998);
  expect(shown.at(-1)).toMatchObject({ code: 'TooManyErrors', message: '错误太多，此后还有 3 处未列出。' });
});
