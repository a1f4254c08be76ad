import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Measured } from '../measured.ts';
import { onOwnCounty } from './county.ts';
import { curlOf, type Found } from './report.ts';
import { runAs, type Run } from './run.ts';
import { NoTool, schemathesisIn } from './tool.ts';

/** Whose bearer each role uses; the administrator last, who may take the others' accounts away. */
const ACCOUNTS: Readonly<Record<string, string>> = {
  regulator: 'yingji-jb',
  enterprise: 'qiye01-fzr',
  office: 'anweiban-zr',
  auditor: 'shenji',
  admin: 'admin',
};

/**
 * `npm run bench -- fuzz [--minutes n] [--seed n] [--roles a,b,c]`: schemathesis asks a whole system of its own whatever
 * the description allows and forbids, as three roles; no 5xx, no status, content type or body that is not described.
 */
export async function fuzz(options: readonly string[]): Promise<Measured> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: '20261122' },
      roles: { type: 'string', default: 'regulator,enterprise,admin' },
      json: { type: 'boolean', default: false },
    },
  });
  const roles = values.roles.split(',');
  const seed = Number(values.seed);
  const seconds = Math.max(1, Math.floor((Number(values.minutes) * 60) / roles.length));
  const strange = roles.find((role) => ACCOUNTS[role] === undefined);
  if (strange !== undefined) return failed(`没有名为“${strange}”的角色。可用：${Object.keys(ACCOUNTS).join('、')}`);
  const python = await mkdtemp(join(tmpdir(), 'bihuan-schemathesis-'));
  try {
    const tool = await schemathesisIn(python);
    const runs = await onOwnCounty(async (county) => {
      const made: Run[] = [];
      for (const role of roles) {
        const username = ACCOUNTS[role] ?? '';
        process.stderr.write(`${role}（${username}）：${seconds.toString()} 秒\n`);
        made.push(await runAs(county, tool, { role, username, seed, seconds }));
      }
      return made;
    });
    const ok = runs.every((run) => run.failures.length === 0 && run.void === null);
    return { ok, results: { seed, seconds, runs: runs.map(told) }, lines: runs.flatMap(linesOf) };
  } catch (error) {
    if (error instanceof NoTool) return failed(error.message);
    throw error;
  } finally {
    await rm(python, { recursive: true, force: true });
  }
}

function failed(reason: string): Measured {
  return { ok: false, results: { reason }, lines: [reason] };
}

function told({ failures, ...run }: Run): object {
  return { ...run, failures: failures.map(toldOne) };
}

function toldOne(found: Found): object {
  const { operation, title, message, status, said } = found;
  return { operation, title, message, status, said, curl: curlOf(found) };
}

function linesOf({
  role,
  username,
  requests,
  statuses,
  refusedByPace,
  failures,
  overloaded,
  void: why,
}: Run): readonly string[] {
  const counts = Object.entries(statuses).map(([status, n]) => `${status}×${n.toString()}`);
  const paced = Object.entries(refusedByPace).map(([operation, n]) => `${operation}×${n.toString()}`);
  return [
    `${role}（${username}）：${requests.toString()} 次请求，${counts.join(' ')}；不符 ${failures.length.toString()} 处，繁忙 ${overloaded.toString()} 次（重发均已答复）`,
    ...(why === null ? [] : [`  无效：${why}`]),
    ...(paced.length === 0 ? [] : [`  被限速（429）：${paced.join('，')}`]),
    ...failures.flatMap((found) => [
      `  ${found.operation}：${found.title} ${(found.status ?? '').toString()} ${found.message}`,
      `    ${found.said}`,
      `    ${curlOf(found)}`,
    ]),
  ];
}
