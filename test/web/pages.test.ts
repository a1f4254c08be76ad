import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDemoCounty } from '../../scripts/demo-county/load.mjs';
import { barriers, foreignNames, isGrave, type Barrier } from './barriers.ts';
import { PAGES, type Shown, type ShownPage } from './page-list.ts';
import { onScreen } from './screen.ts';
import { shownIn } from './shown.ts';
import { openAs, sessions, settled, sideways } from './visit.ts';

const WIDTHS = [1440, 768, 360] as const;
const LOOKS = ['light', 'dark'] as const;
/** For barriers the two ends are enough. */
const LOOKED_AT = [
  { width: 1440, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
] as const;
const LOADING_MS = 300_000;

const screen = onScreen();
let shown: Shown;
let sessionOf: (username: string) => Promise<string>;

beforeAll(async () => {
  await loadDemoCounty({ url: screen.system.url, dataDir: screen.system.home, log: () => undefined });
  sessionOf = sessions(screen.system.url, (username) => screen.system.passwordOf(username));
  const { token } = JSON.parse(await sessionOf('anweiban')) as { readonly token: string };
  shown = await shownIn(screen.system.url, screen.system.home, token);
}, LOADING_MS);

it('no page of the console is forgotten here', () => {
  const routes = readFileSync(new URL('../../web/app/routes.tsx', import.meta.url), 'utf8');
  const paths = [...routes.matchAll(/path: '([^']+)'/g)].map(([, path]) => path);
  expect([...new Set(PAGES.map(({ route }) => route))].sort()).toEqual([...new Set(paths)].sort());
});

/** What is wrong with a page in every width and look. */
async function faultsOf({ as, path }: ShownPage): Promise<object> {
  const at = await openAs(screen.system.url, screen.browser, as === null ? null : await sessionOf(as), {});
  const wide: string[] = [];
  const grave: Barrier[] = [];
  await at.go(path(shown));
  for (const colorScheme of LOOKS)
    for (const width of WIDTHS) {
      await at.page.emulateMedia({ colorScheme });
      await at.page.setViewportSize({ width, height: 900 });
      await settled(at);
      const by = await sideways(at.page);
      if (by > 0) wide.push(`${colorScheme} ${width.toString()}: ${by.toString()}`);
      if (LOOKED_AT.some((one) => one.width === width && one.colorScheme === colorScheme))
        grave.push(...(await barriers(at.page)).filter(isGrave));
    }
  const foreign = await foreignNames(at.page);
  await at.context.close();
  return { complaints: at.complaints, wide, grave, foreign };
}

describe.concurrent('stands at every width, light and dark, without complaint or barrier:', () => {
  it.for(PAGES)('$name', async (page, { expect }) => {
    expect(await faultsOf(page)).toEqual({ complaints: [], wide: [], grave: [], foreign: [] });
  });
});
