import { canonicalJson } from '../../db/canonical.ts';
import type { Queryable } from '../../db/client.ts';
import { standingAfter, type Standing } from '../../db/registers/standing.ts';
import { olderThanTrail } from '../../db/registers/take.ts';
import type { Difference } from '../verdict.ts';

/** Whoever altered so much is known by then. */
const DIFFERENCES_MAX = 100;

/**
 * Whether the registers stand as their kept changes left them, of which the trail holds the hashes: nothing altered,
 * entered or taken out past them. Answers the first hundred differences.
 */
export async function checkRegisters({ sql }: { readonly sql: Queryable }): Promise<Difference[]> {
  const standing = await standingAfter(sql, await olderThanTrail(sql));
  return standing.flatMap(departs).slice(0, DIFFERENCES_MAX);
}

function departs(entry: Standing): Difference[] {
  const fault = faultOf(entry);
  return fault === null ? [] : [{ witness: 'register', seq: 0, what: `${entry.register}/${entry.id} ${fault}` }];
}

function faultOf({ row, told }: Standing): string | null {
  if (row === null) return told === null ? null : '已不在名录中，却没有删除的变更记录';
  if (told === null) return '在名录中，却没有录入的变更记录';
  const altered = Object.keys(row).filter((column) => column in told && !same(row[column], told[column]));
  return altered.length === 0 ? null : `的 ${altered.join('、')} 与最后一次变更记录不符，被直接改动`;
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
