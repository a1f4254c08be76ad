import { mkdirSync, statfsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupFailure } from './failure.mjs';

/** The project's folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where binaries that were once fetched are kept. */
export const CACHE = join(ROOT, '.cache', 'parts');

/** So much must be free before anything is unpacked or a database is made. */
const FREE_BYTES = 512 * 1024 * 1024;

/**
 * Makes a folder of ours and returns it. Throws a set-up failure when it cannot be written or the disk is nearly full.
 * @param {string} path
 * @param {number} [mode]
 */
export function ownFolder(path, mode = 0o755) {
  try {
    mkdirSync(path, { recursive: true, mode });
  } catch (error) {
    throw new SetupFailure(`无法建立文件夹 ${path}（${codeOf(error)}）：请检查权限，或用 DATA_DIR 指定另一个文件夹。`);
  }
  const { bavail, bsize } = statfsSync(path);
  if (bavail * bsize < FREE_BYTES)
    throw new SetupFailure(
      `磁盘空间不足：${path} 所在磁盘只剩 ${mebibytes(bavail * bsize)} MB，至少需要 ${mebibytes(FREE_BYTES)} MB，请清理后重试。`,
    );
  return path;
}

/**
 * The code of a system error, such as `EACCES`; its message when it has none.
 * @param {unknown} error
 */
export function codeOf(error) {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}

/** @param {number} bytes */
function mebibytes(bytes) {
  return Math.floor(bytes / 1024 / 1024).toString();
}
