import { isAbsolute, join, relative, resolve } from 'node:path';
import { loadDemoCounty } from './demo-county/load.mjs';
import { ensureConsole } from './parts/console.mjs';
import { runMain, SetupFailure } from './parts/failure.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { takeFolder } from './parts/lock.mjs';
import { codeOf, ROOT } from './parts/place.mjs';
import { parentOf, portIfFree, until } from './parts/process.mjs';
import { startSystem, stopLeftovers } from './parts/system.mjs';

const FIRST_PORT = 3000;
const LAST_PORT = 65_535;
const WATCH_PARENTS_MS = 500;

const started = performance.now();

/** @param {string} sentence */
function log(sentence) {
  console.log(`[${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s] ${sentence}`);
}

await runMain(async () => {
  const stopping = stopAsked();
  const { env } = process;
  const dataDir = resolve(ROOT, setting('DATA_DIR') ?? '.data');
  await ensureInstalled(log);
  await ensureConsole(log);
  const folder = await takeFolder(dataDir);
  stopping.addEventListener('abort', folder.stopping);
  try {
    // Before a port is chosen: an orphaned API would hold the one that people know.
    await stopLeftovers(dataDir);
    const host = setting('HOST') ?? '127.0.0.1';
    const port = await choosePort(host, setting('PORT'));
    const system = await startSystem({ dataDir, host, port, env, log, ui: true, stopping });
    try {
      const isFull = setting('DEMO_COUNTY') !== 'registers';
      if (isFull) await beforeStop(stopping, loadDemoCounty({ url: system.url, dataDir, log }));
      if (!stopping.aborted) greet(system, join(dataDir, 'demo-accounts.json'));
      await until(() => stopping.aborted, Infinity, 200);
    } finally {
      log('正在停止……');
      await system.stop();
      log('已全部停止。');
    }
  } finally {
    folder.giveBack();
  }
});

/**
 * A variable of the environment; an empty one counts as not set.
 * @param {string} name
 */
function setting(name) {
  const value = process.env[name]?.trim();
  return value === '' ? undefined : value;
}

/**
 * The port that was asked for, or the first free one from 3000 on.
 * @param {string} host
 * @param {string | undefined} wanted
 */
async function choosePort(host, wanted) {
  if (wanted !== undefined) {
    const port = Number(wanted);
    if (!/^\d+$/.test(wanted) || port < 1 || port > LAST_PORT)
      throw new SetupFailure(`环境变量 PORT 不正确（${wanted}）：须为 1 到 ${LAST_PORT.toString()} 的整数。`);
    if ((await portIfFree(host, port)) !== null) return port;
    throw new SetupFailure(
      `端口 ${wanted} 无法使用（已被占用或不允许）：请换一个端口（PORT=…），或取消 PORT 由程序自选。`,
    );
  }
  if ((await portIfFree(host, 0)) === null)
    throw new SetupFailure(`HOST=${host} 不是本机的地址：请改正，或取消该变量。`);
  for (let port = FIRST_PORT; port <= LAST_PORT; port += 1) if ((await portIfFree(host, port)) !== null) return port;
  throw new SetupFailure(`${host} 上没有可用的端口：请先停止一些程序。`);
}

/**
 * @param {{ url: string, uiUrl: string | null }} system
 * @param {string} accounts
 */
function greet({ url, uiUrl }, accounts) {
  console.log(`ready ${url}`);
  const near = relative(process.cwd(), accounts);
  console.log(`登录：演示账号与口令在 ${isAbsolute(near) ? accounts : near}，例如 anweiban（县安委办）。`);
  console.log(`接口说明：${url}/docs${uiUrl === null ? '' : `；Temporal 页面：${uiUrl}`}`);
  console.log('按 Ctrl-C 停止。');
}

/**
 * Waits for the work, or no longer than until the stop; work that a stop breaks off is not an error.
 * @param {AbortSignal} stopping
 * @param {Promise<void>} work
 */
async function beforeStop(stopping, work) {
  const ended = work.catch((/** @type {unknown} */ error) => {
    if (!stopping.aborted) throw new SetupFailure(`演示县未能布置好（${codeOf(error)}）：再次启动会接着布置。`);
  });
  await Promise.race([ended, until(() => stopping.aborted, Infinity, 200)]);
}

/**
 * Aborted by Ctrl-C, or when the npm that started us, or its shell, is gone. Asked again it changes nothing: parts get
 * their time.
 */
function stopAsked() {
  const asked = new AbortController();
  const stop = () => {
    asked.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  const isOfNpm = process.env.npm_lifecycle_event !== undefined;
  const above = () => [process.ppid, parentOf(process.ppid)].join();
  const atFirst = above();
  if (isOfNpm)
    setInterval(() => {
      if (above() !== atFirst) stop();
    }, WATCH_PARENTS_MS).unref();
  return asked.signal;
}
