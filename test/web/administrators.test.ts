import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { signIn } from '../fault/caller.ts';
import { choose, pick, write } from './forms.ts';
import { openAt, signBackIn, signInAt, type AtConsole } from './people.ts';
import { onScreen } from './screen.ts';

const USERNAME = 'yj.second';
const PERSON = 'per-yingji-1b';

const screen = onScreen();
let admin: AtConsole;
let security: AtConsole;
let name: string;

beforeAll(async () => {
  [admin, security] = await Promise.all([signInAt(screen, 'admin'), signInAt(screen, 'anquan-gly')]);
  const caller = await signIn(screen.system, 'admin');
  name = String((await caller.get(`/v1/registers/people/${PERSON}`)).body['name']);
}, 120_000);

/** Opens an act of the account, says why where it is asked, and does it. */
async function act({ page, go }: AtConsole, label: string, reason?: string): Promise<void> {
  await go(`/accounts/${USERNAME}`);
  await page.getByRole('button', { name: label, exact: true }).click();
  const form = page.getByRole('dialog', { name: label });
  if (reason !== undefined) await choose(form, '原因', reason);
  await form.getByRole('button', { name: label, exact: true }).click();
  await form.waitFor({ state: 'hidden' });
}

/** What is shown once, which then is gone. */
async function shownOnce(page: Page, title: string): Promise<string> {
  const dialog = page.getByRole('dialog', { name: title });
  const secret = await dialog.locator('code').innerText();
  await dialog.getByRole('button', { name: '已记下，关闭' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.getByText(secret).count()).toBe(0);
  return secret;
}

const stands = ({ page }: AtConsole, words: string): Promise<void> =>
  page.locator('dd').filter({ hasText: words }).first().waitFor();

const offered = async ({ page }: AtConsole): Promise<readonly string[]> =>
  (await page.getByRole('region', { name: '可以办理' }).getByRole('button').allInnerTexts()).sort();

let password: string;

it('the system administrator makes an account, the security administrator releases it, its person signs in', async () => {
  const { page, go } = admin;
  await go('/accounts');
  await page.getByRole('button', { name: '开立账号' }).click();
  const form: Locator = page.getByRole('dialog', { name: '开立账号' });
  await pick(form, '人员', name);
  await write(form, '用户名', USERNAME);
  await form.getByRole('button', { name: '开立', exact: true }).click();
  password = await shownOnce(page, `${name}（${USERNAME}）的一次性密码`);
  await page.getByLabel('查找账号').fill(USERNAME);
  await page.getByRole('row').filter({ hasText: USERNAME }).filter({ hasText: '待核准' }).waitFor();
  await page.getByRole('link', { name, exact: true }).click();
  await stands(admin, '待核准');
  expect(await offered(admin)).toEqual(['停用', '变更岗位', '重置密码']);
  await security.go('/accounts');
  await security.page.getByLabel('状态').selectOption({ label: '待核准' });
  await security.page.getByRole('link', { name, exact: true }).click();
  await stands(security, '待核准');
  expect(await offered(security)).toEqual(['核准启用']);
  await act(security, '核准启用');
  await stands(security, '正常');
  const person = await openAt(screen.system.url, screen.browser);
  await person.go('/');
  await signBackIn(person.page, USERNAME, password);
  await person.page.getByRole('heading', { name: '请先修改密码' }).waitFor();
  await act(admin, '重置密码');
  const next = await shownOnce(page, `${name}（${USERNAME}）的一次性密码`);
  expect(next).not.toBe(password);
  password = next;
  await person.page.getByRole('dialog', { name: '登录' }).waitFor();
  await person.context.close();
});

it('accounts are unlocked, disabled with a reason, restored, and their sessions ended, each by whose hand it is', async () => {
  const tries = Array.from({ length: 5 }, () =>
    fetch(`${screen.system.url}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: USERNAME, password: 'not this one' }),
    }),
  );
  await Promise.all(tries);
  await admin.go(`/accounts/${USERNAME}`);
  await stands(admin, '锁定，至');
  await act(admin, '解除锁定');
  await stands(admin, '正常');
  await act(admin, '停用', '离岗');
  await stands(admin, '停用');
  expect(await offered(admin)).toEqual(['恢复使用']);
  await act(admin, '恢复使用', '恢复使用');
  await stands(admin, '正常');
  const person = await openAt(screen.system.url, screen.browser);
  await person.go('/');
  await signBackIn(person.page, USERNAME, password);
  await person.page.getByRole('heading', { name: '请先修改密码' }).waitFor();
  await act(security, '结束全部登录');
  await person.page.getByRole('dialog', { name: '登录' }).waitFor();
  await person.context.close();
  await admin.go('/accounts/admin');
  await admin.page.getByText('这是您本人的账号，须由其他管理员办理。').waitFor();
  expect(await offered(admin)).toEqual([]);
});

it('a key opens what it may when its person has said so, until it is revoked', async () => {
  const { page, go } = admin;
  await go('/api-keys');
  await page.getByRole('button', { name: '签发密钥' }).click();
  const form = page.getByRole('dialog', { name: '签发接口密钥' });
  await pick(form, '人员', name);
  await write(form, '名称：哪个单位的哪个系统', '执法系统');
  await choose(form, '权限范围', '查看名册');
  await form.getByLabel('权限范围', { exact: true }).blur();
  await form.getByRole('button', { name: '签发', exact: true }).click();
  const token = await shownOnce(page, '接口密钥：执法系统');
  const opened = async (): Promise<number> =>
    (await fetch(`${screen.system.url}/v1/registers/units`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await opened()).toBe(401);
  const row = page.getByRole('row').filter({ hasText: '执法系统' });
  await row.filter({ hasText: '待负责人确认' }).filter({ hasText: '查看名册' }).filter({ hasText: name }).waitFor();
  const owner = await signInAt(screen, 'yingji-jb2');
  await owner.go('/account');
  await owner.page.getByRole('button', { name: '确认执法系统' }).click();
  await owner.page.getByRole('button', { name: '确认', exact: true }).click();
  await owner.page.getByRole('region', { name: '以本人名义的接口密钥' }).getByText('有效').waitFor();
  expect(await opened()).toBe(200);
  await security.go('/api-keys');
  await security.page.getByRole('button', { name: '注销执法系统' }).click();
  await security.page.getByRole('button', { name: '注销', exact: true }).click();
  await security.page.getByRole('row').filter({ hasText: '执法系统' }).filter({ hasText: '注销' }).waitFor();
  await expect.poll(opened).toBe(401);
  expect([...admin.complaints, ...security.complaints, ...owner.complaints]).toEqual([]);
});
