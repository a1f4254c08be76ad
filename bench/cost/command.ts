import { parseArgs } from 'node:util';
import type { Measured } from '../measured.ts';
import type { Figures } from './cases.ts';
import { changesBetween, readGolden, writeGolden, type Change } from './golden.ts';
import { measureCosts, type Costs } from './measure.ts';
import { onOwnParts } from './own-parts.ts';
import { brokenPromises } from './promises.ts';

const NAMES: Readonly<Record<string, string>> = {
  straight: '顺利办结（八个命令，到期归档）',
  failedRecheck: '一次复查不合格',
  overdueToL3: '逾期至督办（L3）',
  duplicates: '二十次重复提交',
};

/**
 * `npm run bench -- cost [--update]`: what each case costs in history events, writing transactions and statements, held
 * against the committed figures. A rise over 2 % fails; a fall over 2 % fails until `--update` has written it down.
 */
export async function cost(options: readonly string[]): Promise<Measured> {
  const { values } = parseArgs({
    args: [...options],
    options: { update: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  const costs = await onOwnParts(measureCosts);
  const broken = brokenPromises(costs);
  if (values.update && broken.length === 0) writeGolden(costs.exact);
  const changes = changesBetween(readGolden(), costs.exact);
  return {
    ok: broken.length === 0 && changes.length === 0,
    results: { ...costs, changes, broken },
    lines: [
      ...linesOf(costs),
      ...changes.map(changeLine),
      ...broken.map((one) => `未守住：${one}。`),
      closing(changes),
    ],
  };
}

function linesOf({ exact, bounded }: Costs): readonly string[] {
  const all = [...Object.entries(exact), ...Object.entries(bounded)];
  return [
    ...all.flatMap(([name, figures]) => [`${NAMES[name] ?? name}：`, ...groupLines(figures)]),
    'Temporal 自身的提交数只在它运行于 PostgreSQL 时才能统计，这里是内嵌服务器，不计。',
  ];
}

function groupLines(figures: Figures): readonly string[] {
  return Object.entries(figures).map(([group, values]) => {
    const words = Object.entries(values).map(([name, value]) => `${name} ${value.toString()}`);
    return `  ${group}：${words.join('，')}`;
  });
}

function changeLine({ figure, committed, measured, change }: Change): string {
  const word = change === 'rise' ? '上升' : '下降';
  return `${word}：${figure} ${committed.toString()} → ${measured.toString()}`;
}

function closing(changes: readonly Change[]): string {
  if (changes.length === 0) return '与已提交的数字一致（±2 %）。';
  if (changes.some(({ change }) => change === 'rise'))
    return '有数字上升超过 2 %：请找出原因，或以 --update 说明新的代价。';
  return '有数字下降超过 2 %：请以 --update 写入并提交 bench/cost/golden.json。';
}
