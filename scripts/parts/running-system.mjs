import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { ROOT } from './place.mjs';

/** @typedef {{ title?: string, code?: string, detail?: string, errors?: { pointer: string, detail: string }[] }} Said a problem document */

const DEMO_ACCOUNT = 'anweiban';
const BAR_WIDTH = 30;

const { HOST = '127.0.0.1', PORT = '3000', DATA_DIR = '.data' } = process.env;
const base = `http://${HOST}:${PORT}`;

/** Signs in to the running system as BIHUAN_USER, or as the demonstration's 安委办; the header that says so. */
export async function signIn() {
  const { BIHUAN_USER: username = DEMO_ACCOUNT, BIHUAN_PASSWORD: given } = process.env;
  const body = JSON.stringify({ username, password: given ?? demoPassword(username) });
  const headers = { 'content-type': 'application/json' };
  /** @type {{ token: string }} */
  const { token } = await ask('/v1/sessions', { method: 'POST', headers, body });
  return { authorization: `Bearer ${token}` };
}

/**
 * Sends a request and answers its JSON. Throws a set-up failure when nothing answers, or with the problem's own words.
 * @param {string} path
 * @param {RequestInit} request
 * @returns {Promise<any>}
 */
export async function ask(path, request) {
  const answer = await fetch(`${base}${path}`, request).catch(() => null);
  if (answer === null) throw new SetupFailure(`连接不上 ${base}：请先运行 npm start，或用 HOST、PORT 指明系统所在。`);
  if (answer.ok) return answer.json();
  const { title, code, detail, errors = [] } = /** @type {Said} */ (await answer.json().catch(() => ({})));
  const faults = errors.map((fault) => `\n  ${fault.pointer}：${fault.detail}`).join('');
  throw new SetupFailure(`${title ?? '请求未成功'}（${code ?? answer.status.toString()}）：${detail ?? ''}${faults}`);
}

/** Draws how far something is, for people who watch. @param {number} done @param {number} total @param {string} unit */
export function showProgress(done, total, unit) {
  if (!process.stderr.isTTY || total === 0) return;
  const filled = Math.round((done / total) * BAR_WIDTH);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
  process.stderr.write(`\r${bar} ${done.toString()}/${total.toString()} ${unit}`);
}

/** Takes the bar away. */
export function clearProgress() {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
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
