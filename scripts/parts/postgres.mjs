import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { ownFolder } from './place.mjs';
import { isTraversable, postgresBinaries, postgresUser } from './postgres-binaries.mjs';
import { freePort, identityOf, isAlive, portIfFree, spawnPart, stopProcess, until } from './process.mjs';

/** @typedef {import('./process.mjs').Known} Known */
/** @typedef {{ data: string, bin: string, as: import('./postgres-binaries.mjs').As, dataArg: string }} Cluster */

const ROLE = 'bihuan';
const PORT_FILE = 'postgres-port';
const DATABASE = 'bihuan';
const START_LIMIT_MS = 60_000;
/** A killed postmaster's children hold its shared memory for a moment; and a port may be taken between look and use. */
const START_ATTEMPTS = 4;

/** SIGINT ends sessions and stops cleanly; SIGQUIT leaves the rest to recovery. */
const STOP = [
  { signal: /** @type {const} */ ('SIGINT'), waitMs: 20_000 },
  { signal: /** @type {const} */ ('SIGQUIT'), waitMs: 5_000 },
  { signal: /** @type {const} */ ('SIGKILL'), waitMs: 2_000 },
];

/**
 * A PostgreSQL of our own on a free port of 127.0.0.1 with the database `bihuan`, its files in `dataDir`. One that an
 * earlier launcher left running is taken over. For trying out, demonstrations and tests. `durable: false` trades safety
 * after a power cut for speed, for data that is thrown away.
 * @param {{ dataDir: string, log: (sentence: string) => void, durable?: boolean }} how
 * @returns {Promise<{ url: string, pid: number, isAlive: () => boolean, stop: () => Promise<void> }>}
 */
export async function startPostgres({ dataDir, log, durable = true }) {
  ownFolder(dataDir);
  const as = postgresUser();
  const data = join(dataDir, 'postgres');
  // Nobody may not be allowed through the folders above; a working folder entered as root needs no way to it.
  const dataArg = as.uid === undefined || process.platform !== 'linux' ? data : '/proc/self/cwd';
  if (as.uid !== undefined && process.platform !== 'linux' && !isTraversable(dataDir))
    throw new SetupFailure(
      `以 root 运行时，PostgreSQL 无法进入 ${dataDir}：请改用普通用户，或用 DATA_DIR 指定另一个文件夹。`,
    );
  const cluster = { data, bin: postgresBinaries(as), as, dataArg };
  if (!existsSync(data)) {
    log('正在建立数据库……');
    initialise(cluster, dataDir);
  }
  const running = runningPostmaster(data) ?? (await start(cluster, dataDir, durable));
  const { known, port } = running;
  const password = readFileSync(join(dataDir, 'postgres-password'), 'utf8').trim();
  return {
    url: `postgres://${ROLE}:${password}@127.0.0.1:${port}/${DATABASE}`,
    pid: known.pid,
    isAlive: () => isAlive(known),
    stop: () => stopProcess(known, STOP),
  };
}

/**
 * Stops what an earlier launcher left running in `dataDir`.
 * @param {string} dataDir
 */
export async function stopPostgres(dataDir) {
  const running = runningPostmaster(join(dataDir, 'postgres'));
  if (running !== null) await stopProcess(running.known, STOP);
}

/**
 * Made under another name and renamed, so that a set-up killed in the middle leaves nothing that looks ready.
 * @param {Cluster} cluster
 * @param {string} dataDir
 */
function initialise({ data, bin, as, dataArg }, dataDir) {
  const password = `${randomBytes(24).toString('base64url')}\n`;
  const unready = mkdtempSync(`${data}-unready-`);
  try {
    const folder = join(unready, 'data');
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(join(unready, 'password'), password, { mode: 0o600 });
    const { uid, gid } = as;
    if (uid !== undefined && gid !== undefined)
      for (const path of [unready, folder, join(unready, 'password')]) chownSync(path, uid, gid);
    const how = { cwd: folder, env: environment(), ...as };
    const place = ['-D', dataArg === data ? folder : dataArg];
    // pg_trgm is blind to Chinese under the locale C.
    const locale = ['-E', 'UTF8', '--locale=C.UTF-8'];
    const access = ['-U', ROLE, '--auth=scram-sha-256', '--pwfile=../password'];
    run(join(bin, 'initdb'), [...place, ...locale, ...access, '--no-instructions'], how);
    run(join(bin, 'postgres'), ['--single', ...place, 'postgres'], { ...how, input: `CREATE DATABASE ${DATABASE}\n` });
    writeFileSync(join(dataDir, 'postgres-password'), password, { mode: 0o600 });
    renameSync(folder, data);
  } finally {
    rmSync(unready, { recursive: true, force: true });
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, uid?: number, gid?: number, input?: string }} how
 */
function run(command, args, how) {
  const { status, stderr, error } = spawnSync(command, args, { ...how, encoding: 'utf8' });
  if (status === 0) return;
  const why = error?.message ?? stderr.trim().split('\n').slice(-3).join(' ');
  throw new SetupFailure(
    `建立数据库失败（${why}）：请检查磁盘空间与文件夹权限，或用 DATABASE_URL 指定已有的 PostgreSQL。`,
  );
}

/** Nothing of the caller's, such as PGDATA or a locale, may leak in. */
function environment() {
  return { PATH: '/usr/bin:/bin', TZ: 'UTC', LC_ALL: 'C' };
}

/**
 * @param {Cluster} cluster
 * @param {string} dataDir
 * @param {boolean} durable
 */
async function start({ data, bin, as, dataArg }, dataDir, durable) {
  const logFile = join(dataDir, 'postgres.log');
  // The port of last time, if it is free, so that whoever was connected finds the way back.
  let port = await portIfFree('127.0.0.1', lastPort(dataDir));
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    port ??= await freePort();
    const args = ['-D', dataArg, '-p', port.toString(), ...settings(durable)];
    const child = spawnPart(join(bin, 'postgres'), args, { cwd: data, env: environment(), logFile, ...as });
    const ended = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
    await until(() => ended() || readPidFile(data)?.readyPid === child.pid, START_LIMIT_MS, 20);
    const running = ended() ? null : runningPostmaster(data);
    if (running !== null) {
      child.unref();
      writeFileSync(join(dataDir, PORT_FILE), running.port);
      return running;
    }
    child.kill('SIGQUIT');
    await until(ended, 500);
    port = null;
  }
  throw new SetupFailure(`PostgreSQL 没有启动成功：原因见 ${logFile}；也可用 DATABASE_URL 指定已有的 PostgreSQL。`);
}

/** @param {string} dataDir */
function lastPort(dataDir) {
  const file = join(dataDir, PORT_FILE);
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
}

/** @param {boolean} durable */
function settings(durable) {
  const fast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const all = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...(durable ? [] : fast),
  ];
  return all.flatMap((setting) => ['-c', setting]);
}

/**
 * The postmaster that runs on these files, if any. The pid file of a dead one, a zombie or a stranger is removed:
 * PostgreSQL itself would take any process of that pid for its own.
 * @param {string} data
 * @returns {{ known: Known, port: string } | null}
 */
function runningPostmaster(data) {
  const file = readPidFile(data);
  if (file === null) return null;
  const identity = identityOf(file.pid);
  if (identity !== null && isPostmasterOf(file.pid, data))
    return { known: { pid: file.pid, identity }, port: file.port };
  rmSync(join(data, 'postmaster.pid'), { force: true });
  return null;
}

/**
 * @param {number} pid
 * @param {string} data
 */
function isPostmasterOf(pid, data) {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', pid.toString()], { encoding: 'utf8' });
    return stdout.includes('postgres') && stdout.includes(data);
  }
  try {
    return readlinkSync(`/proc/${pid.toString()}/cwd`) === realpathSync(data);
  } catch {
    return false;
  }
}

/**
 * Line 1 is the pid, 4 the port, 8 the state. `readyPid` is the pid once connections are taken.
 * @param {string} data
 */
function readPidFile(data) {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  return { pid, port: lines[3] ?? '', readyPid: lines[7]?.trim() === 'ready' ? pid : null };
}
