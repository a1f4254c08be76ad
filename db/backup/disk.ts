import { dirname } from 'node:path';
import { BackupFailure } from './manifest.ts';

const FULL = '磁盘已满，写不下';
const CLOSED = '没有写入的权限';
const WHY: Readonly<Partial<Record<string, string>>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  ENOENT: '文件夹不存在，或在写入时被移走',
  ENOTDIR: '上一级不是文件夹',
  EACCES: CLOSED,
  EPERM: CLOSED,
  EROFS: '磁盘只读',
};

/** What the disk said while `unready` was written for `file`, as a `BackupFailure`; any other error as it is. */
export function saidByDisk(error: unknown, file: string, unready: string): unknown {
  const { code = '', path = unready } = error as Partial<NodeJS.ErrnoException>;
  const why = WHY[code];
  // A file that was to be taken has its own path; a failed write has none.
  if (why === undefined || path !== unready) return error;
  return new BackupFailure(`备份没有做成，${file} 无法写入：${why}（${dirname(file)}）。请换一个位置再备份。`);
}
