import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { codeOf } from '../../../audit/code.ts';
import { checkBundles } from '../../../audit/releases/check-bundles.ts';
import { keepBundle } from '../../../db/bundles.ts';
import { sha256 } from '../../../db/chain.ts';
import { connect, type Db } from '../../../db/client.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import { keepRelease } from '../../replay/keep-release.ts';
import { freshDatabase } from '../../support/system.ts';

const AT = instantOf(Date.parse('2026-11-22T04:00:00Z'));
const CODE = codeOf('exports.hazard = 1;');
const MADE = { version: '0.9.0', sdk: '1.24.0', node: 'v20.20.2', lock: '{}' };
const OTHER = brotliCompressSync('other');

let url: string;
let db: Db;
let folder: string;

beforeEach(async () => {
  url = await freshDatabase();
  db = connect(url);
  folder = mkdtempSync(join(tmpdir(), 'bihuan-releases-'));
  await keepBundle(db, { ...MADE, ...CODE }, AT);
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await db.end();
});

async function rewrite(
  column: 'code' | 'lock' | 'version' | 'sdk' | 'node' | 'kept_at',
  by: Buffer | string,
): Promise<void> {
  const owner = connect(url, { max: 1, settings: { role: 'none' } });
  await owner.sql`alter table bundles disable trigger all`;
  await owner.sql`update bundles set ${owner.sql(column)} = ${by}`;
  await owner.end();
}

const found = async () => (await checkBundles(db, new Set(), folder)).map(({ witness, what }) => `${witness}: ${what}`);

it('code that is kept as it ran is found whole', async () => {
  expect(await found()).toEqual([]);
});

it('code that was changed in the database is found, and what is no longer readable', async () => {
  await rewrite('code', OTHER);
  expect(await found()).toEqual([`code: 代码包 ${CODE.hash} 的内容与其 SHA-256 不符`]);
  for (const unreadable of [OTHER.subarray(1), brotliCompressSync(Buffer.alloc(100_000_001))]) {
    await rewrite('code', unreadable);
    expect(await found()).toEqual([`code: 代码包 ${CODE.hash} 的内容无法解压`]);
  }
});

it('a lock file that was changed is found', async () => {
  await rewrite('lock', OTHER);
  expect(await found()).toEqual([`code: 代码包 ${CODE.hash} 的锁文件与其 SHA-256 不符`]);
});

it.each([['version', '9.9.9'], ['sdk', '0.0.1'], ['node', 'v99'], ['kept_at', AT.replace('2026', '2025')]] as const)(
  'a bundle whose %s is not what the trail told when it was kept is found',
  async (column, value) => {
    await rewrite(column, value);
    expect(await found()).toEqual([`code: 代码包 ${CODE.hash} 的版本、构建环境或留存时间与审计日志所记不符`]);
  },
); // prettier-ignore

it('a bundle that the trail does not tell is found, and one that it tells and that is gone', async () => {
  const owner = connect(url, { max: 1, settings: { role: 'none' } });
  await owner.sql`alter table bundles disable trigger all`;
  const other = codeOf('other');
  const content = brotliCompressSync(other.code);
  await owner.sql`update bundles set hash = ${other.hash}, code = ${content}`;
  await owner.end();
  expect(await found()).toEqual([
    `code: 代码包 ${other.hash} 的留存在审计日志中没有记录`,
    `code: 审计日志所记的代码包 ${CODE.hash} 已不存在`,
  ]);
});

it('a build that an archived history names is kept, here or as a release, or it is said to be missing', async () => {
  const ran = async (run: string, build: string | null) =>
    await db.sql`
      insert into histories (matter_id, run_id, kind, events, status, build, started_at, hash, size, archived_at)
      values ('haz-1', ${run}, 'hazard', 3, 'completed', ${build}, ${AT}, ${`sha256:${run}`}, 1, ${AT})`;
  const released = codeOf('released');
  const lost = sha256('lost');
  await ran('1', CODE.hash);
  await ran('2', released.hash);
  await ran('3', lost);
  await ran('4', lost);
  await ran('5', null);
  keepRelease(released, MADE, [], folder);
  expect(await found()).toEqual([`code: 2 份历史所记的代码包 ${lost} 没有留存`]);
});
