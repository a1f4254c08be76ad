import type { AtConsole, Device } from '../../test/web/people.ts';
import { openAs } from '../../test/web/visit.ts';
import type { Watched } from './county.ts';

/** Somebody with a full desk. */
const WHO = 'yingji-jb';
/** Looks at every frame; the console's policy lets nothing be evaluated by the page itself. */
const LIST_STANDS = `new Promise((resolve) => {
  const look = () => (document.querySelector('#held li') === null ? requestAnimationFrame(look) : resolve(performance.now()));
  look();
})`;

/** A browser that has not seen the console yet, in which a session stands. */
export async function freshDevice({ url, browser, sessionOf }: Watched, device: Device = {}): Promise<AtConsole> {
  return openAs(url, browser, await sessionOf(WHO), device);
}

/** Opens the desk; answers after how many milliseconds since the navigation began its list could be used. */
export async function openDesk({ page, go }: AtConsole): Promise<number> {
  await go('/');
  return await page.evaluate<number>(LIST_STANDS);
}
