import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporalCli } from '../parts/temporal-binaries.mjs';
import { lookUntil } from './public-api.mjs';

/** @typedef {import('./public-api.mjs').PublicApi} PublicApi */
/** @typedef {import('./story.mjs').Story} Story */

/** A break is seen within a minute; an unbroken chain as soon as the watch has looked once after now. */
const CHAIN_LIMIT_MS = 70_000;

/**
 * Every open matter has a holder and a run that will wake, as the watch over the chain says.
 * @param {PublicApi} api
 * @param {Story} story
 * @param {string} dataDir
 */
export async function checkChain(api, story, dataDir) {
  if (story.breaks('chain')) await breakOne(api, dataDir);
  const from = Date.now();
  const seen = await lookUntil(async () => {
    const chain = await api.get('anweiban', '/v1/chain');
    const isFresh = chain.checkedAt !== null && Date.parse(chain.checkedAt) > from;
    return isFresh && (!story.breaks('chain') || chain.breaks.length > 0) ? chain : null;
  }, CHAIN_LIMIT_MS);
  if (seen === null) {
    story.keep('chain', false, '一分钟内没有新的检查结果');
    return;
  }
  const { open, held, awake, breaks } = seen;
  /** @type {string} */
  const broken = breaks.map((/** @type {any} */ one) => `${String(one.id)}：${String(one.why)}`).join('；');
  const counts = `在办 ${String(open)} 件，有责任人 ${String(held)} 件，期限走着 ${String(awake)} 件`;
  story.keep(
    'chain',
    breaks.length === 0 && open === held && open === awake,
    broken === '' ? counts : `${counts}；${broken}`,
  );
}

/**
 * Ends a run behind the system's back, as no caller of the API can.
 * @param {PublicApi} api
 * @param {string} dataDir
 */
async function breakOne(api, dataDir) {
  const { items } = await api.get('anweiban', '/v1/hazards?open=true&limit=1');
  const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE } = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8'));
  const where = ['--address', TEMPORAL_ADDRESS, '--namespace', TEMPORAL_NAMESPACE];
  const what = ['workflow', 'terminate', '--workflow-id', String(items[0]?.id), '--reason', 'demo'];
  spawnSync(await temporalCli({ log: console.error }), [...what, ...where], { stdio: 'ignore' });
}
