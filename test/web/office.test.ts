import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { signIn, type Caller } from '../fault/caller.ts';
import { exampleOf, reported } from './hazard.ts';
import { ledgerFile, ledgerRow } from './ledger.ts';
import { signInAt } from './people.ts';
import { onScreen } from './screen.ts';

const screen = onScreen();
let office: Caller;

beforeAll(async () => {
  office = await signIn(screen.system, 'anweiban');
}, 120_000);

/** What stands under words in a list of terms. */
async function under(page: Page, words: string): Promise<string> {
  return await page
    .locator('dt')
    .filter({ hasText: words })
    .locator('xpath=following-sibling::dd[1]')
    .first()
    .innerText();
}

const pick = (page: Page, ...rows: Parameters<typeof ledgerFile>): Promise<void> =>
  page.getByLabel('台账文件', { exact: true }).setInputFiles(ledgerFile(...rows));

it('a ledger shows what is wrong in its own cells; corrected it is imported, with the numbers that the API has', async () => {
  const { page, go, complaints, context } = await signInAt(screen, 'anweiban');
  const closed = { 整改状态: '已销号', 销号日期: '2026-10-20' };
  const good = [ledgerRow('T-1'), ledgerRow('T-2', closed), ledgerRow('T-3', closed)];
  await go('/imports');
  await pick(page, '台账.csv', [...good, ledgerRow('T-4', { 发现日期: '十月十二', 监管部门: '没有的局' })]);
  await page.getByRole('heading', { name: '表中有2处错误，什么也没有写入' }).waitFor();
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '第5行' }) });
  expect(await row.locator('.import-wrong').count()).toBe(2);
  expect(await row.locator('.import-wrong').filter({ hasText: '发现日期' }).innerText()).toContain('十月十二');
  expect(await row.locator('.import-wrong').filter({ hasText: '监管部门' }).innerText()).toContain('没有的局');
  expect(await page.getByRole('button', { name: '正式导入' }).count()).toBe(0);
  await pick(page, '台账（改）.csv', [...good, ledgerRow('T-4')]);
  await page.getByRole('button', { name: '正式导入' }).click();
  await page.getByRole('heading', { name: '导入完成' }).waitFor();
  expect(
    await Promise.all(['共有', '已开始办理', '已直接归档', '与已有的相同'].map((words) => under(page, words))),
  ).toEqual(['4条', '2条', '2条', '0条']);
  await go('/year');
  const { found, closed: done, open, rate } = (await office.get('/v1/statistics?from=2026-01-01&to=2026-12-31')).body;
  expect([found, done, open]).toEqual([4, 2, 2]);
  const figures = page.getByRole('list', { name: '合计' }).getByRole('listitem');
  await figures.first().waitFor();
  const shown = Object.fromEntries(
    (await figures.allInnerTexts()).map((text) => text.split('\n')) as [string, string][],
  );
  expect(shown).toMatchObject({ 发现: '4', 已销号: '2', 在办: '2', 整改率: `${Number(rate).toFixed(1)}%` });
  expect(complaints).toEqual([]);
  await context.close();
});

/** Where a matter stands as the API has it now: its status and holder by their names. */
async function standing(id: MatterId): Promise<string> {
  const { status, holder } = (await office.get(`/v1/hazards/${id}`)).body as {
    status: string;
    holder: { name: string } | null;
  };
  const { items } = (await office.get('/v1/kinds')).body as {
    items: { name: string; statuses: Record<string, { label: string }> }[];
  };
  return `${items.find(({ name }) => name === 'hazard')?.statuses[status]?.label ?? ''} ${holder?.name ?? ''}`;
}

it('the slider shows where a matter stood and who held it at each of its moments', async () => {
  const id = await reported(office, '防爆电气接线松动');
  const stood = [await standing(id)];
  const regulator = await signIn(screen.system, 'yingji-jb');
  for (const [command, body] of [
    ['Verify', { evidence: [] }],
    ['Grade', {}],
    ['Assign', { service: undefined }],
  ] as const) {
    expect(await regulator.act(id, command, { ...(await exampleOf(regulator, id, command)), ...body })).toMatchObject({
      status: 200,
    });
    stood.push(await standing(id));
  }
  const { page, go, complaints, context } = await signInAt(screen, 'anweiban');
  await go(`/hazards/${id}`);
  await page.getByRole('button', { name: '回放' }).click();
  const told = async (): Promise<string> =>
    `${await under(page, '状态')} ${(await under(page, '当时由谁办理')).split('\n')[0] ?? ''}`;
  const seen: string[] = [];
  for (let n = stood.length; n > 0; n -= 1) {
    await page.getByText(`第${n.toString()}／${stood.length.toString()}步`).waitFor();
    await expect.poll(told).toBe(stood[n - 1]);
    seen.unshift(await told());
    if (n > 1) await page.getByRole('button', { name: '上一步' }).click();
  }
  expect(seen).toEqual(stood);
  expect(new Set(stood).size).toBeGreaterThan(1);
  // The address is that moment's: whoever gets it sees the same.
  await page.reload();
  await expect.poll(told).toBe(stood[0]);
  await page.getByRole('button', { name: '回到现在' }).click();
  await page.getByText('现由谁办理').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

it('whoever acts second is told that somebody acted meanwhile, and keeps what they typed', async () => {
  const id = await reported(office, '气瓶未固定');
  const [first, second] = [await signIn(screen.system, 'yingji-fg'), await signInAt(screen, 'yingji-jb')];
  const { page, context } = second;
  // What the other did is heard of too late.
  await context.route('**/v1/stream', (route) => route.abort());
  await second.go(`/hazards/${id}`);
  await page.getByRole('button', { name: '核实属实' }).click();
  await page.getByLabel('核实情况').fill('现场确有三只气瓶未固定');
  expect((await first.act(id, 'Verify', { note: '属实', evidence: [] })).status).toBe(200);
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: '核实属实' }).click();
  await form.getByRole('alert').filter({ hasText: '已有人办理了该事项' }).waitFor();
  expect(await form.getByLabel('核实情况').inputValue()).toBe('现场确有三只气瓶未固定');
  await form.getByText('现在已不能办理').waitFor();
  const { body } = await office.get(`/v1/hazards/${id}/events`);
  const verified = (body['items'] as readonly { type: string }[]).filter(({ type }) => type === 'HazardVerified');
  expect(verified).toHaveLength(1);
  await context.close();
});

it('whoever has a form open while somebody acts is told at once, and may still hand it in', async () => {
  const id = await reported(office, '吊具钢丝绳断丝');
  const { page, go, context } = await signInAt(screen, 'yingji-jb');
  await go(`/hazards/${id}`);
  await page.getByRole('button', { name: '核实属实' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('核实情况').fill('钢丝绳一个捻距内断丝超标');
  const correction = await exampleOf(office, id, 'CorrectRecord');
  expect(await office.act(id, 'CorrectRecord', correction)).toMatchObject({ status: 200 });
  await form.getByText('该事项有新的办理情况').waitFor();
  await form.getByRole('button', { name: '核实属实' }).click();
  await form.waitFor({ state: 'hidden' });
  expect((await office.get(`/v1/hazards/${id}`)).body).toMatchObject({ status: 'registered' });
  await context.close();
});

it('Tab leaves an open list without picking from it; a demonstration may choose its policy', async () => {
  const { page, go, complaints, context } = await signInAt(screen, 'chengguan-jb');
  await go('/report');
  await page.getByRole('button', { name: /^更多/ }).click();
  const officers = page.getByLabel('检查人员', { exact: true });
  await officers.click();
  const options = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
  await options.first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await options.first().waitFor({ state: 'hidden' });
  const next = await page.getByLabel('重复发生的，原隐患是', { exact: true }).getAttribute('id');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe(next);
  expect(await page.locator('.ant-select-multiple .ant-select-selection-item').count()).toBe(0);
  await page.getByLabel('期限规则', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

it('where a hazard is in the ledger and lost from the register, every group of 统计 says so and leads to the fates', async () => {
  const id = await reported(office, '脚手架连墙件缺失');
  const { page, go, complaints, context } = await signInAt(screen, 'anweiban');
  await go('/year');
  const group = page.getByRole('region', { name: '按乡镇（街道）' });
  await group.getByRole('table').waitFor();
  await page.getByText('没有一条去向不明').waitFor();
  expect(await group.getByText('与办理台账相差').count()).toBe(0);
  await screen.system.db.sql`delete from matters where id = ${id}`;
  await page.reload();
  await page.getByText('台账与当前登记相差1件').waitFor();
  await group.getByText('与办理台账相差1件').waitFor();
  expect(await page.getByText('与办理台账相差1件').count()).toBe(5);
  await group.getByRole('link', { name: '每一条的去向' }).click();
  expect(new URL(page.url()).hash).toBe('#fates');
  expect(complaints).toEqual([]);
  await context.close();
});
