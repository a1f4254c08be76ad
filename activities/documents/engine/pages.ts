import type { Page } from 'playwright-core';
import { browser } from './browser.ts';
import { LIMITS } from './limits.ts';
import { PAGE } from './page-source.ts';

/** Fonts stay loaded in a page that is used again; after this many documents it is made anew, so that nothing piles up. */
const USES = 100;

interface Sheet {
  readonly page: Page;
  uses: number;
}

const idle: Sheet[] = [];
const waiting: (() => void)[] = [];
let places: number = LIMITS.printsAtOnce;

/** Does one piece of work on a page of its own. A page on which something failed is thrown away. */
export async function onPage<Answer>(work: (page: Page) => Promise<Answer>): Promise<Answer> {
  await place();
  try {
    const sheet = await sheetOf();
    try {
      const answer = await work(sheet.page);
      sheet.uses += 1;
      if (sheet.uses < USES) idle.push(sheet);
      else await sheet.page.close();
      return answer;
    } catch (error) {
      // One that hangs does not answer; Chromium ends it.
      void sheet.page.close().catch(() => undefined);
      throw error;
    }
  } finally {
    const next = waiting.shift();
    if (next === undefined) places += 1;
    else next();
  }
}

async function place(): Promise<void> {
  if (places > 0) places -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
}

async function sheetOf(): Promise<Sheet> {
  for (let sheet = idle.pop(); sheet !== undefined; sheet = idle.pop()) if (!sheet.page.isClosed()) return sheet;
  const context = await browser();
  const page = await context.newPage();
  await page.goto(PAGE);
  await page.waitForFunction('globalThis.layOut !== undefined');
  return { page, uses: 0 };
}
