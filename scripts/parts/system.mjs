import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { runNode } from './node.mjs';
import { ROOT } from './place.mjs';
import { startPostgres } from './postgres.mjs';
import { until } from './process.mjs';
import { startProgram, stopLeftover } from './program.mjs';
import { startTemporal } from './temporal.mjs';

/** @typedef {import('./program.mjs').Running} Running */
/** @typedef {{ address: string, uiUrl: string | null } & Partial<Running>} TemporalPart */
/** @typedef {{ dataDir: string, host: string, port: number, env: NodeJS.ProcessEnv, log: (sentence: string) => void, ui?: boolean, stopping: AbortSignal }} Wanted */

const READY_LIMIT_MS = 60_000;
const WATCH_MS = 500;

/** A process that dies again and again is started again ever more slowly. */
const RESTART_PAUSES_MS = [0, 1_000, 2_000, 5_000, 10_000];

/**
 * The whole system: PostgreSQL and Temporal (ours, unless `DATABASE_URL` or `TEMPORAL_ADDRESS` stand in `env`), the
 * schema and the registers, the worker and the API. Ready when it returns; a part that dies is started again until
 * `stop`. Throws a set-up failure when a part cannot be started or `stopping` is aborted before all are; then nothing
 * that it started is left.
 * @param {Wanted} wanted
 * @returns {Promise<{ url: string, uiUrl: string | null, stop: () => Promise<void> }>}
 */
export async function startSystem(wanted) {
  const system = new System(wanted);
  try {
    await system.start();
  } catch (error) {
    await system.stop();
    throw error;
  }
  return { url: system.url, uiUrl: system.uiUrl, stop: () => system.stop() };
}

/**
 * Stops our processes that a dead launcher left behind in `dataDir`; until then they hold its port.
 * @param {string} dataDir
 */
export async function stopLeftovers(dataDir) {
  await Promise.all(PROGRAMS.map(({ name }) => stopLeftover(dataDir, name)));
}

class System {
  /** @type {Wanted} */ wanted;
  /** @type {{ url: string } & Partial<Running>} */ postgres = { url: '' };
  /** @type {TemporalPart} */ temporal = { address: '', uiUrl: null };
  /** @type {Map<string, Running>} */ programs = new Map();
  /** @type {Map<string, number>} */ deaths = new Map();
  /** @type {Promise<void>} */ watching = Promise.resolve();
  isStopping = false;

  /** @param {Wanted} wanted */
  constructor(wanted) {
    this.wanted = wanted;
  }

  get url() {
    const { host, port } = this.wanted;
    return `http://${host.includes(':') ? `[${host}]` : host}:${port.toString()}`;
  }

  get uiUrl() {
    return this.temporal.uiUrl;
  }

  async start() {
    const { log } = this.wanted;
    // Both are waited for, also when one fails: what has been started can then be stopped.
    const parts = await Promise.allSettled([this.startPostgres(), this.startTemporal()]);
    for (const part of parts) if (part.status === 'rejected') throw part.reason;
    this.refuseWhenStopped();
    this.noteRun();
    log('PostgreSQL 与 Temporal 已启动，正在准备数据库……');
    await this.prepare();
    for (const program of PROGRAMS) this.startProgram(program.name);
    await this.untilReady();
    this.watching = this.watch();
  }

  async startPostgres() {
    const { dataDir, env, log } = this.wanted;
    const given = env.DATABASE_URL ?? '';
    this.postgres = given === '' ? await startPostgres({ dataDir, log }) : { url: given };
  }

  async startTemporal() {
    const { dataDir, env, log, ui = false } = this.wanted;
    const given = env.TEMPORAL_ADDRESS ?? '';
    const namespace = namespaceOf(env);
    this.temporal =
      given === '' ? await startTemporal({ dataDir, namespace, log, ui, env }) : { address: given, uiUrl: null };
  }

  get runFile() {
    return join(this.wanted.dataDir, 'run.json');
  }

  /** How to reach what runs here, for the auditor's command line: it asks neither the API nor the worker. */
  noteRun() {
    const { DATABASE_URL, TEMPORAL_ADDRESS, DATA_DIR } = this.environment();
    const { SEAL_DIR, ARCHIVE_DIR } = this.wanted.env;
    const TEMPORAL_NAMESPACE = namespaceOf(this.wanted.env);
    const places = { DATA_DIR, SEAL_DIR, ARCHIVE_DIR };
    const run = JSON.stringify({ DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, ...places });
    writeFileSync(this.runFile, run, { mode: 0o600 });
  }

  environment() {
    const { dataDir, host, port, env } = this.wanted;
    const bothOurs = this.postgres.stop !== undefined && this.temporal.stop !== undefined;
    return {
      ...env,
      HOST: host,
      PORT: port.toString(),
      DATA_DIR: dataDir,
      DATABASE_URL: this.postgres.url,
      TEMPORAL_ADDRESS: this.temporal.address,
      BIHUAN_EMBEDDED: bothOurs ? '1' : '0',
      // The county that `prepare` brings is the demonstration, whose passwords lie in a file beside it.
      SECOND_FACTOR: env.SECOND_FACTOR ?? 'optional',
      TZ: 'UTC',
    };
  }

  /** Schema, registers and accounts; also the place where a wrong environment is named before anything else runs. */
  async prepare() {
    const { ok, said } = await runNode(['--import', 'tsx', PREPARE], ROOT, this.environment());
    this.refuseWhenStopped();
    if (!ok) throw new SetupFailure(said.trim());
  }

  /** @param {string} name */
  startProgram(name) {
    const program = PROGRAMS.find((one) => one.name === name);
    if (program === undefined) return;
    const { dataDir } = this.wanted;
    this.programs.set(name, startProgram({ ...program, dataDir, env: this.environment() }));
  }

  async untilReady() {
    const { stopping } = this.wanted;
    const isOver = async () => stopping.aborted || this.deadProgram() !== null || (await this.answers());
    const isReady = await until(isOver, READY_LIMIT_MS, 50);
    this.refuseWhenStopped();
    const dead = this.deadProgram();
    if (isReady && dead === null) return;
    const name = dead ?? 'api';
    const words = this.programs.get(name)?.lastWords() ?? '';
    throw new SetupFailure(`${name} 没有启动成功（${words}），日志见 ${join(this.wanted.dataDir, `${name}.log`)}。`);
  }

  refuseWhenStopped() {
    if (this.wanted.stopping.aborted) throw new SetupFailure('启动已中止。');
  }

  /** The API answers and a worker polls: from here on a command is decided at once. */
  async answers() {
    try {
      const answer = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(4_000) });
      const { worker } = /** @type {{ worker?: boolean }} */ (await answer.json());
      return answer.ok && worker === true;
    } catch {
      return false;
    }
  }

  deadProgram() {
    for (const [name, running] of this.programs) if (!running.isAlive()) return name;
    return null;
  }

  async watch() {
    while (!this.isStopping) {
      await until(() => this.isStopping, WATCH_MS, WATCH_MS);
      try {
        await this.reviveDead();
      } catch (error) {
        this.wanted.log(`未能重新启动：${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  async reviveDead() {
    const before = [this.postgres.url, this.temporal.address].join();
    if (await this.isDead('PostgreSQL', this.postgres)) await this.startPostgres();
    if (await this.isDead('Temporal', this.temporal)) await this.startTemporal();
    const hasMoved = before !== [this.postgres.url, this.temporal.address].join();
    if (hasMoved) this.noteRun();
    for (const [name, running] of this.programs) {
      if (hasMoved && !this.isStopping) await running.stop();
      if (await this.isDead(name, running)) this.startProgram(name);
    }
  }

  /**
   * Whether a part of ours has died and its pause before the next start is over.
   * @param {string} name
   * @param {Partial<Running>} part
   */
  async isDead(name, part) {
    if (this.isStopping || part.isAlive?.() !== false) return false;
    const deaths = this.deaths.get(name) ?? 0;
    this.deaths.set(name, deaths + 1);
    const pause = RESTART_PAUSES_MS[Math.min(deaths, RESTART_PAUSES_MS.length - 1)] ?? 0;
    this.wanted.log(`${name} 意外退出，正在重新启动……`);
    await until(() => this.isStopping, pause);
    return !this.isStopping;
  }

  /** Stops in the order in which nothing is lost: no new calls, then no new tasks, then the servers. */
  async stop() {
    this.isStopping = true;
    await this.watching;
    for (const name of ['api', 'worker']) await this.programs.get(name)?.stop();
    await Promise.all([this.temporal.stop?.(), this.postgres.stop?.()]);
    rmSync(this.runFile, { force: true });
  }
}

/** @param {NodeJS.ProcessEnv} env */
function namespaceOf({ TEMPORAL_NAMESPACE = '' }) {
  return TEMPORAL_NAMESPACE === '' ? 'bihuan' : TEMPORAL_NAMESPACE;
}

const PREPARE = 'db/seed/main.ts';

const PROGRAMS = [
  { name: 'worker', entry: 'worker/main.ts' },
  { name: 'api', entry: 'api/main.ts' },
];
