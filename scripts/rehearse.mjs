import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { runMain, SetupFailure } from './parts/failure.mjs';
import { codeOf } from './parts/place.mjs';
import { ask, clearProgress, showProgress, signIn } from './parts/running-system.mjs';
import { table } from './rehearse/table.mjs';

/** @typedef {import('./rehearse/table.mjs').Result} Result */
/** @typedef {{ id: string, status: 'running' | 'done' | 'failed', progress: { done: number, total: number }, result: Result | null, error: string | null }} Standing */

const USAGE =
  '用法：npm run rehearse -- --policy <规则编码，如 hazard/standard/3，或改动文件 ./draft.json> [--from 日期] [--to 日期] [--json]';
const LOOK_EVERY_MS = 500;
const COUNTY_OFFSET_MS = 8 * 3_600_000;

// Rehearses a policy on a past period in the running system; exit 1 when the system refuses or cannot.
await runMain(async () => {
  const { json, ...asked } = wanted(process.argv.slice(2));
  const session = await signIn();
  const headers = { ...session, 'idempotency-key': randomUUID(), 'content-type': 'application/json' };
  /** @type {Standing} */
  let standing = await ask('/v1/rehearsals', { method: 'POST', headers, body: JSON.stringify(asked) });
  while (standing.status === 'running') {
    if (!json) showProgress(standing.progress.done, standing.progress.total, '件');
    await delay(LOOK_EVERY_MS);
    standing = await ask(`/v1/rehearsals/${standing.id}`, { headers: session });
  }
  if (!json) clearProgress();
  if (standing.result === null) throw new SetupFailure(standing.error ?? '预演未能完成。');
  console.log(json ? JSON.stringify(standing.result) : table(standing.result).join('\n'));
  return 0;
});

/** @param {string[]} args */
function wanted(args) {
  const { policy, from, to, json } = optionsOf(args);
  if (policy === undefined) throw new SetupFailure(USAGE);
  const last = to ?? today();
  return {
    policy: policy.endsWith('.json') ? changesIn(policy) : policy,
    from: from ?? yearBefore(last),
    to: last,
    json,
  };
}

/** @param {string[]} args */
function optionsOf(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const options = {
    policy: text,
    from: text,
    to: text,
    json: /** @type {const} */ ({ type: 'boolean', default: false }),
  };
  try {
    return parseArgs({ args, options }).values;
  } catch {
    throw new SetupFailure(USAGE);
  }
}

/** The day that it is in the county. */
function today() {
  return new Date(Date.now() + COUNTY_OFFSET_MS).toISOString().slice(0, 10);
}

/** The day from which a year ends with this one; as given when it is no day: the system says what is wrong. @param {string} day */
function yearBefore(day) {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  at.setUTCFullYear(at.getUTCFullYear() - 1);
  at.setUTCDate(at.getUTCDate() + 1);
  return at.toISOString().slice(0, 10);
}

/** What a file would change: `{basedOn, changes}`. @param {string} file */
function changesIn(file) {
  // npm runs scripts in the project's folder; the file was named from where the user stands.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? '不是有效的 JSON' : codeOf(error);
    throw new SetupFailure(`无法读取改动文件 ${path}（${why}）。`);
  }
}
