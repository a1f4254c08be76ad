import { parseArgs } from 'node:util';
import type { Db } from '../../db/client.ts';
import { listMatters } from '../../db/queries/list-matters.ts';
import type { Scope } from '../../db/queries/scope.ts';
import { cohorts, STATISTICS_BY, statisticsGroups } from '../../db/queries/statistics-groups.ts';
import { statistics } from '../../db/queries/statistics.ts';
import { unit } from '../../test/support/hazard-story.ts';
import type { Measured } from '../measured.ts';
import { onOwnDatabase } from '../own-database.ts';
import { YEAR } from '../rehearsal/lives.ts';
import { fillYear } from './many.ts';

/** What is promised of each figure of a year of so many on two cores; the API gives a statement 4.5 s. */
const SECONDS_MAX = 2;
const PROMISED_OF = 1_000_000;

const READERS: readonly (readonly [string, Scope])[] = [
  ['安委办', { allBut: unit('awb') }],
  ['部门', { unit: unit('yj') }],
];

interface Took {
  readonly what: string;
  readonly seconds: number;
  /** How many times as long as to count the same rows and nothing else. */
  readonly ratio: number;
}

/**
 * `npm run bench -- year [--matters n] [--rounds n]`: how long the statistics of a year by group, by cohort and in one sum
 * take on a real PostgreSQL with a million hazards, and the lists behind them, each beside a bare count of the same rows.
 */
export async function year(options: readonly string[]): Promise<Measured> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      matters: { type: 'string', default: PROMISED_OF.toString() },
      rounds: { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
    },
  });
  const matters = Number(values.matters);
  return await onOwnDatabase('year', async (db, url) => {
    await fillYear(url, matters);
    const results = await measured(db, Number(values.rounds));
    return {
      ok: results.every(({ seconds }) => seconds <= SECONDS_MAX),
      results: { matters, took: results },
      lines: [
        `${matters.toString()} 件隐患的一年，各取中位数；倍数为与只数同样行数相比；每项须 ≤ ${SECONDS_MAX.toString()} 秒`,
        ...results.map(({ what, seconds, ratio }) => `${what}：${seconds.toFixed(2)} 秒，${ratio.toFixed(1)} 倍`),
      ],
    };
  });
}

async function measured(db: Db, rounds: number): Promise<readonly Took[]> {
  const bare = () => db.sql`
    select count(*) from matters where kind = 'hazard' and found_on >= ${YEAR.from}::date and found_on <= ${YEAR.to}::date`;
  const took: Took[] = [];
  for (const [reader, scope] of READERS)
    for (const [what, ask] of questions(db, scope)) {
      const [own, yardstick]: [number[], number[]] = [[], []];
      // In turns, so that what else the machine does slows both.
      for (let round = 0; round < rounds; round += 1) {
        own.push(await secondsOf(ask));
        yardstick.push(await secondsOf(bare));
      }
      took.push({ what: `${reader}　${what}`, seconds: median(own), ratio: median(own) / median(yardstick) });
    }
  return took;
}

function questions(db: Db, scope: Scope): readonly (readonly [string, () => Promise<unknown>])[] {
  const span = { from: YEAR.from, to: YEAR.to };
  const list = { kind: 'hazard', foundFrom: '2026-06-01', foundTo: '2026-06-30', countedAs: 'closedOnTime' } as const;
  return [
    ['/v1/statistics', () => statistics(db, span, scope)],
    ...STATISTICS_BY.map((by) => [`groups?by=${by}`, () => statisticsGroups(db, by, span, scope)] as const),
    ['cohorts', () => cohorts(db, span, scope)],
    ['一个数字后面的清单（第一页）', () => listMatters(db, list, scope)],
  ];
}

async function secondsOf(ask: () => PromiseLike<unknown>): Promise<number> {
  const started = performance.now();
  await ask();
  return (performance.now() - started) / 1_000;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
