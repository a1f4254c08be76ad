import type { Browser } from 'playwright-core';
import { startBrowser } from '../../test/web/browser.ts';
import type { Shown } from '../../test/web/page-list.ts';
import { shownIn } from '../../test/web/shown.ts';
import { sessions } from '../../test/web/visit.ts';
import { onOwnCounty, tokenAt } from '../fuzz/county.ts';

/** The demonstration county with a browser before it. */
export interface Watched {
  readonly url: string;
  readonly browser: Browser;
  readonly shown: Shown;
  /** The session of an account, signed in once. */
  readonly sessionOf: (username: string) => Promise<string>;
}

/** Works with a browser on a county of its own; neither is left, whatever happens. */
export function onWatchedCounty<Result>(work: (watched: Watched) => Promise<Result>): Promise<Result> {
  return onOwnCounty(async (county) => {
    const { url, accounts, folder } = county;
    const sessionOf = sessions(url, (username) => accounts.find((one) => one.username === username)?.password ?? '');
    const shown = await shownIn(url, folder, await tokenAt(county, 'anweiban'));
    const chromium = await startBrowser();
    try {
      return await work({ url, browser: chromium.browser, shown, sessionOf });
    } finally {
      await chromium.close();
    }
  });
}
