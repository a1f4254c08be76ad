import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The release that the bench is written for; another one may say things by other names. */
const WANTED = 'schemathesis>=4.32,<5';
const PYTHONS = ['python3', 'python'];

/** Why schemathesis cannot be had, in words for people. */
export class NoTool extends Error {}

/** Installs schemathesis from the user's own package index into a folder of its own and answers how to start it. */
export async function schemathesisIn(folder: string): Promise<string> {
  const python = PYTHONS.find((name) => spawnSync(name, ['--version']).status === 0);
  if (python === undefined) throw new NoTool('没有找到 Python（须 3.10 以上），不能运行 schemathesis。');
  const made = await finished(python, ['-m', 'venv', folder], {});
  if (made.code !== 0) throw new NoTool(`不能建立 Python 环境：${lastLine(made.said)}`);
  const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const asked = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', WANTED];
  const installed = await finished(join(bin, 'python'), asked, {});
  if (installed.code !== 0) throw new NoTool(`不能从 PyPI 安装 ${WANTED}：${lastLine(installed.said)}`);
  return join(bin, 'schemathesis');
}

/** Runs a program to its end and answers what it said, on both channels. */
export async function finished(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd?: string,
): Promise<{ readonly code: number | null; readonly said: string }> {
  return await new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, said });
    });
  });
}

function lastLine(said: string): string {
  return said.trim().split('\n').at(-1) ?? '';
}
