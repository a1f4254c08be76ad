import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { apiDatabase } from '../../api/database.ts';
import type { Db } from '../../db/client.ts';
import type { Measured } from '../measured.ts';
import { onOwnDatabase } from '../own-database.ts';
import { fillYear } from './many.ts';
import { desks, figures, pages, type Question } from './questions.ts';

/** How one question was answered: seconds by the small register and by the large one. */
interface Took {
  readonly what: string;
  readonly within: number;
  readonly few: number;
  readonly many: number;
}

/**
 * `npm run bench -- year [--matters n] [--few n] [--rounds n]`: lists at their first, a middle and their last page, desks,
 * the chain of responsibility and the figures of a year, asked of a real PostgreSQL with a thousand hazards and with a
 * million, side by side, with the settings and the limit of time that the API has. What is not answered counts as failed.
 */
export async function year(options: readonly string[]): Promise<Measured> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      matters: { type: 'string', default: '1000000' },
      few: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '3' },
      json: { type: 'boolean', default: false },
    },
  });
  const [few, many] = [Number(values.few), Number(values.matters)];
  const took = await filled('year-few', few, (small) =>
    filled('year', many, (large) => measured(small, large, Number(values.rounds))),
  );
  const load = loadavg()[0] ?? 0;
  const late = took.filter(({ many: seconds, within }) => seconds > within);
  return {
    ok: late.length === 0,
    results: { few, many, load, took },
    lines: [
      `${few.toString()} 件与 ${many.toString()} 件并列，各取中位数（毫秒）与倍数；清单、工作台须 ≤ 200 毫秒，责任链、统计须 ≤ 2 秒；测完时机器负载 ${load.toFixed(1)}`,
      ...took.map(lineOf),
      late.length === 0
        ? `${took.length.toString()} 项全部达到`
        : `${late.length.toString()}/${took.length.toString()} 项没有达到`,
    ],
  };
}

async function filled<Result>(name: string, count: number, work: (db: Db) => Promise<Result>): Promise<Result> {
  return await onOwnDatabase(name, async (_, url) => {
    await fillYear(url, count);
    const db = apiDatabase(url);
    return await work(db).finally(() => db.end());
  });
}

async function measured(small: Db, large: Db, rounds: number): Promise<readonly Took[]> {
  const took: Took[] = [];
  for (const { what, within, ask } of [...pages(), ...desks(), ...figures()]) {
    const [few, many]: [number[], number[]] = [[], []];
    // In turns, so that what else the machine does slows both.
    for (let round = 0; round < rounds; round += 1) {
      few.push(await secondsOf(ask, small));
      many.push(await secondsOf(ask, large));
    }
    took.push({ what, within, few: median(few), many: median(many) });
    process.stderr.write(`\r已测 ${took.length.toString()} 项 `);
  }
  process.stderr.write('\n');
  return took;
}

/** Infinite where the database ended the statement. */
async function secondsOf(ask: Question['ask'], db: Db): Promise<number> {
  const started = performance.now();
  try {
    await ask(db);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '57014') return Infinity;
    throw error;
  }
  return (performance.now() - started) / 1_000;
}

function lineOf({ what, within, few, many }: Took): string {
  const ms = (seconds: number) => (seconds === Infinity ? '超时' : (seconds * 1_000).toFixed(1));
  const ratio = many === Infinity ? '' : `，${(many / few).toFixed(1)} 倍`;
  return `${many > within ? '✗' : '✓'} ${what}：${ms(few)} → ${ms(many)}${ratio}`;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
