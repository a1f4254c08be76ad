import { canonicalJson } from '../../db/canonical.ts';
import type { Db, Transaction } from '../../db/client.ts';
import { departedHeads, headsSince, type Departed } from '../../db/heads.ts';
import {
  databaseTime,
  inOrder,
  lastSeal,
  lockSeals,
  sealedHeads,
  writeSeal,
  type Head,
  type Seal,
  type SealDocument,
} from '../../db/seals.ts';
import { instantOf, msOf, type Instant } from '../../workflows/kernel/instant.ts';
import { NO_SEAL_BEFORE } from './check.ts';
import type { Signer } from './keys.ts';
import { SHA256_ED25519, SUITES, type Suite, type Suites } from './suite.ts';
import { headTree, type HeadTree } from './tree.ts';

/** A day of seals: so often every chain is looked at, not only those with new rows. */
const SEALS_A_DAY = 144;
/**
 * Rows bear the moment at which their transaction began and show when it commits. Ours end within seconds; what takes
 * longer than this is sealed when all chains are looked at again.
 */
const LATE_COMMIT_MS = 5 * 60_000;

/** A seal that was made, and the sealed heads that the database did not bear out at that moment. */
export interface Made {
  readonly seal: SealDocument;
  readonly departed: readonly Departed[];
}

/** Thrown when the sealed heads in the database do not give the root that was signed last: nothing is sealed on top. */
export class SealedHeadsAltered extends Error {}

/** Whether all chains are looked at for seal `n`: the first one, and one a day. */
export function looksAtAll(n: number): boolean {
  return n % SEALS_A_DAY === 1;
}

/**
 * Makes the next seal, in one transaction: of each chain that is longer than it was sealed, the newest head. What stands
 * in the tree is never taken back: where the rows say otherwise now, that is told as departed. Null when another worker
 * has made the seal meanwhile. Throws `SealedHeadsAltered`.
 */
export async function makeSeal(
  db: Db,
  signer: Signer,
  suite: Suite = SHA256_ED25519,
  suites: Suites = SUITES,
): Promise<Made | null> {
  const before = await lastSeal(db);
  return await db.sql.begin(async (sql) => {
    await lockSeals(sql);
    const last = await lastSeal({ sql });
    if (last?.body.n !== before?.body.n) return null;
    const isFull = looksAtAll((last?.body.n ?? 0) + 1);
    // Read before the heads are: what is committed while they are read lies within what the next seal looks at.
    const at = laterOf(await databaseTime(sql), last);
    const tree = await treeOfLast(sql, suites, last);
    const found = inOrder(await headsSince(sql, isFull || last === null ? null : lookBack(last)));
    const standing = found.map(([chain]) => tree.headOf(chain)).filter((head) => head !== undefined);
    const departed = await departedHeads(sql, isFull ? tree.heads() : standing);
    const moved = found.filter(([chain, length]) => length > (tree.headOf(chain)?.[1] ?? 0));
    tree.take(suite, moved);
    const seal = signed(suite, signer, { at, last, tree, moved });
    await writeSeal(sql, seal);
    return { seal, departed };
  });
}

function signed(
  suite: Suite,
  signer: Signer,
  { at, last, tree, moved }: { at: Instant; last: Seal | null; tree: HeadTree; moved: readonly Head[] },
): SealDocument {
  const body = {
    n: (last?.body.n ?? 0) + 1,
    at,
    suite: suite.name,
    key: signer.id,
    size: tree.size,
    root: tree.root(),
    moved: suite.digest(canonicalJson(moved)),
    prev: last === null ? NO_SEAL_BEFORE : suite.digest(canonicalJson({ ...last.body })),
  };
  return { body, signature: suite.sign(signer.privateKey, canonicalJson(body)), heads: moved };
}

/** The tree that was sealed last, recomputed: on heads that were changed in the database no further seal is put. */
async function treeOfLast(sql: Transaction, suites: Suites, last: Seal | null): Promise<HeadTree> {
  const suite = suites.get(last?.body.suite ?? '') ?? SHA256_ED25519;
  const tree = headTree(suite);
  const heads = await sealedHeads({ sql });
  tree.take(suite, heads);
  if (last === null ? heads.length > 0 : tree.size !== last.body.size || tree.root() !== last.body.root)
    throw new SealedHeadsAltered(
      `the sealed heads in the database do not give the root of seal ${String(last?.body.n)}`,
    );
  return tree;
}

function lookBack({ body }: Seal): Instant {
  return instantOf(msOf(body.at) - LATE_COMMIT_MS);
}

/** A clock that was set back must not make a seal older than the one before it. */
function laterOf(at: Instant, last: Seal | null): Instant {
  return last !== null && last.body.at > at ? last.body.at : at;
}
