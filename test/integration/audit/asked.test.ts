import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { asOfCommand } from '../../../audit/cli/commands.ts';
import type { Opened } from '../../../audit/cli/sources.ts';
import { ROOT } from '../../../scripts/parts/place.mjs';

const folder = mkdtempSync(join(tmpdir(), 'bihuan-asked-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What is said where no system runs, called through npm from another folder. */
function run(...args: readonly string[]): Promise<{ code: unknown; said: string }> {
  const env = { ...process.env, DATABASE_URL: '', DATA_DIR: join(folder, 'data'), INIT_CWD: folder };
  const entry = [join(ROOT, 'scripts/run.mjs'), 'audit/cli/main.ts', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, entry, { env, cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, said: stdout + stderr });
    });
  });
}

describe('what the auditor’s command line is asked', () => {
  it.each<[readonly string[], RegExp]>([
    [[], /^没有给出命令。\n\n用法：/],
    [['replaay', 'YH-1'], /^没有命令 replaay。\n\n用法：/],
    [['replay', 'YH-1', 'YH-2'], /^replay 的参数不全、过多或互不相容。\n\n用法：/],
    [['as-of', 'YH-1'], /^as-of 的参数不全、过多或互不相容。\n\n用法：/],
    [['export', 'YH-1'], /^export 的参数不全、过多或互不相容。\n\n用法：/],
  ])('is said first when it is wrong, before the usage: %j', async (args, said) => {
    expect(await run(...args)).toEqual({ code: 1, said: expect.stringMatching(said) });
  });

  it('is answered with the usage when it is help', async () => {
    expect(await run('help')).toEqual({ code: 0, said: expect.stringMatching(/^用法：/) });
  });

  it('names files from where the command was called', async () => {
    expect(await run('verify', '--offline', 'none.zip')).toEqual({
      code: 1,
      said: `没有 ${join(folder, 'none.zip')}\n`,
    });
  });

  it('cannot be of a moment to come', async () => {
    const found = await asOfCommand({} as Opened, 'YH-1', '2999-01-01T00:00:00+08:00');
    expect(found).toMatchObject({ ok: false, lines: ['2999-01-01T00:00:00+08:00 尚未到来，其时的状态无从得知'] });
  });
});
