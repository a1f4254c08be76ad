import { openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupFailure } from './failure.mjs';
import { codeOf, ownFolder } from './place.mjs';
import { livePid, notePid } from './process.mjs';

/**
 * Takes the data folder for this process. Throws a set-up failure when another launcher has it; a dead one's claim is
 * taken over.
 * @param {string} dataDir
 * @returns {Promise<() => void>} gives it back
 */
export async function takeFolder(dataDir) {
  ownFolder(dataDir, 0o700);
  const file = join(dataDir, 'launcher.pid.json');
  claim(file);
  notePid(file, process.pid, {});
  // Two launchers may clear the same dead claim at the same moment: the later one stands.
  await delay(50);
  if (livePid(file)?.pid !== process.pid) throw taken(file);
  return () => {
    if (readFileSync(file, 'utf8').includes(`"pid":${process.pid.toString()},`)) rmSync(file);
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
  const who = pid === undefined ? '另一个进程' : `进程 ${pid.toString()}`;
  return new SetupFailure(
    `${who}已在使用 ${file.slice(0, file.lastIndexOf('/'))}：请先停止它，或用 DATA_DIR 指定另一个文件夹。`,
  );
}
