import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import type { Instant } from '../workflows/kernel/instant.ts';
import { sha256 } from './chain.ts';
import type { Db } from './client.ts';
import { appendTrail } from './trail.ts';

/** What a bundle is made with: our version, the Temporal packages', Node's. */
export interface MadeWith {
  readonly version: string;
  readonly sdk: string;
  readonly node: string;
  /** The text of the package-lock.json. */
  readonly lock: string;
}

/** A workflow bundle, and what it was made with. */
export interface BundleMade extends MadeWith {
  /** SHA-256 of the code: the build id of the workers that run it. */
  readonly hash: string;
  readonly code: string;
}

/** A bundle that is kept, without its content. */
export interface BundleKept {
  readonly hash: string;
  readonly version: string;
  readonly sdk: string;
  readonly node: string;
  readonly lockHash: string;
  readonly keptAt: Instant;
}

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);
/** Thirty times a bundle: what swells beyond it was not put there by a worker. */
const UNPACKED = { maxOutputLength: 100_000_000 };
/** 0.2 s for 3 MB, to a fifth; the best quality would take 3.5 s of every first start for a tenth less (measured). */
const PACKED = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Keeps a bundle and says so in the trail, both or neither; answers whether it was new. A bundle is kept once. */
export async function keepBundle(db: Db, bundle: BundleMade, at: Instant): Promise<boolean> {
  const { hash, version, sdk, node } = bundle;
  const [known] = await db.sql`select 1 from bundles where hash = ${hash}`;
  if (known !== undefined) return false;
  const [code, lock] = await Promise.all([compress(bundle.code, PACKED), compress(bundle.lock, PACKED)]);
  const lockHash = sha256(bundle.lock);
  return await db.sql.begin(async (sql) => {
    const kept = await sql`
      insert into bundles (hash, version, sdk, node, lock_hash, code, lock, kept_at)
      values (${hash}, ${version}, ${sdk}, ${node}, ${lockHash}, ${code}, ${lock}, ${at})
      on conflict do nothing returning hash`;
    if (kept.length === 0) return false;
    const data = { version, sdk, node, lockHash };
    await appendTrail(
      { sql },
      { at, type: 'BundleKept', actor: { process: 'worker' }, subject: `bundle/${hash}`, data },
    );
    return true;
  });
}

/** Every bundle that a worker of this installation has run, the newest first. */
export async function bundlesKept({ sql }: Db): Promise<BundleKept[]> {
  return await sql<BundleKept[]>`
    select hash, version, sdk, node, lock_hash as "lockHash", kept_at as "keptAt" from bundles
    order by kept_at desc, hash`;
}

/** The same as the trail told it whenever one was kept, in the order of the trail. */
export async function bundlesTold({ sql }: Db): Promise<BundleKept[]> {
  return await sql<BundleKept[]>`
    select substr(subject, length('bundle/') + 1) as hash, data -> 'version' as version, data -> 'sdk' as sdk,
      data -> 'node' as node, data -> 'lockHash' as "lockHash", at as "keptAt"
    from trail where type = 'BundleKept' order by seq`;
}

/** The code and the lock file of a kept bundle as they lie there, unchecked: the reader compares them with their hashes. Throws when they cannot be unpacked. */
export async function bundleContent({ sql }: Db, hash: string): Promise<{ code: string; lock: string } | null> {
  const [row] = await sql<{ code: Buffer; lock: Buffer }[]>`select code, lock from bundles where hash = ${hash}`;
  if (row === undefined) return null;
  const [code, lock] = await Promise.all([decompress(row.code, UNPACKED), decompress(row.lock, UNPACKED)]);
  return { code: code.toString('utf8'), lock: lock.toString('utf8') };
}
