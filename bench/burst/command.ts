import { parseArgs } from 'node:util';
import { onOwnParts } from '../cost/own-parts.ts';
import type { Measured } from '../measured.ts';
import { measureBurst, type Burst } from './measure.ts';

/** What is promised of 2,000 matters on two cores. */
const P99_MAX_MS = 30_000;

/**
 * `npm run bench -- burst [--matters n] [--lead seconds]`: many matters come due in the same second; how late their
 * rungs fired, how many fired twice, and how many the auditor had to heal.
 */
export async function burst(options: readonly string[]): Promise<Measured> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      matters: { type: 'string', default: '2000' },
      lead: { type: 'string', default: '300' },
      json: { type: 'boolean', default: false },
    },
  });
  const results = await onOwnParts((place) => measureBurst(place, Number(values.matters), Number(values.lead)));
  const ok = results.lost === 0 && results.twice === 0 && results.healed === 0 && results.p99Ms <= P99_MAX_MS;
  return { ok, results, lines: linesOf(results) };
}

function linesOf({
  matters,
  openedPerSecond,
  p50Ms,
  p99Ms,
  maxMs,
  recordedMs,
  twice,
  lost,
  healed,
}: Burst): readonly string[] {
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} 秒`;
  return [
    `${matters.toString()} 个事项在同一秒到期（立案每秒 ${openedPerSecond.toFixed(1)} 个）`,
    `触发迟延：p50 ${seconds(p50Ms)}，p99 ${seconds(p99Ms)}，最大 ${seconds(maxMs)}；全部入账用时 ${seconds(recordedMs)}`,
    `重复触发 ${twice.toString()}，未触发 ${lost.toString()}，由核查补发 ${healed.toString()}`,
  ];
}
