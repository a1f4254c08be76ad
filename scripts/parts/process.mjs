import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** @typedef {{ pid: number, identity: string }} Known a process, told apart from a later one with the same pid */

const LOG_KEEP_BYTES = 10 * 1024 * 1024;

/**
 * What tells a running process from any other that ever had its pid: boot and start time. Null when dead or a zombie.
 * @param {number} pid
 * @returns {string | null}
 */
export function identityOf(pid) {
  if (process.platform !== 'linux') return identityByPs(pid);
  const fields = statOf(pid);
  if (fields === null || fields[0] === 'Z' || fields[0] === 'X') return null;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19] ?? ''}`;
}

/**
 * A process's parent; null when it is gone, or where this cannot be asked cheaply.
 * @param {number} pid
 */
export function parentOf(pid) {
  const fields = process.platform === 'linux' ? statOf(pid) : null;
  return fields === null ? null : Number(fields[1]);
}

/**
 * What Linux says of a process from its state on; null when it is gone.
 * @param {number} pid
 */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid.toString()}/stat`, 'utf8');
    // The name in parentheses may itself hold spaces and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** @param {number} pid */
function identityByPs(pid) {
  const { stdout, status } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', pid.toString()], { encoding: 'utf8' });
  const [state = '', ...started] = stdout.trim().split(/\s+/u);
  return status !== 0 || state.startsWith('Z') ? null : started.join(' ');
}

/** @param {Known} known */
export function isAlive(known) {
  return identityOf(known.pid) === known.identity;
}

/**
 * Notes a running process, and what else is to be known of it, in a file.
 * @template {object} T
 * @param {string} file
 * @param {number} pid
 * @param {T} extra
 */
export function notePid(file, pid, extra) {
  const known = { pid, identity: identityOf(pid) ?? '', ...extra };
  writeFileSync(`${file}.new`, JSON.stringify(known), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return known;
}

/**
 * The process that a file of `notePid` names, if it is still the same one and alive.
 * @param {string} file
 * @returns {(Known & Record<string, unknown>) | null}
 */
export function livePid(file) {
  try {
    const known = /** @type {Known & Record<string, unknown>} */ (JSON.parse(readFileSync(file, 'utf8')));
    return isAlive(known) ? known : null;
  } catch {
    return null;
  }
}

/**
 * Sends the signals in turn until the process is gone, waiting `waitMs` after each.
 * @param {Known} known
 * @param {readonly { signal: NodeJS.Signals, waitMs: number }[]} steps
 */
export async function stopProcess(known, steps) {
  for (const { signal, waitMs } of steps) {
    if (!isAlive(known)) return;
    try {
      process.kill(known.pid, signal);
    } catch {
      return;
    }
    await until(() => !isAlive(known), waitMs, 20);
  }
}

/**
 * Asks again and again until the answer is yes; false when time is up.
 * @param {() => boolean | Promise<boolean>} isSo
 * @param {number} limitMs
 * @param {number} [everyMs]
 */
export async function until(isSo, limitMs, everyMs = 100) {
  const end = performance.now() + limitMs;
  for (;;) {
    if (await isSo()) return true;
    if (performance.now() >= end) return false;
    await delay(everyMs);
  }
}

/**
 * Starts a part that outlives Ctrl-C in the terminal (the launcher stops it in order) and writes into a log file.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, logFile: string, uid?: number, gid?: number }} how
 */
export function spawnPart(command, args, { logFile, ...how }) {
  const log = openLog(logFile);
  const child = spawn(command, args, { ...how, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  // A part that cannot be started at all shows as one that ended; whoever waits for it says so.
  child.on('error', () => undefined);
  return child;
}

/** @param {string} file */
function openLog(file) {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_KEEP_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/** @returns {Promise<number>} a port on 127.0.0.1 that was free a moment ago */
export async function freePort() {
  const port = await portIfFree('127.0.0.1', 0);
  if (port === null) throw new Error('no port is free');
  return port;
}

/**
 * The port when it can be listened on, else null. 0 asks for any.
 * @param {string} host
 * @param {number} port
 * @returns {Promise<number | null>}
 */
export function portIfFree(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => {
      resolve(null);
    });
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => {
        resolve(address !== null && typeof address === 'object' ? address.port : null);
      });
    });
  });
}
