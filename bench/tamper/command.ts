import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { onOwnParts } from '../cost/own-parts.ts';
import type { Measured } from '../measured.ts';
import { workedCounty, type Size } from './county.ts';
import { tampered, type Choice, type Tampering } from './measure.ts';

const SIZE: Size = { closed: 6, open: 6, imported: 8, climb: true };

/**
 * `npm run bench -- tamper [--seed n] [--count n] [--kind name] [--only nth]`: random changes, one at a time, to copies of
 * what a county left behind, each held against an audit of all of it. `ok` when every change before the last seal is
 * found and laid at the right door, and nothing is alleged of copies in which nothing was changed.
 */
export async function tamper(options: readonly string[]): Promise<Measured> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      seed: { type: 'string' },
      count: { type: 'string', default: '1000' },
      kind: { type: 'string' },
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const choice: Choice = {
    seed: values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(values.seed),
    count: Number(values.count),
    kind: values.kind ?? null,
    only: values.only === undefined ? null : Number(values.only),
  };
  process.stderr.write(`种子 ${choice.seed.toString()}\n`);
  const dir = await mkdtemp(join(tmpdir(), 'bihuan-tamper-'));
  try {
    const found = await onOwnParts(async (place) => {
      const county = await workedCounty(place, SIZE, dir);
      return await tampered(county, choice, (done) => {
        if (done % 10 === 0) process.stderr.write(`\r改动 ${done.toString()}/${choice.count.toString()}`);
      });
    });
    process.stderr.write('\n');
    const ok = found.misses.length === 0 && found.falseAlarms.length === 0;
    return { ok, results: resultsOf(choice, found), lines: linesOf(choice, found) };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function resultsOf({ seed }: Choice, { tallies, ...rest }: Tampering): unknown {
  const kinds = tallies.map(({ kind, ...counts }) => ({ kind: kind.name, isFindable: kind.isFindable, ...counts }));
  return { seed, kinds, ...rest };
}

function linesOf({ seed }: Choice, { tallies, misses, untouched, falseAlarms, seconds }: Tampering): readonly string[] {
  const row = ({ kind, changes, found, attributed, example }: Tampering['tallies'][number]): string =>
    `${kind.label}　${changes.toString()} / ${found.toString()} / ${attributed.toString()}　${example}`;
  const findable = tallies.filter(({ kind }) => kind.isFindable);
  const rest = tallies.filter(({ kind }) => !kind.isFindable);
  const sum = (of: 'changes' | 'found' | 'attributed'): string =>
    findable.reduce((all, tally) => all + tally[of], 0).toString();
  return [
    `种子 ${seed.toString()}，用时 ${seconds.toString()} 秒。每行：改动 / 发现 / 归因正确　一例`,
    ...findable.map(row),
    `合计　${sum('changes')} / ${sum('found')} / ${sum('attributed')}`,
    ...(rest.length === 0 ? [] : ['查不出的（不计入合计）：', ...rest.map(row)]),
    `未改动的副本 ${untouched.toString()} 份，误报 ${falseAlarms.length.toString()} 次`,
    ...falseAlarms.map((one) => `误报：${one}`),
    ...misses.map(
      ({ nth, kind, what, said }) =>
        `未守住（--only ${nth.toString()}）${kind}：${what}；核验说：${said.join('；') || '一致'}`,
    ),
  ];
}
