import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { ownFolder, ROOT } from './place.mjs';
import { livePid, notePid, until } from './process.mjs';

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} Lock */

const OLDEST_NODE = { major: 20, minor: 19 };
const WAIT_FOR_OTHER_MS = 600_000;
const STILL_AT_IT_MS = 10_000;

/**
 * Makes sure that what package-lock.json names is installed, and does nothing when it is. Throws a set-up failure when
 * Node is too old or npm fails.
 * @param {(sentence: string) => void} log
 */
export async function ensureInstalled(log) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE.major || (major === OLDEST_NODE.major && minor < OLDEST_NODE.minor))
    throw new SetupFailure(
      `需要 Node.js ${OLDEST_NODE.major.toString()}.${OLDEST_NODE.minor.toString()} 或更高版本，当前是 ${process.versions.node}：请先升级。`,
    );
  const busy = join(ROOT, '.cache', 'installing.pid.json');
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  await until(() => livePid(busy) === null, WAIT_FOR_OTHER_MS, 500);
  if (isInstalled()) return;
  ownFolder(join(ROOT, 'node_modules'));
  notePid(busy, process.pid, {});
  try {
    await install(log);
  } finally {
    rmSync(busy, { force: true });
  }
}

/** npm writes its own list last, so a set-up that was killed in the middle does not look finished. */
function isInstalled() {
  try {
    const wanted = lockAt('package-lock.json').packages;
    const found = lockAt(join('node_modules', '.package-lock.json')).packages;
    return Object.entries(wanted).every(
      ([path, { version, optional }]) => path === '' || optional === true || found[path]?.version === version,
    );
  } catch {
    return false;
  }
}

/**
 * @param {string} path
 * @returns {Lock}
 */
function lockAt(path) {
  return /** @type {Lock} */ (JSON.parse(readFileSync(join(ROOT, path), 'utf8')));
}

/** @param {(sentence: string) => void} log */
async function install(log) {
  log('正在安装依赖（npm ci，首次约需半分钟到一分钟）……');
  const started = performance.now();
  const timer = setInterval(() => {
    log(`仍在安装依赖，已用 ${Math.round((performance.now() - started) / 1000).toString()} 秒……`);
  }, STILL_AT_IT_MS);
  const code = await runNpm(['ci', '--no-audit', '--no-fund']);
  clearInterval(timer);
  if (code !== 0)
    throw new SetupFailure('安装依赖没有成功（npm ci 的说明见上）：请检查网络、npm 源与磁盘空间，然后重试。');
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function runNpm(args) {
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') === true ? [process.execPath, [npm]] : ['npm', []];
  return new Promise((resolve) => {
    // npm's own words go to stderr, so that stdout stays ours.
    const child = spawn(command, [...first, ...args], { cwd: ROOT, stdio: ['ignore', 2, 2] });
    child.on('error', () => {
      resolve(1);
    });
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}
