import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { holdToAccount } from './demo/accountability-story.mjs';
import { auditAll } from './demo/audit-story.mjs';
import { checkChain } from './demo/chain-story.mjs';
import { closeOne } from './demo/closeout-story.mjs';
import { importLedger } from './demo/import-story.mjs';
import { climbLadder } from './demo/ladder-story.mjs';
import { checkPapers } from './demo/papers-story.mjs';
import { PublicApi } from './demo/public-api.mjs';
import { BREAKS, Story } from './demo/story.mjs';
import { runMain, SetupFailure } from './parts/failure.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { freePort } from './parts/process.mjs';
import { startSystem } from './parts/system.mjs';

const HOST = '127.0.0.1';

/** What stands in the environment for a real system: the demonstration has its own. */
const NOT_OURS =
  /^(DATABASE_URL|TEMPORAL_(?!CLI_PATH).*|OIDC_.*|BIHUAN_.*|SEAL_.*|ARCHIVE_DIR|PUBLIC_URL|PORT|HOST|DATA_DIR)$/;

await runMain(async () => {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, break: { type: 'string' } } });
  const broken = values.break ?? null;
  if (broken === 'list') {
    for (const [name, how] of Object.entries(BREAKS)) console.log(`${name.padEnd(16)}${how}`);
    return 0;
  }
  if (broken !== null && !(broken in BREAKS))
    throw new SetupFailure(`没有名为 ${broken} 的承诺：可用 ${Object.keys(BREAKS).join('、')}。`);
  await ensureInstalled(console.error);
  return demonstrate(new Story(values.json, broken));
});

/**
 * The whole story on a system of its own, which is gone afterwards.
 * @param {Story} story
 */
async function demonstrate(story) {
  const stopping = stopAsked();
  const dataDir = mkdtempSync(join(tmpdir(), 'bihuan-demo-'));
  try {
    const log = (/** @type {string} */ line) => {
      story.say(line);
    };
    const env = { ...ownEnvironment(), DATA_DIR: dataDir, DEMO_COUNTY: 'registers', LOG_LEVEL: 'warn' };
    const port = await freePort();
    const system = await startSystem({ dataDir, host: HOST, port, env, log, stopping });
    try {
      const api = new PublicApi(system.url, join(dataDir, 'demo-accounts.json'));
      await Promise.race([tell(api, story, dataDir, env), once(stopping, 'abort')]);
    } finally {
      await system.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
  story.end();
  return story.isWhole() ? 0 : 1;
}

/**
 * @param {PublicApi} api
 * @param {Story} story
 * @param {string} dataDir
 * @param {NodeJS.ProcessEnv} env
 */
async function tell(api, story, dataDir, env) {
  try {
    await api.learnWords();
    await importLedger(api, story);
    const { id: closed, wasHeldBack } = await closeOne(api, story);
    const climbed = await climbLadder(api, story);
    const opened = await holdToAccount(api, story, climbed);
    const hazards = [closed, climbed].map((id) => `/v1/hazards/${id}`);
    const cases = opened === null ? [] : [`/v1/accountability-cases/${opened}`];
    await checkPapers(api, story, [...hazards, ...cases], wasHeldBack);
    await auditAll(api, story, { ids: [climbed, closed], folder: dataDir, env });
    await checkChain(api, story, dataDir);
  } catch (error) {
    story.say(`故事没有讲完：${error instanceof Error ? error.message : String(error)}`);
  }
}

function ownEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_OURS.test(name)));
}

/** Aborted by Ctrl-C: what was started is stopped first. */
function stopAsked() {
  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      asked.abort();
    });
  return asked.signal;
}
