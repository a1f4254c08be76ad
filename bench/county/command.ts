import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { today } from '../../activities/imports/checking/cells.ts';
import { parseDay } from '../../workflows/kernel/instant.ts';
import { writeCsv, writeXlsx } from './files.ts';
import { seededNames } from './names.ts';
import { countyYear, SMALL_YEAR, YEAR } from './year.ts';

/** What the benchmark's runner prints: whether it went well, the figures, and lines for people. */
interface Made {
  readonly ok: boolean;
  readonly results: unknown;
  readonly lines: readonly string[];
}

/**
 * `npm run bench -- county --out <file> [--small] [--seed n] [--as-of day]`: writes the county's year as .xlsx, or .csv
 * by the name of the file. The same options write the same rows; without `--as-of` the year ends today.
 */
export async function county(options: readonly string[]): Promise<Made> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      out: { type: 'string', default: 'county.xlsx' },
      small: { type: 'boolean', default: false },
      seed: { type: 'string' },
      'as-of': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const asOf = values['as-of'] === undefined ? today(Date.now()) : parseDay(values['as-of']);
  const seed = values.seed === undefined ? YEAR.seed : Number(values.seed);
  if (asOf === null || !Number.isSafeInteger(seed))
    return { ok: false, results: null, lines: ['--as-of 应为日期，--seed 应为整数。'] };
  const started = performance.now();
  const rows = countyYear({ ...(values.small ? SMALL_YEAR : YEAR), seed, asOf }, seededNames());
  const write = values.out.endsWith('.csv') ? writeCsv : writeXlsx;
  await write(values.out, `云岭县隐患排查治理台账（截至${asOf}）`, rows);
  const open = rows.filter((row) => row['整改状态'] !== '已销号').length;
  const results = {
    file: values.out,
    bytes: (await stat(values.out)).size,
    found: rows.length,
    closed: rows.length - open,
    open,
    asOf,
    seed,
    seconds: Math.round(performance.now() - started) / 1_000,
  };
  const line = `${values.out}：发现 ${rows.length.toString()} 条，已销号 ${results.closed.toString()} 条，未销号 ${open.toString()} 条`;
  return { ok: true, results, lines: [line] };
}
