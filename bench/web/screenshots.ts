import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PAGES } from '../../test/web/page-list.ts';
import { heightOf, openAs, settled, sideways } from '../../test/web/visit.ts';
import type { Measured } from '../measured.ts';
import { onWatchedCounty, type Watched } from './county.ts';
import { readmePictures } from './readme-pictures.ts';

const WIDTHS = [360, 768, 1440] as const;
const HIGHEST = 6_000;

interface Picture {
  readonly file: string;
  /** Pixels by which the page is wider than its window. */
  readonly sideways: number;
  readonly complaints: readonly string[];
}

/**
 * `npm run screenshots [-- --out <folder>] [--dark] [--readme]`: every page at three widths as pictures, for people to look
 * at; README's are cut from them when asked for.
 */
export async function screenshots(options: readonly string[]): Promise<Measured> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      out: { type: 'string', default: '.cache/screenshots' },
      dark: { type: 'boolean', default: false },
      readme: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  await mkdir(values.out, { recursive: true });
  const results = await onWatchedCounty((watched) => pictures(watched, values.out, values.dark));
  if (values.readme) await readmePictures(values.out);
  const bad = results.filter((one) => one.sideways > 0 || one.complaints.length > 0);
  return {
    ok: bad.length === 0,
    results,
    lines: [
      `${results.length.toString()} 张图片在 ${values.out}`,
      ...bad.map(
        ({ file, sideways: by, complaints }) => `  ${file}：横向多出 ${by.toString()} 像素，${complaints.join('；')}`,
      ),
    ],
  };
}

/** Takes every page as `name-width.png` into a folder. */
async function pictures(watched: Watched, out: string, isDark: boolean): Promise<readonly Picture[]> {
  const { url, browser, shown, sessionOf } = watched;
  const made: Picture[] = [];
  for (const { name, as, path } of PAGES)
    for (const width of WIDTHS) {
      const at = await openAs(url, browser, as === null ? null : await sessionOf(as), { width, isDark });
      await at.go(path(shown));
      await settled(at);
      const by = await sideways(at.page);
      // As if the window were as high as the page: what stands at its foot stands there in the picture too.
      await at.page.setViewportSize({ width, height: Math.min(HIGHEST, await heightOf(at.page)) });
      await settled(at);
      const file = `${name}-${width.toString()}${isDark ? '-dark' : ''}.png`;
      await at.page.screenshot({ path: join(out, file) });
      made.push({ file, sideways: by, complaints: at.complaints });
      await at.context.close();
    }
  return made;
}
