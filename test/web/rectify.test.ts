import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { signIn } from '../fault/caller.ts';
import { spaced } from './acts.ts';
import { shoot } from './forms.ts';
import { rectifying } from './hazard.ts';
import { signInAt, type AtConsole } from './people.ts';
import { onScreen } from './screen.ts';

/** What a phone keeps comes after its first page, one file after the other. */
const KEPT = { timeout: 30_000, interval: 100 };
const FIRM = 'qiye01-aqy';

const screen = onScreen();

/** The addresses of the API that stand on the device, each with its answer; the console alone makes the place for them. */
const KEYS = `new Promise((resolve) => {
  const opened = indexedDB.open('bihuan.kept');
  opened.onupgradeneeded = () => opened.transaction.abort();
  opened.onerror = () => resolve([]);
  opened.onsuccess = () => {
    const asked = opened.result.transaction('answers').objectStore('answers').getAllKeys();
    asked.onsuccess = () => { opened.result.close(); resolve(asked.result); };
  };
})`;
const HAS_PAGE = `caches.open('bihuan-console').then((files) => files.keys()).then((keys) =>
  keys.some(({ url }) => url.endsWith('/console/')) && keys.some(({ url }) => /\\/rectify-[^/]+\\.js$/.test(url)))`;

const keptOf = (page: Page): Promise<readonly string[]> => page.evaluate<readonly string[]>(KEYS);

/** Waits until the phone has the page, the matter and its picture. */
async function atHand({ page }: AtConsole, id: MatterId): Promise<void> {
  await expect.poll(async () => (await keptOf(page)).some((key) => key.endsWith(`/${id}/events`)), KEPT).toBe(true);
  await expect.poll(async () => (await keptOf(page)).some((key) => key.includes('/v1/evidence/')), KEPT).toBe(true);
  await expect.poll(() => page.evaluate<boolean>(HAS_PAGE), KEPT).toBe(true);
}

it('what is held is handed in without a network, beside how it was, though it was never opened', async () => {
  const id = await rectifying(screen.system, '危化品库房通风不良');
  const at = await signInAt(screen, FIRM, { width: 360 });
  const { page, context, complaints } = at;
  await atHand(at, id);
  await context.setOffline(true);
  await at.go(`/hazards/${id}/rectify`);
  await page.getByRole('img', { name: '整改前照片1' }).waitFor();
  await shoot(page, '拍整改后照片', '整改后');
  await page.getByRole('button', { name: '报送整改', exact: true }).click();
  await page.getByRole('heading', { name: '已保存' }).waitFor();
  await context.setOffline(false);
  await page.getByRole('heading', { name: '整改已报送' }).waitFor();
  const office = await signIn(screen.system, 'anweiban');
  expect((await office.get(`/v1/hazards/${id}`)).body).toMatchObject({ status: 'rechecking' });
  expect(complaints).toEqual([]);
  await context.close();
});

it('on signing out nothing of it stays on the device, and signing in again has it at hand again', async () => {
  const id = await rectifying(screen.system, '防静电接地断开');
  const at = await signInAt(screen, FIRM, { width: 360 });
  const { page, context } = at;
  await atHand(at, id);
  await at.go('/account');
  await page.getByRole('button', { name: spaced('退出登录') }).click();
  await page.getByLabel('用户名').waitFor();
  await expect.poll(() => keptOf(page), KEPT).toEqual([]);
  await page.getByLabel('用户名').fill(FIRM);
  await page.getByLabel('密码', { exact: true }).fill(screen.system.passwordOf(FIRM));
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await page.getByRole('link', { name: '工作台' }).click();
  await atHand(at, id);
  await context.close();
});
