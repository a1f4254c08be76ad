import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupFailure } from './failure.mjs';
import { codeOf, ownFolder } from './place.mjs';
import { livePid, notePid, until } from './process.mjs';

/** A launcher whose npm was just killed needs a moment to notice, and then its time to stop. */
const NOTICE_MS = 1_500;
const STOP_MS = 45_000;

/** @typedef {{ stopping: () => void, giveBack: () => void }} Claim */

/**
 * Takes the data folder for this process; one that is being stopped is waited for, a dead one's claim is taken over.
 * Throws a set-up failure when another launcher keeps it.
 * @param {string} dataDir
 * @returns {Promise<Claim>} tells that it will be free soon, and gives it back
 */
export async function takeFolder(dataDir) {
  ownFolder(dataDir, 0o700);
  const file = join(dataDir, 'launcher.pid.json');
  await until(() => livePid(file)?.stopping !== false, NOTICE_MS);
  await until(() => livePid(file)?.stopping !== true, STOP_MS);
  claim(file);
  notePid(file, process.pid, { stopping: false });
  // Two launchers may clear the same dead claim at the same moment: the later one stands.
  await delay(50);
  if (livePid(file)?.pid !== process.pid) throw taken(file);
  return {
    stopping: () => notePid(file, process.pid, { stopping: true }),
    giveBack: () => {
      if (livePid(file)?.pid === process.pid) rmSync(file);
    },
  };
}

/** @param {string} file */
function claim(file) {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw new SetupFailure(`无法写入 ${file}（${codeOf(error)}）：请检查文件夹权限。`);
    if (livePid(file) !== null) throw taken(file);
  }
}

/** @param {string} file */
function taken(file) {
  const pid = livePid(file)?.pid;
  const who = pid === undefined ? '另一个进程' : `进程 ${pid.toString()} `;
  return new SetupFailure(
    `${who}已在使用 ${file.slice(0, file.lastIndexOf('/'))}：请先停止它，或用 DATA_DIR 指定另一个文件夹。`,
  );
}
