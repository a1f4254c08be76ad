import { afterAll, beforeAll, expect, it } from 'vitest';
import { install, type Installation } from '../fault/installation.ts';
import { startBrowser } from './browser.ts';
import { signInAt } from './people.ts';

let system: Installation;
let chromium: Awaited<ReturnType<typeof startBrowser>>;

beforeAll(async () => {
  [system, chromium] = await Promise.all([install(), startBrowser()]);
}, 120_000);

afterAll(async () => {
  await chromium.close();
  await system.close();
}, 60_000);

it('a wrong password is answered in words, and the right one goes on with what stood there', async () => {
  const { page, complaints } = await signInAt(system, chromium.browser, 'yingji-jb');
  expect(await page.getByText('林德胜').count()).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});
