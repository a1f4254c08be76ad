import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runMain, SetupFailure } from './parts/failure.mjs';
import { codeOf } from './parts/place.mjs';
import { ask, clearProgress, showProgress, signIn } from './parts/running-system.mjs';

/** @typedef {{ row: number, column: string, code: string, message: string }} RowError */
/** @typedef {{ id: string, status: 'running' | 'done' | 'failed', dryRun: boolean, rows: number, opened: number, archived: number, unchanged: number, errors: RowError[] }} Report */

const USAGE = '用法：npm run import -- <文件.xlsx|文件.csv> [--dry-run] [--json]';
const LOOK_EVERY_MS = 500;

// Imports a ledger into the running system; exit 1 when a row is wrong or the system refuses.
await runMain(async () => {
  const { file, dryRun, json } = wanted(process.argv.slice(2));
  const form = new FormData();
  form.append('file', new Blob([contentOf(file)]), basename(file));
  const session = await signIn();
  const headers = { ...session, 'idempotency-key': randomUUID(), prefer: 'respond-async' };
  /** @type {Report} */
  let report = await ask(`/v1/imports?dryRun=${String(dryRun)}`, { method: 'POST', headers, body: form });
  while (report.status === 'running') {
    if (!json) showProgress(report.opened + report.archived + report.unchanged, report.rows, '行');
    await delay(LOOK_EVERY_MS);
    report = await ask(`/v1/imports/${report.id}`, { headers: session });
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

/** @param {Report} report */
function show({ dryRun, rows, opened, archived, unchanged, errors }) {
  clearProgress();
  for (const { row, column, code, message } of errors)
    console.log(`第 ${row.toString()} 行${column === '' ? '' : `「${column}」`}：${message}（${code}）`);
  const figures = `共 ${rows.toString()} 行：新开 ${opened.toString()}，归档 ${archived.toString()}，已有 ${unchanged.toString()}`;
  if (errors.length > 0) console.log(`${figures}；${errors.length.toString()} 处错误，一行也没有导入。`);
  else console.log(dryRun ? `${figures}（仅检查，未导入）。` : `${figures}。`);
}
