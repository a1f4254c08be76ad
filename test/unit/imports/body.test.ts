import { describe, expect, it } from 'vitest';
import { fundsOf, importBody } from '../../../activities/imports/bringing/body.ts';
import { checkLedger } from '../../../activities/imports/checking/check-ledger.ts';
import { unitNames } from '../../../activities/imports/checking/units.ts';
import type { Cell } from '../../../activities/imports/reading/sheet.ts';
import type { ImportBody } from '../../../workflows/hazard/command.ts';
import type { Day } from '../../../workflows/kernel/instant.ts';
import type { UnitId } from '../../../workflows/kernel/terms.ts';
import { table, UNITS } from './files.ts';

const WITNESS = { batch: 'imp-1', fileHash: 'sha256:00' };

function bodyOf(
  row: Readonly<Record<string, string | number>>,
  more: Readonly<Record<string, string>> = {},
): ImportBody {
  const [headings = [], cells = []] = table(row);
  const rows = [
    [...headings, ...Object.keys(more)],
    [...cells, ...Object.values(more)],
  ] as Cell[][];
  const [read] = checkLedger([{ name: '台账', rows }], unitNames(UNITS), '2026-01-10' as Day).rows;
  if (read === undefined) throw new Error('the row was not understood');
  return importBody(read, 'ent-hd' as UnitId, WITNESS);
}

describe('the body of a row', () => {
  it('says where it comes from, and what the sheet says', () => {
    expect(bodyOf({ 整改措施: '接地', 整改资金: '1.5万元', 行业领域: '工贸', 隐患来源: '群众举报' })).toEqual({
      ...WITNESS, row: 2, sheetNumber: 'A-1', source: 'tip', subject: 'ent-hd', region: 'twn-qs', lead: 'dep-yj', sector: '工贸',
      description: '配电箱未接地', foundOn: '2025-03-01', severity: 'general', dueOn: '2025-03-15', progress: 'rectifying',
      measures: '接地', funds: 1.5, extra: { 隐患来源: '群众举报' },
    }); // prettier-ignore
  });

  it('keeps columns that nobody asked for, but not the names of people', () => {
    const people = { 检查人员: '王五', 联系电话: '13900000000', 主要负责人: '赵六' };
    const body = bodyOf(
      { 整改责任人: '张三', 整改状态: '已销号', 销号日期: '2025-03-12', 复查人: '李四', 备注: '已拍照' },
      { ...people, 班组: '甲班' },
    );
    expect(body.extra).toEqual({ 备注: '已拍照', 销号日期: '2025-03-12', 班组: '甲班' });
    expect(JSON.stringify(body)).not.toMatch(/张三|李四|王五|赵六|139/);
  });

  it.each([
    ['未整改', 'notStarted'],
    ['整改中', 'rectifying'],
    ['待复查', 'awaitingRecheck'],
  ])('calls %s %s', (status, progress) => {
    expect(bodyOf({ 整改状态: status }).progress).toBe(progress);
  });

  it.each([
    ['日常检查', 'inspection'],
    ['“四不两直”检查', 'inspection'],
    ['专项检查', 'campaign'],
    ['企业自查', 'selfReport'],
    ['上级督查反馈', 'superiorFeedback'],
    ['专家排查', 'expert'],
    ['', 'other'],
    ['听说的', 'other'],
  ])('takes the source “%s” as %s', (text, source) => {
    expect(bodyOf({ 隐患来源: text }).source).toBe(source);
  });
});

describe('an amount', () => {
  it.each<[string, number | null]>([
    ['1.5', 1.5], ['1.5万元', 1.5], ['２万', 2], ['15,000元', 1.5], ['约2万', null], ['', null], ['99999999', null],
  ])('“%s” is %s 万元', (text, amount) => {
    expect(fundsOf(text)).toBe(amount);
  }); // prettier-ignore
});
