import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { signIn } from '../fault/caller.ts';
import { foreignNames } from './barriers.ts';
import { choose, inDays, onDay, pick, write } from './forms.ts';
import { signInAt, type AtConsole } from './people.ts';
import { onScreen } from './screen.ts';

const screen = onScreen();
let chief: AtConsole;

beforeAll(async () => {
  chief = await signInAt(screen, 'anweiban-zr');
}, 120_000);

/** The form of an act that the page offers. */
async function opened(page: Page, act: string): Promise<Locator> {
  await page.getByRole('button', { name: act, exact: true }).click();
  return page.getByRole('dialog', { name: new RegExp(`^${act}`) });
}

/** Hands a form in and waits until it is accepted. */
async function done(form: Locator, act: string): Promise<void> {
  await form.getByRole('button', { name: act, exact: true }).click();
  await form.waitFor({ state: 'hidden' });
}

/** Hands a form in that is refused; what is said at the field. */
async function wrongAt(form: Locator, act: string, field: string): Promise<string> {
  await form.getByRole('button', { name: act, exact: true }).click();
  const item = form.locator('.ant-form-item', { has: form.page().getByLabel(field, { exact: true }) });
  return await item.locator('.ant-form-item-explain-error').innerText();
}

it('管辖: a sector gets its supervisor and loses it again; what does not fit is said at its field', async () => {
  const { page, go } = chief;
  await go('/registers/jurisdictions');
  const form = await opened(page, '登记');
  await write(form, '行业领域', '氢能/加氢站');
  await pick(form, '监管单位', '云岭县应急管理局');
  await choose(form, '监管类别', '属地监管');
  await write(form, '依据', '县编委会议纪要第3号');
  await onDay(form, '起始日', inDays(0));
  expect(await wrongAt(form, '登记', '行业领域')).toContain('不能含有“/”');
  await write(form, '行业领域', '加氢站');
  expect(await wrongAt(form, '登记', '监管单位')).toContain('属地监管由乡镇承担');
  await choose(form, '监管类别', '直接监管');
  await done(form, '登记');
  const row = page.getByRole('row').filter({ hasText: '加氢站' });
  await row.first().waitFor();
  await page.getByLabel('查找监管职责').fill('加氢站');
  await page.getByRole('link', { name: '加氢站' }).click();
  const end = await opened(page, '截止');
  await onDay(end, '截止日', inDays(-1));
  await write(end, '理由', '职责划转');
  await end.getByRole('button', { name: '截止', exact: true }).click();
  await end.getByText('监管职责最早于今天截止').waitFor();
  await onDay(end, '截止日', inDays(30));
  await done(end, '截止');
  await page
    .locator('dd')
    .filter({ hasText: inDays(30) })
    .waitFor();
  expect(chief.complaints).toEqual([]);
});

it('管辖: where enterprises would be left without anybody, it is said what has to be said', async () => {
  const { page, go } = chief;
  const caller = await signIn(screen.system, 'anweiban-zr');
  const { sector } = (await caller.get('/v1/registers/enterprises/u-qiye01')).body as { sector: string };
  const { items } = (await caller.get('/v1/registers/jurisdictions?limit=500')).body as {
    items: readonly { id: string; sector: string; kind: string; unit: string }[];
  };
  const direct = items.filter((one) => one.sector === sector && one.kind === 'direct');
  expect(direct).toHaveLength(1);
  const unit = String((await caller.get(`/v1/registers/units/${direct[0]?.unit ?? ''}`)).body['name']);
  await go('/registers/jurisdictions');
  const matrix = page.getByRole('region', { name: '监管职责矩阵', exact: true });
  await matrix.getByRole('row').filter({ hasText: sector }).filter({ hasText: unit }).waitFor();
  await go(`/registers/jurisdictions/${(direct[0]?.id ?? '').split('/').map(encodeURIComponent).join('/')}`);
  const end = await opened(page, '截止');
  await onDay(end, '截止日', inDays(0));
  await write(end, '理由', '职责划转');
  await end.getByRole('button', { name: '截止', exact: true }).click();
  await end.getByRole('alert').filter({ hasText: '此后由安委办承接' }).waitFor();
  await end.getByRole('switch', { name: '此后由安委办承接' }).click();
  await done(end, '截止');
});

it('责任人: each duty of an enterprise is named and followed by another; whoever does not fit is said at the field', async () => {
  const { page, go } = await signInAt(screen, 'anweiban');
  const caller = await signIn(screen.system, 'anweiban');
  const nameOf = async (id: string): Promise<string> =>
    String((await caller.get(`/v1/registers/people/${id}`)).body['name']);
  const enterprise = String((await caller.get('/v1/registers/enterprises/u-qiye02')).body['name']);
  const { items } = (await caller.get('/v1/registers/posts?unit=u-qiye02')).body as {
    items: readonly { person: string | null }[];
  };
  const ids = ['per-fenguan', 'per-yingji-1b', items.find((post) => post.person !== null)?.person ?? ''];
  const [leader = '', supervisor = '', own = ''] = await Promise.all(ids.map(nameOf));
  await go('/registers/responsibilities');
  const { enterprises, covered } = (await caller.get('/v1/responsibility')).body;
  await page.getByText(`${String(enterprises)}家企业中，${String(covered)}家的三类责任人齐全`).waitFor();
  for (const [duty, person] of [
    ['领导责任人', leader],
    ['监管责任人', supervisor],
    ['主体责任人', own],
  ] as const) {
    const form = await opened(page, '登记');
    await pick(form, '企业', enterprise);
    await choose(form, '责任', duty);
    if (duty === '主体责任人') {
      await pick(form, '人员', supervisor);
      await onDay(form, '起始日', inDays(1));
      await write(form, '理由', '年度调整');
      expect(await wrongAt(form, '登记', '人员')).not.toBe('');
    } else {
      await onDay(form, '起始日', inDays(1));
      await write(form, '理由', '年度调整');
    }
    await pick(form, '人员', person);
    await done(form, '登记');
  }
  await page.getByLabel('查找责任人').fill(leader);
  await page
    .getByRole('row')
    .filter({ hasText: '领导责任人' })
    .filter({ hasText: inDays(1) })
    .waitFor();
  await page
    .getByRole('row')
    .filter({ hasText: inDays(1) })
    .getByRole('link')
    .first()
    .click();
  const end = await opened(page, '截止');
  await onDay(end, '截止日', inDays(40));
  await write(end, '理由', '分工调整');
  await done(end, '截止');
  await page
    .locator('dd')
    .filter({ hasText: inDays(40) })
    .waitFor();
});

it('what does not have the shape that is expected is told what is, before it is handed in', async () => {
  const { page, go } = chief;
  await go('/registers/people');
  const form = await opened(page, '登记');
  await write(form, '姓名', '王小明');
  expect(await foreignNames(page)).toEqual([]);
  await write(form, '电话', '一三八');
  await write(form, '电子邮箱', 'wang');
  await write(form, '理由', '新录用');
  expect(await wrongAt(form, '登记', '电话')).toContain('手机号 11 位');
  expect(await wrongAt(form, '登记', '电子邮箱')).toContain('应为电子邮箱地址');
  await write(form, '电话', '13800000000');
  await write(form, '电子邮箱', 'wang@example.gov.cn');
  await done(form, '登记');
});
