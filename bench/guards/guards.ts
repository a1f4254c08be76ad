import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Measured } from '../measured.ts';
import { allGuards, type Guard } from './guard.ts';

const SIDE_BY_SIDE = 2;
const ALL_RULES = ['test/unit/kernel', 'test/unit/hazard', 'test/unit/accountability', 'test/unit/tip'];
const CONFIG = fileURLToPath(new URL('./vitest.config.ts', import.meta.url));
const VITEST = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

/** Disables each refusal and each rung in turn and runs the tests of the rules: those that stay green are survivors. */
export async function guards(options: readonly string[]): Promise<Measured> {
  const only = options.filter((option) => !option.startsWith('--'));
  const waiting = allGuards().filter((guard) => only.length === 0 || only.includes(guard.name));
  const count = waiting.length;
  if (!(await isGreen(null)))
    return { ok: false, results: { count: 0 }, lines: ['未停用任何规则时测试就不通过，无法判断。'] };
  const survivors: Guard[] = [];
  const lane = async (): Promise<void> => {
    for (let guard = waiting.shift(); guard !== undefined; guard = waiting.shift()) {
      if (await isGreen(guard)) survivors.push(guard);
      process.stderr.write(
        `\r${(count - waiting.length).toString()}/${count.toString()}，未被发现 ${survivors.length.toString()} `,
      );
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  process.stderr.write('\n');
  return {
    ok: survivors.length === 0 && count > 0,
    results: { count, survivors },
    lines: [
      `逐一停用 ${count.toString()} 条规则，未被测试发现的 ${survivors.length.toString()} 条。`,
      ...survivors.map((s) => `${s.room} ${s.what} ${s.name}`),
    ],
  };
}

/** Whether the tests pass with this guard disabled. */
function isGreen(guard: Guard | null): Promise<boolean> {
  const rooms = guard === null || guard.room === 'kernel' ? ALL_RULES : [`test/unit/${guard.room}`];
  const child = spawn(process.execPath, [VITEST, 'run', '--config', CONFIG, ...rooms], {
    env: { ...process.env, BIHUAN_GUARD: JSON.stringify(guard) },
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      resolve(code === 0);
    });
  });
}
