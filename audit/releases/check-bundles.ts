import { bundleContent, bundlesKept, bundlesTold, type BundleKept } from '../../db/bundles.ts';
import { canonicalJson } from '../../db/canonical.ts';
import { sha256 } from '../../db/chain.ts';
import type { Db } from '../../db/client.ts';
import type { Difference } from '../verdict.ts';
import { RELEASES, releasesKept } from './kept.ts';

/**
 * Whether the code that ran is there: every bundle that is kept is what its hash says, its lock file too, and what the
 * trail told when it was kept; every bundle that the trail tells is kept; and every build that an archived history names
 * is kept here or with the verifier's releases. Of a bundle that is `sealed` and untold it is the trail that was altered.
 */
export async function checkBundles(
  db: Db,
  sealed: ReadonlySet<string> = new Set(),
  folder = RELEASES,
): Promise<Difference[]> {
  const kept = await bundlesKept(db);
  const known = new Set([...kept.map(({ hash }) => hash), ...releasesKept(folder).map(({ bundle }) => bundle)]);
  const found: Difference[] = [];
  for (const { hash, lockHash } of kept) {
    const content = await bundleContent(db, hash).catch(() => null);
    if (content === null) found.push(code(`代码包 ${hash} 的内容无法解压`));
    else if (sha256(content.code) !== hash) found.push(code(`代码包 ${hash} 的内容与其 SHA-256 不符`));
    else if (sha256(content.lock) !== lockHash) found.push(code(`代码包 ${hash} 的锁文件与其 SHA-256 不符`));
  }
  found.push(...departures(kept, await bundlesTold(db), sealed));
  const named = await db.sql<{ build: string; runs: number }[]>`
    select build, count(*)::int as runs from histories where build is not null group by build order by build`;
  for (const { build, runs } of named)
    if (!known.has(build)) found.push(code(`${runs.toString()} 份历史所记的代码包 ${build} 没有留存`));
  return found;
}

function departures(
  kept: readonly BundleKept[],
  told: readonly BundleKept[],
  sealed: ReadonlySet<string>,
): Difference[] {
  const first = new Map([...told].reverse().map((bundle) => [bundle.hash, bundle]));
  const untold = kept.flatMap((bundle): Difference[] => {
    const as = first.get(bundle.hash);
    const missing = code(`代码包 ${bundle.hash} 的留存在审计日志中没有记录`);
    if (as === undefined) return [sealed.has(bundle.hash) ? { ...missing, witness: 'trail' } : missing];
    return canonicalJson(as) === canonicalJson(bundle)
      ? []
      : [code(`代码包 ${bundle.hash} 的版本、构建环境或留存时间与审计日志所记不符`)];
  });
  const standing = new Set(kept.map(({ hash }) => hash));
  const gone = [...first.keys()].filter((hash) => !standing.has(hash));
  return [...untold, ...gone.map((hash) => code(`审计日志所记的代码包 ${hash} 已不存在`))];
}

function code(what: string): Difference {
  return { witness: 'code', seq: 0, what };
}
