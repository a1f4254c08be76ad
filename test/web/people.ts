import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Installation } from '../fault/installation.ts';

/** Somebody at a browser of their own. */
export interface AtConsole {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of: errors of the page, and what its policy forbade. */
  readonly complaints: string[];
  /** Opens an address of the console. */
  go(path: string): Promise<void>;
}

/** Chinese, in the county's time; `width` in CSS pixels. */
export interface Device {
  readonly width?: 360 | 768 | 1440;
  readonly isDark?: boolean;
}

/** Signs in by the page, as people do, and waits for the desk. */
export async function signInAt(
  { url, passwordOf }: Pick<Installation, 'url' | 'passwordOf'>,
  browser: Browser,
  username: string,
  device: Device = {},
): Promise<AtConsole> {
  const at = await openAt(url, browser, device);
  await at.go('/');
  await at.page.getByLabel('用户名').fill(username);
  await at.page.getByLabel('密码', { exact: true }).fill(passwordOf(username));
  await at.page.getByRole('button', { name: /登\s*录/ }).click();
  await at.page.getByRole('heading', { name: '我的工作台' }).waitFor();
  return at;
}

/** Comes without a name. */
export async function openAt(url: string, browser: Browser, { width = 1440, isDark = false }: Device = {}): Promise<AtConsole> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: isDark ? 'dark' : 'light',
    hasTouch: width < 768,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refusal is no fault of the page.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) complaints.push(message.text());
  });
  return {
    page,
    context,
    complaints,
    go: async (path) => {
      await page.goto(`${url}/console${path}`);
    },
  };
}
