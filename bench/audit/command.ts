import { parseArgs } from 'node:util';
import { auditorOf } from '../../audit/auditor.ts';
import { storeOf } from '../../db/archive/store.ts';
import { connect } from '../../db/client.ts';
import { onOwnParts } from '../cost/own-parts.ts';
import { meteredSystem, type Place } from '../cost/system.ts';
import type { Measured } from '../measured.ts';
import { cases } from './cases.ts';
import { measureSpeeds, type Speeds } from './measure.ts';

/** What is promised: an audit costs at most so much more than to replay. */
const RATIO_MIN = 0.7;

/**
 * `npm run bench -- audit [--matters n] [--rounds n]`: how many histories are verified per second and per core, and the
 * ratio to the SDK's bare replay of the same histories.
 */
export async function audit(options: readonly string[]): Promise<Measured> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      matters: { type: 'string', default: '200' },
      rounds: { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
    },
  });
  const results = await onOwnParts((place) => measured(place, Number(values.matters), Number(values.rounds)));
  return { ok: results.ratio >= RATIO_MIN && results.differing.length === 0, results, lines: linesOf(results) };
}

async function measured(place: Place, matters: number, rounds: number): Promise<Speeds> {
  const system = await meteredSystem(place);
  const tell = (done: number): void => {
    if (done % 20 === 0) process.stderr.write(`\r办结 ${done.toString()}/${matters.toString()}`);
  };
  const decided = await cases(system, matters, tell).finally(() => process.stderr.write('\n'));
  const db = connect(place.databaseUrl, { max: 8, name: 'bench audit' });
  const { temporal } = system;
  try {
    const audited = { db, temporal, archive: storeOf(db, null), seal: { dir: '' } };
    const { address, namespace } = place.temporal;
    // The processes find the system as the auditor's command line does.
    Object.assign(process.env, {
      DATABASE_URL: place.databaseUrl,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
    });
    return await measureSpeeds(auditorOf(audited, place.bundle.code), decided, rounds);
  } finally {
    await db.end();
    await system.close();
  }
}

function linesOf(speeds: Speeds): readonly string[] {
  const { matters, events, bare, verified, ratio, ratioOfCores, cores, inProcessesPerSecond, differing } = speeds;
  const rates = ({ perSecond, perCoreSecond }: Speeds['bare']): string =>
    `每秒 ${perSecond.toFixed(1)} 份历史，每核每秒（处理器时间）${perCoreSecond.toFixed(1)} 份`;
  return [
    `${matters.toString()} 件真实办结的事项，共 ${events.toString()} 个历史事件；两边轮流进行，取中位数`,
    `核验（单进程）：${rates(verified)}`,
    `裸重放 runReplayHistories（单进程）：${rates(bare)}`,
    `比值：${ratio.toFixed(2)}（须 ≥ ${RATIO_MIN.toString()}）；按处理器时间 ${ratioOfCores.toFixed(2)}`,
    `核验（${cores.toString()} 个进程，含启动）：每秒 ${inProcessesPerSecond.toFixed(1)} 份，每核 ${(inProcessesPerSecond / cores).toFixed(1)} 份`,
    ...differing.map(({ id, first }) => `误报：${id}　${first?.what ?? ''}`),
  ];
}
