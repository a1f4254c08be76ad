import type { Browser, Page } from 'playwright-core';
import { openAt, type AtConsole, type Device } from './people.ts';

/** Signs in by HTTP alone, so that a browser can go on as that session. */
export async function sessionOf(url: string, username: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (answer.status !== 201) throw new Error(`${username}: ${await answer.text()}`);
  return await answer.text();
}

/** A browser in which a session stands already, or none. */
export async function openAs(
  url: string,
  browser: Browser,
  session: string | null,
  device: Device,
): Promise<AtConsole> {
  const at = await openAt(url, browser, device);
  if (session !== null)
    await at.context.addInitScript(`localStorage.setItem('bihuan.session', ${JSON.stringify(session)})`);
  return at;
}

/** Something that turns, is drawn or moves to where it belongs. */
const MOVING = `document.querySelector('.ant-spin-spinning, [aria-busy=true], .chart:empty') !== null ||
  document.getAnimations().some((one) => one.playState === 'running' && one.effect.getTiming().iterations !== Infinity)`;
const FRAME = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))';
/** So many looks in a row must find nothing under way: an answer may have more asked for. */
const LOOKS = 3;

/** Waits until a page stands: everything that it asked for has been answered, and nothing moves any more. */
export async function settled({ page, isWaiting }: AtConsole): Promise<void> {
  await page.locator('h1, [role=dialog] form').first().waitFor();
  for (let quiet = 0; quiet < LOOKS;) {
    await page.evaluate(FRAME);
    quiet = isWaiting() || (await page.evaluate<boolean>(MOVING)) ? 0 : quiet + 1;
  }
}

/** By how many pixels a page is wider than its window. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
}

/** Sessions by name, each signed in once. */
export function sessions(url: string, passwordOf: (username: string) => string): (username: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (username) => {
    const session = known.get(username) ?? sessionOf(url, username, passwordOf(username));
    known.set(username, session);
    return session;
  };
}

/** How high a page is, at least as its window. */
export function heightOf(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(document.documentElement.scrollHeight, innerHeight)');
}
