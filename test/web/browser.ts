import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { chromiumFolder } from '../../activities/documents/engine/chromium-folder.ts';
import { EVERYTHING, SANS_LETTERS } from '../../activities/documents/engine/fonts.ts';
import { installedChromium } from '../../activities/documents/engine/installed-chromium.ts';

/** Letters without feet, as computers in offices show the console. */
const LIKE_AN_OFFICE = ['system-ui', 'sans-serif']
  .map((family) => `<alias><family>${family}</family><prefer><family>Noto Sans S Chinese</family></prefer></alias>`)
  .join('');

/** The Chromium that prints papers, with their fonts, as people use one; whatever it writes goes with it. */
export async function startBrowser(): Promise<{ readonly browser: Browser; close(): Promise<void> }> {
  const { executable, libraries } = await installedChromium(await chromiumFolder());
  const home = await mkdtemp(join(tmpdir(), 'bihuan-web-'));
  await mkdir(join(home, 'fonts'));
  const fonts = join(home, 'fonts.conf');
  await writeFile(
    fonts,
    `<fontconfig><dir>${dirname(SANS_LETTERS)}</dir><dir>${dirname(EVERYTHING)}</dir><cachedir>${home}/fonts</cachedir>${LIKE_AN_OFFICE}</fontconfig>`,
  );
  const own = { HOME: home, TMPDIR: home, TZ: 'UTC', LANG: 'C.UTF-8', FONTCONFIG_FILE: fonts, PATH: '/usr/bin:/bin' };
  const browser = await chromium.launch({
    executablePath: executable,
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--headless=shell'],
    env: libraries === null ? own : { ...own, LD_LIBRARY_PATH: libraries },
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
