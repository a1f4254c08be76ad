import { expect, it } from 'vitest';
import { signIn } from '../fault/caller.ts';
import { openAt, signBackIn, signInAt } from './people.ts';
import { reported } from './hazard.ts';
import { onScreen } from './screen.ts';
import { sessionOf } from './visit.ts';

const screen = onScreen();

/** Ends every session of an account but that of whoever asks, as its owner may from another device. */
async function endOthers(username: string): Promise<void> {
  const { token } = JSON.parse(await sessionOf(screen.system.url, username, screen.system.passwordOf(username))) as {
    token: string;
  };
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${screen.system.url}/v1/account/sessions`, { headers });
  const { items } = (await answer.json()) as { items: readonly { readonly id: string; readonly current: boolean }[] };
  for (const { id } of items.filter(({ current }) => !current))
    expect((await fetch(`${screen.system.url}/v1/account/sessions/${id}`, { method: 'DELETE', headers })).status).toBe(
      204,
    );
}

it('a wrong password is answered in words, and the right one goes on with what stood there', async () => {
  const { page, go, complaints, context } = await openAt(screen.system.url, screen.browser);
  await go('/hazards');
  await page.getByLabel('用户名').fill('yingji-jb');
  await page.getByLabel('密码', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await page.getByRole('alert').filter({ hasText: '用户名、密码或动态口令不正确' }).waitFor();
  expect(await page.getByLabel('用户名').inputValue()).toBe('yingji-jb');
  await signBackIn(page, 'yingji-jb', screen.system.passwordOf('yingji-jb'));
  await page.getByRole('heading', { level: 1, name: '隐患' }).waitFor();
  expect(await page.getByText('林德胜').count()).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
  await context.close();
});

it('a session that is ended elsewhere asks who is there at once, and what was typed is handed in after it', async () => {
  const office = await signIn(screen.system, 'anweiban');
  const id = await reported(office, '灭火器压力不足');
  const { page, go, complaints, context } = await signInAt(screen, 'yingji-jb');
  await go(`/hazards/${id}`);
  await page.getByRole('button', { name: '核实属实' }).click();
  await page.getByLabel('核实情况').fill('两具灭火器压力在红区');
  await endOthers('yingji-jb');
  const overlay = page.getByRole('dialog', { name: '登录' });
  await overlay.waitFor({ timeout: 10_000 });
  await signBackIn(page, 'yingji-jb', screen.system.passwordOf('yingji-jb'));
  await overlay.waitFor({ state: 'hidden' });
  expect(await page.getByLabel('核实情况').inputValue()).toBe('两具灭火器压力在红区');
  await page.getByRole('dialog').getByRole('button', { name: '核实属实' }).click();
  await page.getByText('已核实属实。').waitFor();
  const { body } = await office.get(`/v1/hazards/${id}`);
  expect(body).toMatchObject({ status: 'registered' });
  expect(complaints).toEqual([]);
  await context.close();
});

it('nobody sees what another person typed or has waiting on the same device, and that person finds it again', async () => {
  const { page, go, context } = await signInAt(screen, 'chengguan-jb', { width: 360 });
  await go('/report');
  await page.getByLabel('地点').fill('幸福路口');
  await context.setOffline(true);
  await page.getByLabel('问题').fill('井盖缺失');
  await page.getByRole('button', { name: '上报' }).click();
  await page.getByRole('heading', { name: '已保存' }).waitFor();
  await page.getByRole('button', { name: '再报一条' }).click();
  await page.getByLabel('问题').fill('护栏松动');
  // Neither leaves the device: whatever is sent is answered by nobody.
  await page.route('**/v1/hazards', (route) => route.abort());
  await context.setOffline(false);
  await endOthers('chengguan-jb');
  await signBackIn(page, 'dongcheng-jb', screen.system.passwordOf('dongcheng-jb'));
  await page.getByText('袁雪琴').first().waitFor();
  await go('/report');
  await page.getByLabel('问题').waitFor();
  expect(await page.getByLabel('问题').inputValue()).toBe('');
  expect(await page.getByText(/待发送|井盖缺失|护栏松动/).count()).toBe(0);
  await endOthers('dongcheng-jb');
  await signBackIn(page, 'chengguan-jb', screen.system.passwordOf('chengguan-jb'));
  await page.getByRole('heading', { name: /待发送 1 条/ }).waitFor();
  expect(await page.getByLabel('问题').inputValue()).toBe('护栏松动');
  await context.close();
});
