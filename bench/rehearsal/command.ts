import { parseArgs } from 'node:util';
import { rehearse } from '../../db/reports/rehearsal/rehearse.ts';
import type { Tally } from '../../db/reports/rehearsal/tally.ts';
import { endOf, startOf } from '../../workflows/kernel/instant.ts';
import { draftWith } from '../../test/support/rehearsed-lives.ts';
import type { Measured } from '../measured.ts';
import { onOwnDatabase } from '../own-database.ts';
import { fill } from './fill.ts';
import { YEAR, yearOfLives } from './lives.ts';

/** What is promised of 10,000 matters on two cores. */
const SECONDS_MAX = 60;
const PROMISED_OF = 10_000;

/**
 * `npm run bench -- rehearsal [--matters n]`: how long a year of matters takes to rehearse, each played twice, under a
 * draft whose L3 comes two working days earlier. `ok` also means that every replay was as recorded.
 */
export async function rehearsal(options: readonly string[]): Promise<Measured> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      matters: { type: 'string', default: PROMISED_OF.toString() },
      json: { type: 'boolean', default: false },
    },
  });
  return await onOwnDatabase('rehearsal', async (db) => {
    const wanted = Number(values.matters);
    await fill(db, yearOfLives(wanted), (written) => {
      if (written % 1_000 === 0) process.stderr.write(`\r已备 ${written.toString()}/${wanted.toString()} 件 `);
    });
    process.stderr.write('\n');
    await db.sql`analyze`;
    const [row] = await db.sql<{ events: number }[]>`select count(*) as events from ledger`;
    const started = performance.now();
    const window = { from: startOf(YEAR.from), to: endOf(YEAR.to) };
    const tally = await rehearse(db, { draft: draftWith('t-supervise', 1), window });
    return measured(tally, row?.events ?? 0, (performance.now() - started) / 1_000);
  });
}

function measured(tally: Tally, events: number, took: number): Measured {
  const { matters, replayed, concerned, differing, failed } = tally;
  const seconds = Math.round(took * 10) / 10;
  const perSecond = Math.round(matters / took);
  const supervise = tally.rungs['supervise'];
  const results = {
    matters,
    events,
    seconds,
    perSecond,
    replayed,
    concerned,
    differing: differing.length,
    failed: failed.length,
    supervise,
  };
  const isFast = took <= (SECONDS_MAX * Math.max(matters, PROMISED_OF)) / PROMISED_OF;
  return {
    ok: isFast && matters > 0 && replayed === matters && differing.length === 0,
    results,
    lines: [
      `预演 ${matters.toString()} 件（台账 ${events.toString()} 条）：${seconds.toString()} 秒，每秒 ${perSecond.toString()} 件`,
      `会有不同 ${concerned.toString()} 件；按原规则重放与台账不一致 ${differing.length.toString()} 件，无法推演 ${failed.length.toString()} 件`,
    ],
  };
}
