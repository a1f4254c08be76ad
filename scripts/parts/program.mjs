import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './place.mjs';
import { isAlive, livePid, notePid, spawnPart, stopProcess } from './process.mjs';

/** Calls and tasks under way get so long to end. */
const STOP = [
  { signal: /** @type {const} */ ('SIGTERM'), waitMs: 15_000 },
  { signal: /** @type {const} */ ('SIGKILL'), waitMs: 2_000 },
];

/** @typedef {{ name: string, entry: string, dataDir: string, env: NodeJS.ProcessEnv }} Program one of our processes */
/** @typedef {{ pid: number, isAlive: () => boolean, stop: () => Promise<void>, lastWords: () => string }} Running */

/**
 * Starts one of our own processes from its TypeScript entry, noting it in `dataDir` so that the next launcher finds it.
 * @param {Program} program
 * @returns {Running}
 */
export function startProgram({ name, entry, dataDir, env }) {
  const logFile = join(dataDir, `${name}.log`);
  const args = ['--import', 'tsx', join(ROOT, entry)];
  const before = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const child = spawnPart(process.execPath, args, { cwd: ROOT, env, logFile });
  child.unref();
  const known = notePid(pidFile(dataDir, name), child.pid ?? 0, {});
  return {
    pid: known.pid,
    isAlive: () => child.exitCode === null && child.signalCode === null && isAlive(known),
    stop: () => stopProcess(known, STOP),
    lastWords: () => lastWords(readFileSync(logFile).subarray(before).toString()),
  };
}

/**
 * Stops one that a dead launcher left behind: it may run old code on old settings.
 * @param {string} dataDir
 * @param {string} name
 */
export async function stopLeftover(dataDir, name) {
  const known = livePid(pidFile(dataDir, name));
  if (known !== null) await stopProcess(known, STOP);
}

/**
 * @param {string} dataDir
 * @param {string} name
 */
function pidFile(dataDir, name) {
  return join(dataDir, `${name}.pid.json`);
}

/**
 * The line of a log that says why, so far as one can be told from the others.
 * @param {string} log
 */
function lastWords(log) {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const why = lines.findLast((line) => /^\w*Error\b|"level":(50|60)|有误/.test(line)) ?? lines.at(-1) ?? '';
  return why.slice(0, 300);
}
