import { mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { checkBackup } from './check.ts';
import type { Folders } from './folders.ts';
import { BackupFailure, type Manifest } from './manifest.ts';
import { restore } from './restore.ts';
import { sayOnTerminal } from './say.ts';
import { backup } from './write.ts';

const USAGE = {
  backup:
    '参数不对：npm run backup -- [--out <文件或文件夹>] 备份整个系统，npm run backup -- --check <备份文件> 核对一份备份。',
  restore:
    '参数不对：npm run restore -- <备份文件> [--into <DATABASE_URL>] 恢复到空数据库，不写 --into 时为 DATABASE_URL 或 DATA_DIR 的内置数据库。',
};

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Temporal's own file with its companions: whole only while nothing runs. */
const TEMPORAL_FILES = ['temporal.db', 'temporal.db-wal', 'temporal.db-shm'];

const TEXT = { type: 'string' } as const;
/** `stopped` is said by the launcher of the embedded parts: Temporal is down, its file is whole. */
const OPTIONS = {
  backup: { out: TEXT, check: TEXT, stopped: { type: 'boolean', default: false } },
  restore: { into: TEXT },
} as const;

/** `main.ts backup …` and `main.ts restore …`, configured by the environment; a failure is one sentence, exit 1. */
async function main([command, ...args]: string[]): Promise<number> {
  if (command === 'restore') {
    const { values, positionals } = understood(
      () => parseArgs({ args, options: OPTIONS.restore, allowPositionals: true }),
      USAGE.restore,
    );
    const [file] = positionals;
    if (file === undefined || positionals.length > 1 || values.into === '') throw new BackupFailure(USAGE.restore);
    return await bringBack(placed(file), values.into);
  }
  const { values, positionals } = understood(
    () => parseArgs({ args, options: OPTIONS.backup, allowPositionals: true }),
    USAGE.backup,
  );
  const { out, check: checked, stopped } = values;
  const isBoth = out !== undefined && checked !== undefined;
  if (command !== 'backup' || positionals.length > 0 || isBoth || out === '' || checked === '')
    throw new BackupFailure(USAGE.backup);
  return checked === undefined ? await make(out, stopped) : await check(placed(checked));
}

function understood<Parsed>(parse: () => Parsed, usage: string): Parsed {
  try {
    return parse();
  } catch {
    throw new BackupFailure(usage);
  }
}

async function make(out: string | undefined, isStopped: boolean): Promise<number> {
  const say = sayOnTerminal();
  const folders = foldersOf(isStopped);
  const file = fileFor(out === undefined ? join(dataDir(), 'backups') : placed(out), out === undefined);
  const { manifest, bytes, sha256 } = await backup(databaseUrl(), file, say, folders);
  say.line(`已备份到 ${file}（${mebibytes(bytes)} MB，SHA-256 ${sha256}）`);
  for (const line of linesOf(manifest)) say.line(line);
  say.line('不含封签私钥：请另行保管。备份含个人信息与口令摘要，只有本用户可读；请复制到另一台机器。');
  if (!manifest.files.some(({ member }) => member === 'home/temporal.db'))
    say.line('不含 Temporal 自己的数据：请在同一时刻另行备份（内置的 Temporal：停机后再备份即一并包含）。');
  return 0;
}

async function check(file: string): Promise<number> {
  const say = sayOnTerminal();
  const { manifest, faults } = await checkBackup(file, say);
  for (const fault of faults) say.line(`✗ ${fault}`);
  for (const line of linesOf(manifest)) say.line(line);
  say.line(faults.length === 0 ? '备份完整。' : `备份不完整：${faults.length.toString()} 处。`);
  return faults.length === 0 ? 0 : 1;
}

async function bringBack(file: string, into: string | undefined): Promise<number> {
  const say = sayOnTerminal();
  const manifest = await restore(file, databaseUrl(into), say, foldersOf(true));
  for (const line of linesOf(manifest)) say.line(line);
  say.line('已恢复。所有人须重新登录。');
  say.line('开放使用之前请先对账：npm run audit -- reconcile，再以 --heal 补录 Temporal 中较新的内容。');
  return 0;
}

function linesOf({ madeAt, version, migrations, tables, files, heads }: Manifest): string[] {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    `${madeAt} 的数据，版本 ${version}，数据库结构第 ${migrations.length.toString()} 步：${tables.length.toString()} 张表 ${rows.toString()} 行，${files.length.toString()} 个文件`,
    `台账 ${heads.ledger.toString()} 条 / ${heads.matters.toString()} 件，审计日志第 ${heads.trail.toString()} 条，封签第 ${heads.seal.toString()} 号，待办理指令 ${heads.waiting.toString()} 条`,
  ];
}

function foldersOf(withTemporal: boolean): Folders {
  const home = dataDir();
  const archive = setting('ARCHIVE_DIR');
  return {
    archive: archive === null ? null : resolve(ROOT, archive),
    seals: resolve(ROOT, setting('SEAL_DIR') ?? join(home, 'seals')),
    home,
    homeFiles: ['demo-accounts.json', 'demo-matters.json', ...(withTemporal ? TEMPORAL_FILES : [])],
  };
}

/** The file to write: under a name of the moment where a folder is given. */
function fileFor(out: string, isFolder: boolean): string {
  if (isFolder) mkdirSync(out, { recursive: true, mode: 0o700 });
  const isThere = statSync(out, { throwIfNoEntry: false })?.isDirectory() === true;
  const moment = instantOf(Date.now()).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const file = isThere ? join(out, `bihuan-${moment}Z.zip`) : out;
  if (statSync(dirname(file), { throwIfNoEntry: false }) === undefined)
    throw new BackupFailure(`文件夹 ${dirname(file)} 不存在：请先建立。`);
  return file;
}

/** npm runs scripts in the project's folder; files are named from where the user stands. */
function placed(file: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), file);
}

function dataDir(): string {
  return resolve(ROOT, setting('DATA_DIR') ?? '.data');
}

function databaseUrl(given?: string): string {
  const url = given ?? setting('DATABASE_URL');
  if (url === null) throw new BackupFailure('没有数据库地址：请设置 DATABASE_URL。');
  if (/^postgres(?:ql)?:[/][/]/.test(url) && URL.canParse(url)) return url;
  throw new BackupFailure('数据库地址无法识别：应为 postgres://用户:口令@主机:端口/数据库名。');
}

function setting(name: string): string | null {
  const value = process.env[name]?.trim() ?? '';
  return value === '' ? null : value;
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
