import { parseArgs } from 'node:util';
import type { Measured } from '../measured.ts';
import { onWatchedCounty, type Watched } from './county.ts';
import { firstLoad, type FirstLoad } from './first-load.ts';
import { interactiveMs, type Interactive } from './interactive.ts';
import { lookedAt, type LookedAt } from './looked-at.ts';

/** What is promised: as much as a phone takes over a mountain road's network while somebody waits. */
const FIRST_LOAD_MAX_BYTES = 300_000;

interface Results {
  readonly firstLoad: FirstLoad;
  readonly interactiveMs: Interactive;
  readonly pages: readonly LookedAt[];
}

/**
 * `npm run bench -- web [--rounds n]`: what the console's first page weighs, how soon it can be used, and what axe finds
 * on every page. Measures what was built; builds nothing.
 */
export async function web(options: readonly string[]): Promise<Measured> {
  const { values } = parseArgs({
    args: [...options],
    options: { rounds: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } },
  });
  const results = await onWatchedCounty((watched) => measured(watched, Number(values.rounds)));
  const ok = results.firstLoad.bytes <= FIRST_LOAD_MAX_BYTES && results.pages.every(({ grave }) => grave.length === 0);
  return { ok, results, lines: linesOf(results) };
}

async function measured(watched: Watched, rounds: number): Promise<Results> {
  return {
    firstLoad: await firstLoad(watched),
    interactiveMs: await interactiveMs(watched, rounds),
    pages: await lookedAt(watched),
  };
}

function linesOf({ firstLoad: { bytes, files }, interactiveMs: { cold, warm }, pages }: Results): readonly string[] {
  const bad = pages.filter(({ grave }) => grave.length > 0);
  const minor = pages.reduce((all, page) => all + page.minor.length, 0);
  return [
    `首次加载（登录后的工作台，gzip）：${(bytes / 1_000).toFixed(0)} KB，${files.length.toString()} 个文件，上限 ${(FIRST_LOAD_MAX_BYTES / 1_000).toFixed(0)} KB`,
    `到工作台清单可用，中位数：首次 ${cold.p50.toFixed(0)} 毫秒，再次 ${warm.p50.toFixed(0)} 毫秒`,
    `axe：${pages.length.toString()} 个页面样式，严重或危急 ${bad.length.toString()} 个，其他提示 ${minor.toString()} 条`,
    ...bad.map(
      ({ name, width, look, grave }) =>
        `  ${name} ${width.toString()} ${look}：${grave.map(({ rule }) => rule).join('、')}`,
    ),
  ];
}
