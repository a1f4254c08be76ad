import { expect, test } from 'vitest';
import { saidByDisk } from '../../../db/backup/disk.ts';
import { BackupFailure } from '../../../db/backup/manifest.ts';

const said = (error: unknown) => saidByDisk(error, '/b/x.zip', '/b/x.zip.unready');
const failed = (code: string, path?: string) => Object.assign(new Error(code), { code, ...(path && { path }) });

test('what the disk says of the backup becomes a sentence with its path', () => {
  for (const error of [failed('ENOSPC'), failed('EDQUOT'), failed('EROFS', '/b/x.zip.unready')]) {
    expect(said(error)).toBeInstanceOf(BackupFailure);
    expect((said(error) as Error).message).toMatch(/^备份没有做成，\/b\/x\.zip 无法写入：磁盘.+。$/);
  }
});

test('what is said of another file, or is not known, stays as it is', () => {
  for (const error of [failed('EACCES', '/seals/00000001.json'), failed('ECONNREFUSED'), new BackupFailure('已存在')])
    expect(said(error)).toBe(error);
});
