import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import type { Screen } from './screen.ts';

/** Somebody at a browser of their own. */
export interface AtConsole {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of: errors of the page, and what its policy forbade. */
  readonly complaints: string[];
  /** Whether something that the page asked for is still to be answered; the stream is never. */
  readonly isWaiting: () => boolean;
  /** Opens an address of the console. */
  readonly go: (path: string) => Promise<void>;
}

/** Chinese, in the county's time; `width` in CSS pixels. */
export interface Device {
  readonly width?: 360 | 768 | 1440;
  readonly isDark?: boolean;
}

/** Signs in by the page, as people do, and waits for the desk. */
export async function signInAt({ system, browser }: Screen, username: string, device: Device = {}): Promise<AtConsole> {
  const at = await openAt(system.url, browser, device);
  await at.go('/');
  await signBackIn(at.page, username, system.passwordOf(username));
  await at.page.getByRole('heading', { name: '我的工作台' }).waitFor();
  return at;
}

/** Fills in what the page asks of whoever comes. */
export async function signBackIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: /登\s*录/ }).click();
}

/** Comes without a name. */
export async function openAt(
  url: string,
  browser: Browser,
  { width = 1440, isDark = false }: Device = {},
): Promise<AtConsole> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: isDark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    hasTouch: width < 768,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refusal is no fault of the page.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      complaints.push(message.text());
  });
  const asked = new Set<Request>();
  page.on('request', (request) => {
    if (!request.url().endsWith('/v1/stream')) asked.add(request);
  });
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  return {
    page,
    context,
    complaints,
    isWaiting: () => asked.size > 0,
    go: async (path) => {
      await page.goto(`${url}/console${path}`);
    },
  };
}
