import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tokenAt, type County } from './county.ts';
import { read, type Found, type Met } from './report.ts';
import { settingsOf } from './settings.ts';
import { finished } from './tool.ts';

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];
/** Below what one caller may ask (6,000 a minute): a fuzz that is only told to wait finds nothing. */
const PACE = '4500/m';
/** An import is waited for up to a minute. */
const ANSWER_SECONDS = 70;

/** What a run as one role came to. */
export interface Run extends Omit<Met, 'found'> {
  readonly role: string;
  readonly username: string;
  readonly requests: number;
  readonly failures: readonly Found[];
  /** 503 with `Retry-After` under the load of the run; each was asked again afterwards and then answered. */
  readonly overloaded: number;
  /** Why the run says nothing: it was not made to its end, or nobody was signed in at its end. */
  readonly void: string | null;
}

/** Runs schemathesis as one account for so many seconds. */
export async function runAs(
  county: County,
  tool: string,
  { role, username, seed, seconds }: { role: string; username: string; seed: number; seconds: number },
): Promise<Run> {
  const token = await tokenAt(county, username);
  const folder = join(county.folder, `fuzz-${role}`);
  const settings = await settingsOf(county, token);
  const args = ['--config-file', settings, 'run', `${county.url}/openapi.json`, '--checks', CHECKS.join()];
  args.push('--seed', seed.toString(), '--max-time', seconds.toString(), '--rate-limit', PACE, '--continue-on-failure');
  args.push('--report', 'ndjson', '--report-dir', folder, '--generation-database', 'none', '--no-color');
  args.push('--suppress-health-check', 'all', '--warnings', 'off', '--request-timeout', ANSWER_SECONDS.toString());
  const { said } = await finished(tool, args, {}, county.folder);
  const file = (await readdir(folder).catch(() => [])).find((name) => name.endsWith('.ndjson'));
  if (file === undefined) throw new Error(`schemathesis 没有运行：${said.trim().slice(-600)}`);
  const { found, ...met } = await read(join(folder, file));
  await rm(folder, { recursive: true });
  const { failures, overloaded } = await judged(found, token);
  const session = await fetch(`${county.url}/v1/sessions`, { headers: { authorization: `Bearer ${token}` } });
  const requests = Object.values(met.statuses).reduce((sum, n) => sum + n, 0);
  const reason = requests === 0 ? '没有发出请求' : session.status === 200 ? null : '运行中登录失效';
  return { role, username, requests, ...met, failures, overloaded, void: reason };
}

/** Health that is told by 503 is as described; who was too busy is asked again. What is left is wrong, each once. */
async function judged(
  found: readonly Found[],
  token: string,
): Promise<{ readonly failures: readonly Found[]; readonly overloaded: number }> {
  const failures = new Map<string, Found>();
  let overloaded = 0;
  for (const one of found) {
    if (one.status === 503 && one.operation.includes(' /health/')) continue;
    if (one.status === 503 && one.said.includes('"Overloaded"') && (await answersNow(one, token))) overloaded += 1;
    else failures.set(`${one.operation} ${one.title} ${(one.status ?? 0).toString()}`, one);
  }
  return { failures: [...failures.values()], overloaded };
}

async function answersNow({ method, uri, headers, body }: Found, token: string): Promise<boolean> {
  const { 'Content-Type': type, 'Idempotency-Key': key } = headers;
  const answer = await fetch(uri, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(type === undefined ? {} : { 'content-type': type }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === null ? {} : { body: new Uint8Array(body) }),
  });
  await answer.arrayBuffer();
  return answer.status < 500;
}
