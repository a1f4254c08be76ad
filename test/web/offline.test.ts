import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { signIn, type Caller } from '../fault/caller.ts';
import { signInAt, type AtConsole } from './people.ts';
import { onScreen } from './screen.ts';

/** What a phone keeps of the console comes after its first page, one file after the other. */
const KEPT_MS = 30_000;

const screen = onScreen();
let office: Caller;

beforeAll(async () => {
  office = await signIn(screen.system, 'anweiban');
}, 120_000);

/** 城关街道's 经办人 with a phone on which the form was open once while there was a network. */
async function onPhone(): Promise<AtConsole> {
  const at = await signInAt(screen, 'chengguan-jb', { width: 360 });
  await at.go('/report');
  await at.page.getByText('城关街道', { exact: true }).waitFor();
  await expect.poll(() => at.page.evaluate<boolean>(IS_KEPT), { timeout: KEPT_MS, interval: 100 }).toBe(true);
  return at;
}

/** The page itself and the part that reports stand on the device. */
const IS_KEPT = `caches.open('bihuan-console').then((files) => files.keys()).then((keys) =>
  keys.some(({ url }) => url.endsWith('/console/')) && keys.some(({ url }) => /\\/report-[^/]+\\.js$/.test(url)))`;

async function report(page: Page, words: string): Promise<void> {
  const buffer = await sharp({
    create: { width: 800, height: 600, channels: 3, background: words.length % 2 ? '#a33' : '#3a3' },
  })
    .jpeg()
    .toBuffer();
  await page.locator('input[type=file][capture]').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByRole('img', { name: '第1张照片' }).waitFor();
  await page.getByLabel('地点').fill('幸福路12号');
  await page.getByLabel('问题').fill(words);
  await page.getByRole('button', { name: '上报' }).click();
}

/** The hazards of these words as the office finds them, with how many pictures each has. */
async function found(words: string): Promise<readonly number[]> {
  const { body } = await office.get(`/v1/hazards?q=${encodeURIComponent(words)}`);
  const pictures = (body['items'] as readonly { readonly id: string }[]).map(async ({ id }) => {
    const events = (await office.get(`/v1/hazards/${id}/events`)).body['items'] as readonly Reported[];
    return events.find(({ type }) => type === 'HazardReported')?.data.report.evidence.length ?? 0;
  });
  return await Promise.all(pictures);
}

interface Reported {
  readonly type: string;
  readonly data: { readonly report: { readonly evidence: readonly string[] } };
}

it('a report without a network waits with its picture, its page opens again, and it is sent once', async () => {
  const { page, context, complaints } = await onPhone();
  await context.setOffline(true);
  await report(page, '消防通道被货物堵塞');
  await page.getByRole('heading', { name: '已保存' }).waitFor();
  await page.getByText('已保存在本机，联网后自动发送。').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '待发送 1 条' }).click();
  expect(await page.getByText('照片1张').count()).toBe(1);
  expect(await page.getByLabel('地点').inputValue()).toBe('');
  expect(await found('消防通道被货物堵塞')).toEqual([]);
  await context.setOffline(false);
  await page.getByRole('heading', { name: /待发送/ }).waitFor({ state: 'detached' });
  expect(await found('消防通道被货物堵塞')).toEqual([1]);
  expect(complaints).toEqual([]);
  await context.close();
});

it('a report whose answer was lost is sent again and is one report', async () => {
  const { page, context } = await onPhone();
  let sent = 0;
  let lost = 0;
  await context.route('**/v1/hazards', async (route) => {
    sent += route.request().method() === 'POST' ? 1 : 0;
    if (sent !== 1) {
      await route.fallback();
      return;
    }
    expect((await route.fetch()).status()).toBe(201);
    await route.abort('connectionreset');
    lost += 1;
  });
  await report(page, '窨井盖破损下沉');
  await expect.poll(() => lost).toBe(1);
  expect(await found('窨井盖破损下沉')).toEqual([1]);
  // Somebody looks again: what still waits is sent then, and not only by the clock.
  await page.reload();
  await expect.poll(() => sent).toBe(2);
  await page.getByLabel('问题').waitFor();
  await page.getByRole('heading', { name: /待发送/ }).waitFor({ state: 'detached' });
  expect(await found('窨井盖破损下沉')).toEqual([1]);
  await context.close();
});
