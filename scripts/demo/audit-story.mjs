import { spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../parts/place.mjs';

/** @typedef {import('./public-api.mjs').PublicApi} PublicApi */
/** @typedef {import('./story.mjs').Story} Story */
/** @typedef {{ witness: string, seq: number, what: string }} Difference */

const WITNESSES = {
  history: '历史',
  ledger: '台账',
  projection: '投影',
  export: '证据包',
  archive: '存档',
  evidence: '证据文件',
  command: '受理登记',
  seal: '封签',
  trail: '审计日志',
  code: '规则代码包',
};

/**
 * The records of matters agree; and whoever changes a copy of the evidence is found out, offline.
 * @param {PublicApi} api
 * @param {Story} story
 * @param {{ ids: readonly string[], folder: string, env: NodeJS.ProcessEnv }} about the last id's evidence is exported
 */
export async function auditAll(api, story, { ids, folder, env }) {
  story.say('—— 核验 ——');
  const original = join(folder, 'evidence');
  const exported = await audit(['export', ids.at(-1) ?? '', '--out', original], env);
  story.say('审计导出一件事项的证据：历史、台账、投影与代码', {
    id: ids.at(-1),
    code: String(exported.code).slice(0, 12),
  });
  const copy = join(folder, 'copy');
  cpSync(original, copy, { recursive: true });
  if (story.breaks('audit')) forge(original);
  await originals(api, story, ids, original, env);
  await forgery(story, copy, env);
}

/**
 * @param {PublicApi} api
 * @param {Story} story
 * @param {readonly string[]} ids
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
async function originals(api, story, ids, folder, env) {
  /** @type {{ first: Difference | null }[]} */
  const verdicts = [];
  for (const id of ids) {
    const { body } = await api.post('shenji', `/v1/hazards/${id}/audit`);
    story.say(`审计员核验：${said(body.first)}`, { id });
    verdicts.push(body);
  }
  const offline = (await audit(['verify', '--offline', folder], env)).verdicts[0];
  story.say(`离线核验导出的原件：${said(offline.first)}`);
  verdicts.push(offline);
  const differing = verdicts.find((verdict) => verdict.first !== null);
  story.keep(
    'audit',
    differing === undefined,
    differing === undefined ? `${String(verdicts.length)} 次核验全部一致` : said(differing.first),
  );
}

/**
 * @param {Story} story
 * @param {string} copy
 * @param {NodeJS.ProcessEnv} env
 */
async function forgery(story, copy, env) {
  const forged = story.breaks('tamper') ? 3 : forge(copy);
  const { first } = (await audit(['verify', '--offline', copy], env)).verdicts[0];
  const isCaught = first !== null && first.witness === 'ledger' && first.seq === forged;
  story.keep('tamper', isCaught, `副本的台账第 ${forged.toString()} 条被改；核验：${said(first)}`);
}

/**
 * Makes an officer's note say something else; answers the seq of the row.
 * @param {string} folder
 */
function forge(folder) {
  const file = join(folder, 'ledger.json');
  /** @type {{ seq: number, heardAt: string }[]} */
  const rows = JSON.parse(readFileSync(file, 'utf8'));
  const row = rows[2];
  if (row === undefined) throw new Error('台账不足三条');
  row.heardAt = `2020${row.heardAt.slice(4)}`;
  writeFileSync(file, JSON.stringify(rows));
  return row.seq;
}

/** @param {Difference | null} first */
function said(first) {
  if (first === null) return '三份记录一致';
  const witness = WITNESSES[/** @type {keyof typeof WITNESSES} */ (first.witness)];
  return `${witness}第 ${String(first.seq)} 条不符，${first.what}`;
}

/**
 * The auditor's own command line, which asks neither the API nor the worker.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<any>}
 */
function audit(args, env) {
  const command = ['--import', 'tsx', join(ROOT, 'audit', 'cli', 'main.ts'), ...args, '--json'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (out += String(text)));
    child.on('error', reject);
    child.on('close', () => {
      try {
        resolve(JSON.parse(out));
      } catch {
        reject(new Error(`核验没有给出结论：${out}`));
      }
    });
  });
}
