import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { ownFolder } from './place.mjs';
import { freePort, isAlive, livePid, notePid, portIfFree, spawnPart, stopProcess, until } from './process.mjs';
import { temporalCli } from './temporal-binaries.mjs';

/** @typedef {import('./process.mjs').Known} Known */

const NOTED = 'temporal.pid.json';
const START_LIMIT_MS = 60_000;
/** A port may be taken between look and use. */
const START_ATTEMPTS = 3;

/** How long closed histories stay; a namespace that start-dev makes by itself would keep them for one day only. */
const RETENTION = '90d';

/** More than ten updates at once on one matter break things under the default; and a run's own clock may be moved on. */
const SETTINGS = ['history.maxInFlightUpdates=200', 'frontend.WorkflowTimeSkippingEnabled=true'];

const STOP = [
  { signal: /** @type {const} */ ('SIGTERM'), waitMs: 10_000 },
  { signal: /** @type {const} */ ('SIGKILL'), waitMs: 2_000 },
];

/**
 * A Temporal server of our own on free ports of 127.0.0.1, its database in `dataDir`, with the namespace made at the
 * first start. One that an earlier launcher left running is taken over. `ui` also serves Temporal's own pages.
 * @param {{ dataDir: string, namespace: string, log: (sentence: string) => void, ui?: boolean, env?: NodeJS.ProcessEnv }} how
 * @returns {Promise<{ address: string, uiUrl: string | null, pid: number, isAlive: () => boolean, stop: () => Promise<void> }>}
 */
export async function startTemporal({ dataDir, namespace, log, ui = false, env = process.env }) {
  ownFolder(dataDir);
  const cli = await temporalCli({ log, env });
  const noted = join(dataDir, NOTED);
  const running = (await adopt(cli, noted)) ?? (await start(cli, dataDir, noted, ui));
  await ensureNamespace(cli, running.address, namespace);
  return {
    ...running,
    isAlive: () => isAlive(running),
    stop: () => stopProcess(running, STOP),
  };
}

/**
 * Stops what an earlier launcher left running in `dataDir`.
 * @param {string} dataDir
 */
export async function stopTemporal(dataDir) {
  const known = livePid(join(dataDir, NOTED));
  if (known !== null) await stopProcess(known, STOP);
}

/**
 * @param {string} cli
 * @param {string} noted
 */
async function adopt(cli, noted) {
  const known = livePid(noted);
  if (known === null) return null;
  const { address, uiUrl } = known;
  if (typeof address === 'string' && (await until(() => serves(cli, address), 5_000)))
    return { pid: known.pid, identity: known.identity, address, uiUrl: typeof uiUrl === 'string' ? uiUrl : null };
  await stopProcess(known, STOP);
  return null;
}

/**
 * @param {string} cli
 * @param {string} dataDir
 * @param {string} noted
 * @param {boolean} ui
 */
async function start(cli, dataDir, noted, ui) {
  const logFile = join(dataDir, 'temporal.log');
  // The ports of last time, if they are free, so that whoever was connected finds the way back.
  const last = lastPorts(noted);
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    const [again, againUi] = attempt === 1 ? last : [0, 0];
    const port = (await portIfFree('127.0.0.1', again)) ?? (await freePort());
    const uiPort = (await portIfFree('127.0.0.1', againUi)) ?? (await freePort());
    const address = `127.0.0.1:${port.toString()}`;
    const place = ['--ip', '127.0.0.1', '--port', port.toString(), '--db-filename', join(dataDir, 'temporal.db')];
    const pages = ui ? ['--ui-port', uiPort.toString()] : ['--headless'];
    const settings = SETTINGS.flatMap((setting) => ['--dynamic-config-value', setting]);
    const args = ['server', 'start-dev', ...place, ...pages, ...settings, '--log-level', 'warn', ...CONFIGURED];
    const child = spawnPart(cli, args, { cwd: dataDir, env: environment(), logFile });
    const ended = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
    if (child.pid !== undefined) {
      const known = notePid(noted, child.pid, { address, uiUrl: ui ? `http://127.0.0.1:${uiPort.toString()}` : null });
      if ((await until(() => ended() || serves(cli, address), START_LIMIT_MS)) && !ended()) {
        child.unref();
        return known;
      }
    }
    child.kill('SIGKILL');
  }
  throw new SetupFailure(`Temporal 没有启动成功：原因见 ${logFile}；也可用 TEMPORAL_ADDRESS 指定已有的服务器。`);
}

/**
 * @param {string} noted
 * @returns {[number, number]}
 */
function lastPorts(noted) {
  try {
    const { address, uiUrl } = /** @type {Record<string, unknown>} */ (JSON.parse(readFileSync(noted, 'utf8')));
    return [portOf(address), portOf(uiUrl)];
  } catch {
    return [0, 0];
  }
}

/** @param {unknown} address */
function portOf(address) {
  return typeof address === 'string' ? Number(address.split(':').at(-1)) : 0;
}

/** The user's own CLI profile must not point us elsewhere. */
const CONFIGURED = ['--disable-config-file', '--disable-config-env'];

function environment() {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: process.env.HOME ?? '/', TZ: 'UTC' };
}

/**
 * @param {string} cli
 * @param {readonly string[]} args
 */
function ask(cli, args) {
  const { stdout, stderr, status } = spawnSync(cli, [...args, ...CONFIGURED], {
    encoding: 'utf8',
    env: environment(),
    timeout: 10_000,
  });
  return { ok: status === 0, said: `${stdout}${stderr}` };
}

/**
 * @param {string} cli
 * @param {string} address
 */
function serves(cli, address) {
  return ask(cli, ['operator', 'cluster', 'health', '--address', address]).said.includes('SERVING');
}

/**
 * @param {string} cli
 * @param {string} address
 * @param {string} namespace
 */
async function ensureNamespace(cli, address, namespace) {
  const where = ['--namespace', namespace, '--address', address];
  const exists = () => ask(cli, ['operator', 'namespace', 'describe', ...where]).ok;
  if (exists()) return;
  const made = ask(cli, ['operator', 'namespace', 'create', '--retention', RETENTION, ...where]);
  // Seen by describe is not yet seen by everyone who takes work: a count asks as they do.
  if ((await until(exists, 10_000)) && (await until(() => ask(cli, ['workflow', 'count', ...where]).ok, 15_000)))
    return;
  throw new SetupFailure(`Temporal 命名空间 ${namespace} 未能建立：${made.said.trim()}`);
}
