import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runMain, SetupFailure } from './parts/failure.mjs';
import { codeOf, ROOT } from './parts/place.mjs';

/** @typedef {{ row: number, column: string, code: string, message: string }} RowError */
/** @typedef {{ id: string, status: 'running' | 'done' | 'failed', dryRun: boolean, rows: number, opened: number, archived: number, unchanged: number, errors: RowError[] }} Report */
/** @typedef {{ title?: string, code?: string, detail?: string }} Said a problem document */

const USAGE = '用法：npm run import -- <文件.xlsx|文件.csv> [--dry-run] [--json]';
const LOOK_EVERY_MS = 500;
const BAR_WIDTH = 30;
const DEMO_ACCOUNT = 'anweiban';

const { HOST = '127.0.0.1', PORT = '3000', DATA_DIR = '.data' } = process.env;
const base = `http://${HOST}:${PORT}`;

// Imports a ledger into the running system; exit 1 when a row is wrong or the system refuses.
await runMain(async () => {
  const { file, dryRun, json } = wanted(process.argv.slice(2));
  const form = new FormData();
  form.append('file', new Blob([contentOf(file)]), basename(file));
  const authorization = `Bearer ${await signIn()}`;
  const headers = { authorization, 'idempotency-key': randomUUID(), prefer: 'respond-async' };
  /** @type {Report} */
  let report = await ask(`/v1/imports?dryRun=${String(dryRun)}`, { method: 'POST', headers, body: form });
  while (report.status === 'running') {
    if (!json) showProgress(report);
    await delay(LOOK_EVERY_MS);
    report = await ask(`/v1/imports/${report.id}`, { headers: { authorization } });
  }
  if (json) console.log(JSON.stringify(report));
  else show(report);
  return report.status === 'done' && report.errors.length === 0 ? 0 : 1;
});

/** @param {readonly string[]} args */
function wanted(args) {
  const options = new Set(args.filter((arg) => arg.startsWith('--')));
  const [file, ...more] = args.filter((arg) => !arg.startsWith('--'));
  const unknown = [...options].find((option) => !['--dry-run', '--json'].includes(option));
  if (file === undefined || more.length > 0 || unknown !== undefined) throw new SetupFailure(USAGE);
  // npm runs scripts in the project's folder; the file was named from where the user stands.
  const from = process.env.INIT_CWD ?? process.cwd();
  return { file: resolve(from, file), dryRun: options.has('--dry-run'), json: options.has('--json') };
}

/** @param {string} file */
function contentOf(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new SetupFailure(`无法读取文件 ${file}（${codeOf(error)}）。`);
  }
}

async function signIn() {
  const { BIHUAN_USER: username = DEMO_ACCOUNT, BIHUAN_PASSWORD: given } = process.env;
  const body = JSON.stringify({ username, password: given ?? demoPassword(username) });
  const headers = { 'content-type': 'application/json' };
  /** @type {{ token: string }} */
  const { token } = await ask('/v1/sessions', { method: 'POST', headers, body });
  return token;
}

/** @param {string} username */
function demoPassword(username) {
  const file = join(resolve(ROOT, DATA_DIR), 'demo-accounts.json');
  /** @type {{ username: string, password: string }[]} */
  let accounts = [];
  try {
    accounts = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Without the file there is no demonstration account: the sentence below says what to set.
  }
  const password = accounts.find((account) => account.username === username)?.password;
  if (password !== undefined) return password;
  throw new SetupFailure(`请设置 BIHUAN_USER 与 BIHUAN_PASSWORD（${file} 中没有账号 ${username}）。`);
}

/**
 * Sends a request and answers its JSON. Throws a set-up failure when nothing answers, or with the problem's own words.
 * @param {string} path
 * @param {RequestInit} request
 * @returns {Promise<any>}
 */
async function ask(path, request) {
  const answer = await fetch(`${base}${path}`, request).catch(() => null);
  if (answer === null) throw new SetupFailure(`连接不上 ${base}：请先运行 npm start，或用 HOST、PORT 指明系统所在。`);
  if (answer.ok) return answer.json();
  const said = /** @type {Said} */ (await answer.json().catch(() => ({})));
  throw new SetupFailure(
    `${said.title ?? '请求未成功'}（${said.code ?? answer.status.toString()}）：${said.detail ?? ''}`,
  );
}

/** @param {Report} report */
function showProgress({ rows, opened, archived, unchanged }) {
  if (!process.stderr.isTTY || rows === 0) return;
  const done = opened + archived + unchanged;
  const filled = Math.round((done / rows) * BAR_WIDTH);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
  process.stderr.write(`\r${bar} ${done.toString()}/${rows.toString()} 行`);
}

/** @param {Report} report */
function show({ dryRun, rows, opened, archived, unchanged, errors }) {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  for (const { row, column, code, message } of errors)
    console.log(`第 ${row.toString()} 行${column === '' ? '' : `「${column}」`}：${message}（${code}）`);
  const figures = `共 ${rows.toString()} 行：新开 ${opened.toString()}，归档 ${archived.toString()}，已有 ${unchanged.toString()}`;
  if (errors.length > 0) console.log(`${figures}；${errors.length.toString()} 处错误，一行也没有导入。`);
  else console.log(dryRun ? `${figures}（仅检查，未导入）。` : `${figures}。`);
}
