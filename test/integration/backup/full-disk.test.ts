import { createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BackupFailure } from '../../../db/backup/manifest.ts';
import { backup } from '../../../db/backup/write.ts';
import { holdingDatabase } from './holding.ts';
import { asOwner, NO_FOLDERS, QUIET, scratch, type Scratch } from './scratch.ts';

let url: string;
let home: Scratch;

beforeAll(async () => {
  url = await holdingDatabase();
  home = scratch(url);
  // More than sockets and streams hold, and not to be compressed: the server is still sending when the disk is full.
  await asOwner(
    url,
    ({ sql }) => sql`
      insert into archive_checks (checked_at, closed, archived, retention_days, alarm, findings)
      select now(), n, 0, 90, false, (select jsonb_agg(md5((n * 5000 + i)::text)) from generate_series(1, 4000) i)
      from generate_series(1, 200) n`,
  );
});
afterAll(() => home.close());

/** A disk that takes so many bytes and then says what a full one says. */
function diskOf(bytes: number): Writable {
  let left = bytes;
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      left -= chunk.length;
      done(left >= 0 ? null : Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }));
    },
  });
}

async function connected(): Promise<number> {
  const [row] = await asOwner(
    url,
    ({ sql }) => sql<{ count: number }[]>`
      select count(*) from pg_stat_activity where datname = current_database() and application_name = 'bihuan backup'`,
  );
  return row?.count ?? -1;
}

const failureOf = async (file: string, begin?: (path: string) => Writable): Promise<unknown> =>
  await backup(url, file, QUIET, NO_FOLDERS, begin).catch((error: unknown) => error);

describe('a disk that does not take the backup', () => {
  it.each([0, 200_000])('is named when it is full after %d bytes, and nothing goes on', async (bytes) => {
    const file = join(home.folder, 'full.zip');
    const failure = await failureOf(file, () => diskOf(bytes));
    expect(failure).toBeInstanceOf(BackupFailure);
    expect((failure as Error).message).toBe(
      `备份没有做成，${file} 无法写入：磁盘已满，写不下（${home.folder}）。请换一个位置再备份。`,
    );
    expect(await connected()).toBe(0);
  });

  it('is named when the folder is not there, and when it goes away', async () => {
    expect(await failureOf(join(home.folder, 'none', 'x.zip'))).toMatchObject({
      message: expect.stringMatching(/^备份没有做成，.*文件夹不存在，或在写入时被移走/) as string,
    });
    const folder = join(home.folder, 'going');
    mkdirSync(folder);
    const failure = await failureOf(join(folder, 'x.zip'), (path) =>
      createWriteStream(path).once('finish', () => {
        rmSync(folder, { recursive: true });
      }),
    );
    expect(failure).toBeInstanceOf(BackupFailure);
    expect([readdirSync(home.folder), await connected()]).toEqual([[], 0]);
  });
});
