import { parseArgs } from 'node:util';
import { closeBrowser } from '../../activities/documents/engine/index.ts';
import type { Measured } from '../measured.ts';
import { drawAll, type Stage } from './measure.ts';

/** What is promised of 200 documents on two cores. */
const PROMISED = { documents: 200, ms: 60_000 };

/** `npm run bench -- documents [--count n]`: documents of all kinds as Word and PDF, from their shipped templates. */
export async function documents(options: readonly string[]): Promise<Measured> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      count: { type: 'string', default: PROMISED.documents.toString() },
      json: { type: 'boolean', default: false },
    },
  });
  const results = await drawAll(Number(values.count));
  await closeBrowser();
  const ok = results.wallMs <= (PROMISED.ms * results.count) / PROMISED.documents;
  const stage = (name: string, { p50Ms, p95Ms }: Stage): string =>
    `${name}：p50 ${p50Ms.toFixed(0)} 毫秒，p95 ${p95Ms.toFixed(0)} 毫秒`;
  const lines = [
    `${results.count.toString()} 份文书（${results.kinds.toString()} 种，共 ${results.pages.toString()} 页），Word 和 PDF：${(results.wallMs / 1_000).toFixed(1)} 秒`,
    stage('填写模板', results.fill),
    stage('排版并生成 PDF（含等待）', results.print),
  ];
  return { ok, results, lines };
}
