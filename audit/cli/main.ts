import { inspect, parseArgs } from 'node:util';
import { EnvironmentError } from '../../config/reading.ts';
import { UnknownMatter } from '../evidence.ts';
import { NotAnExport } from '../exported/names.ts';
import { NotAHistory } from '../history/history-json.ts';
import { NoSealFolder } from '../seals/read.ts';
import { asOfCommand, replayCommand, usage, type Found } from './commands.ts';
import { exportCommand, offlineCommand } from './export-commands.ts';
import { withGivenSeals } from './given-seals.ts';
import { ladderCommand } from './ladder-command.ts';
import { rebuildCommand } from './rebuild-command.ts';
import { reconcileCommand } from './reconcile-command.ts';
import { sealsCommand } from './seals-command.ts';
import { silenceCore } from './quiet.ts';
import { placeOf } from './place-of.ts';
import { NothingRunning, openSources, type Opened } from './sources.ts';
import { NotAKey } from './trusted-keys.ts';
import { verifyAllCommand, verifyCommand } from './verify-command.ts';

const USAGE = `用法：
  npm run audit -- verify <事项编号或 id>… | --all      历史 → 台账 → 投影重算并比较；核对存档、证据文件、封签
      [--processes <N>]                                  分给几个进程，默认为可用的核数
      [--seals <封签文件夹>]                             以另存的封签副本核对；默认为系统的封签文件夹
      [--trust-key <公钥文件或编号>]…                    封签须由此公钥所签，公钥须由核验者另行取得
  npm run audit -- verify --offline <证据包>             文件夹或 .zip；不需要服务器和数据库；用本机的代码重演
      [--trust-code <SHA-256>]                           改用证据包所带的代码，哈希须由核验者另行取得
      [--trust-key <公钥文件或编号>]…                    封签须由此公钥所签，公钥须由核验者另行取得
  npm run audit -- export <事项> --out <文件夹或 .zip>   导出证据包
  npm run audit -- replay <事项>                         逐步复述办理经过
  npm run audit -- as-of <事项> <时间>                   某一时刻的状态
  npm run audit -- ladder [--full]                       按台账和条款重算督办阶梯；补发丢失的唤醒
  npm run audit -- seals [--dir <封签文件夹>]            核对封签，并以封签核对数据库；--dir 为另存的副本
      [--trust-key <公钥文件或编号>]…                    公钥须由核验者另行取得
  npm run audit -- reconcile [--heal]                    与 Temporal 对账：哪一方较新；由历史补录台账
  npm run audit -- rebuild [--check]                     由台账重建投影；--check 只比较
  选项：--json 输出 JSON`;

const OPTIONS = {
  all: { type: 'boolean', default: false },
  offline: { type: 'string' },
  full: { type: 'boolean', default: false },
  processes: { type: 'string' },
  heal: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  out: { type: 'string' },
  dir: { type: 'string' },
  seals: { type: 'string' },
  'trust-code': { type: 'string' },
  'trust-key': { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
} as const;

/** Runs the auditor's command line; the exit code is 1 when anything differs or could not be audited. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  silenceCore();
  const found = await run(positionals, values);
  await written(process.stdout, values.json ? JSON.stringify(found.json) : found.lines.join('\n'));
  return found.ok ? 0 : 1;
}

async function run(
  [command, ...rest]: readonly string[],
  values: {
    readonly all: boolean;
    readonly full: boolean;
    readonly processes?: string;
    readonly heal: boolean;
    readonly check: boolean;
    readonly offline?: string;
    readonly out?: string;
    readonly dir?: string;
    readonly seals?: string;
    readonly 'trust-code'?: string;
    readonly 'trust-key'?: string[];
  },
): Promise<Found> {
  const [name, time] = rest;
  if (command === 'help') return { ok: true, lines: [USAGE], json: { usage: USAGE } };
  const { all, offline, out, 'trust-code': trusted = null, 'trust-key': keys = [] } = values;
  if (command === 'verify' && offline !== undefined) return offlineCommand(placeOf(offline), trusted, keys);
  if (command === 'seals' && name === undefined) return sealsCommand(values.dir ?? null, keys);
  const isVerify = command === 'verify' && trusted === null;
  const sealed = (s: Opened) => withGivenSeals(s, values.seals ?? null, keys);
  if (isVerify && all) return withSources((s) => verifyAllCommand(sealed(s), values.processes));
  if (isVerify && name !== undefined) return withSources((s) => verifyCommand(sealed(s), rest, values.processes));
  if (trusted !== null || keys.length > 0 || values.seals !== undefined) return usage(`${whyNot(command)}\n\n${USAGE}`);
  if (command === 'reconcile' || command === 'rebuild') refuseOthers(command, rest, values);
  if (command === 'ladder' && name === undefined)
    return withSources((s) => ladderCommand(s, values.full ? 'full' : 'light'));
  if (command === 'reconcile' && name === undefined) return withSources((s) => reconcileCommand(s, values.heal));
  if (command === 'rebuild' && name === undefined) return withSources((s) => rebuildCommand(s, values.check));
  if (name !== undefined && rest.length === (command === 'as-of' ? 2 : 1)) {
    if (command === 'export' && out !== undefined) return withSources((s) => exportCommand(s, name, placeOf(out)));
    if (command === 'replay') return withSources((s) => replayCommand(s, name));
    if (command === 'as-of' && time !== undefined) return withSources((s) => asOfCommand(s, name, time));
  }
  return usage(`${whyNot(command)}\n\n${USAGE}`);
}

const COMMANDS = ['verify', 'export', 'replay', 'as-of', 'ladder', 'seals', 'reconcile', 'rebuild'];

/** What was wrong, in a sentence that comes before the usage. */
function whyNot(command: string | undefined): string {
  if (command === undefined) return '没有给出命令。';
  return COMMANDS.includes(command) ? `${command} 的参数不全、过多或互不相容。` : `没有命令 ${command}。`;
}

/** These two may write: what was asked for besides would be passed over. Throws `NotUnderstood`. */
function refuseOthers(command: 'reconcile' | 'rebuild', more: readonly string[], values: object): void {
  const own = { reconcile: 'heal', rebuild: 'check' }[command];
  const given = Object.entries(values).filter(([, value]) => value !== false && value !== undefined);
  const others = given.filter(([option]) => option !== own && option !== 'json');
  if (more.length > 0 || others.length > 0)
    throw new NotUnderstood(`参数不对：npm run audit -- ${command} [--${own}] [--json]，没有别的参数。`);
}

class NotUnderstood extends Error {}

async function withSources(work: (sources: Opened) => Promise<Found>): Promise<Found> {
  const sources = await openSources();
  try {
    return await work(sources);
  } finally {
    await sources.close();
  }
}

const KNOWN = [
  NotUnderstood,
  NotAKey,
  NoSealFolder,
  UnknownMatter,
  NotAnExport,
  NotAHistory,
  NothingRunning,
  EnvironmentError,
];

// Ended by hand: Temporal's runtime keeps a process alive in which no worker ever ran.
process.exit(await main().catch(failed));

async function failed(error: unknown): Promise<number> {
  const isKnown = KNOWN.some((type) => error instanceof type);
  if (isUsage(error))
    await written(process.stderr, `参数不对：${optionIn(error)}无法识别，或缺少其值；npm run audit 列出用法。`);
  else await written(process.stderr, isKnown && error instanceof Error ? error.message : inspect(error));
  return 1;
}

function written(out: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    out.write(`${text}\n`, () => {
      resolve();
    });
  });
}

/** The option that Node's message names. */
function optionIn({ message }: TypeError): string {
  const [, option] = /'(-[^' ]+)/.exec(message) ?? [];
  return option === undefined ? '' : `${option} `;
}

function isUsage(error: unknown): error is TypeError {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
