import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/parts/place.mjs';

const folder = mkdtempSync(join(tmpdir(), 'bihuan-arguments-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What is said on stderr, and the exit code, where no database is named. */
function run(script: string, args: readonly string[]): Promise<{ code: unknown; said: string }> {
  const env = { ...process.env, DATABASE_URL: '', DATA_DIR: join(folder, 'data'), INIT_CWD: folder };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, script), ...args], { env, cwd: ROOT }, (error, _, stderr) => {
      resolve({ code: error?.code ?? 0, said: stderr.trim() });
    });
  });
}

const ENTRY = 'audit/cli/main.ts';

describe('a restore of a damaged file', () => {
  it('makes no database for it', async () => {
    writeFileSync(join(folder, 'damaged.zip'), 'half a backup');
    const { code, said } = await run('scripts/restore.mjs', ['damaged.zip']);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(/^无法读取备份文件 .+。$/) });
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});

describe('a command that is not understood', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['scripts/backup.mjs', ['--bogus'], /^参数不对：npm run backup -- .+。$/],
    ['scripts/backup.mjs', ['extra'], /^参数不对：npm run backup -- .+。$/],
    ['scripts/backup.mjs', ['--check'], /^参数不对：npm run backup -- .+。$/],
    ['scripts/backup.mjs', ['--check', 'a.zip', '--out', 'b.zip'], /^参数不对：npm run backup -- .+。$/],
    ['scripts/backup.mjs', ['--into', 'postgres://x/y'], /^参数不对：npm run backup -- .+。$/],
    ['scripts/backup.mjs', ['--check', 'none.zip'], /^无法读取备份文件 .+。$/],
    ['scripts/restore.mjs', [], /^参数不对：npm run restore -- .+。$/],
    ['scripts/restore.mjs', ['--bogus'], /^参数不对：npm run restore -- .+。$/],
    ['scripts/restore.mjs', ['a.zip', 'b.zip'], /^参数不对：npm run restore -- .+。$/],
    ['scripts/restore.mjs', ['a.zip', '--into'], /^参数不对：npm run restore -- .+。$/],
    ['scripts/restore.mjs', ['a.zip', '--into', 'nonsense'], /^数据库地址无法识别：.+。$/],
    ['scripts/run.mjs', [ENTRY, 'reconcile', '--bogus'], /^参数不对：.+。$/],
    ['scripts/run.mjs', [ENTRY, 'reconcile', '--check'], /^参数不对：.+。$/],
    ['scripts/run.mjs', [ENTRY, 'rebuild', '--heal'], /^参数不对：.+。$/],
    ['scripts/run.mjs', [ENTRY, 'rebuild', 'extra'], /^参数不对：.+。$/],
  ])('says so in one sentence, and does nothing: %s %j', async (script, args, why) => {
    const { code, said } = await run(script, args);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(why) });
    expect(existsSync(join(folder, 'data', 'postgres'))).toBe(false);
  });
});
