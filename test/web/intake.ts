import type { Page } from 'playwright-core';
import { fromDesk, handIn, spaced } from './acts.ts';
import { attach, choose, group, pick, shoot, write } from './forms.ts';
import type { AtConsole } from './people.ts';

/** The order by which a rectification is assigned, as the console calls it. */
export const ORDER = '责令限期整改指令书';

/** Reports a hazard of a chemical enterprise with a picture, from the page 随手拍 that is open; `policy`: of its limits. */
export async function reportHazard(page: Page, defect: string, { policy }: { policy?: string } = {}): Promise<void> {
  await shoot(page, '拍照', '现场');
  const form = page.locator('form');
  await write(form, '地点', '二号仓库');
  await write(form, '问题', defect);
  await page.getByRole('button', { name: /^更多/ }).click();
  await pick(form, '责任单位', '宏泰化工');
  await pick(form, '监管部门', '云岭县应急管理局');
  await write(form, '行业领域', '危险化学品');
  if (policy !== undefined) await choose(form, '期限规则', policy);
  await page.getByRole('button', { name: spaced('上报') }).click();
  await page.getByRole('heading', { name: '隐患已上报' }).waitFor();
}

/** Goes on from a report to its matter; answers its id. */
export async function openReported(page: Page, defect: string): Promise<string> {
  await page.getByRole('link', { name: '查看办理情况' }).click();
  await page.getByRole('heading', { name: defect, level: 1 }).waitFor();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Verifies on site, from the desk. */
export async function verifyOnSite(at: AtConsole, defect: string): Promise<void> {
  const verify = await fromDesk(at, '核实属实', defect);
  await write(verify, '核实情况', '现场核实，情况属实。');
  await attach(verify, '证据材料', '核实');
  await handIn(verify, '核实属实');
}

/** Grades a hazard as a general one, from the desk. */
export async function gradeGeneral(at: AtConsole, defect: string): Promise<void> {
  const grade = await fromDesk(at, '定级', defect);
  await choose(grade, '隐患级别', '一般');
  await write(grade, '理由', '可限期整改。');
  await handIn(grade, '定级');
}

/** Assigns the rectification by an order of two officers, from the desk; `limit` in the unit of the policy. */
export async function assignRectification(at: AtConsole, defect: string, limit: string): Promise<void> {
  const assign = await fromDesk(at, '交办', defect);
  const order = group(assign, '整改文书');
  await choose(order, '文书种类', ORDER);
  await pick(order, '执法人员', '罗玉兰');
  await write(order, '救济途径', '可在六十日内申请行政复议，或者在六个月内提起行政诉讼。');
  await write(assign, '整改时限（按政策的单位）', limit);
  await handIn(assign, '交办');
}
