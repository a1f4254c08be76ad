import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { NoChromium } from './no-chromium.ts';

/** Begins the names of what one process alone uses: `<part>-<pid>-<what>`. */
const OWNED = /^(?:unpacking|run)-(\d+)$/;

/**
 * The private folder of Chromium: one for each user, so that it is unpacked once, in the temporary directory, since HOME
 * may be read-only. What processes left that no longer live is removed. Throws `NoChromium` where somebody else made it.
 */
export async function chromiumFolder(): Promise<string> {
  const { uid, username } = userInfo();
  const folder = join(tmpdir(), `bihuan-chromium-${uid === -1 ? username : uid.toString()}`);
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new NoChromium(`不能在临时目录 ${tmpdir()} 中建立文件夹。`, error);
  });
  const found = await lstat(folder);
  // On Windows there are neither owners nor modes.
  const isOurs = uid === -1 || (found.uid === uid && (found.mode & 0o077) === 0);
  if (!found.isDirectory() || !isOurs)
    throw new NoChromium(`${folder} 不归本程序所有，或者他人可以进入：请删除后再试。`);
  for (const name of await readdir(folder)) {
    const pid = OWNED.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
  return folder;
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
