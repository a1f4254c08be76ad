import { canonicalJson } from '../../db/canonical.ts';
import type { Db, Transaction } from '../../db/client.ts';
import { departedHeads, headsSince } from '../../db/heads.ts';
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
import { appendTrail } from '../../db/trail.ts';
import { instantOf, msOf, type Instant } from '../../workflows/kernel/instant.ts';
import { NO_SEAL_BEFORE } from './check.ts';
import { tellDeparted, type DepartedSeal } from './departed.ts';
import type { PublicKeys, Signer } from './keys.ts';
import { SHA256_ED25519, SUITES, type Suite, type Suites } from './suite.ts';
import { headTree, takeInTurns, textInTurns, type HeadTree } from './tree.ts';

/** So many seals an hour: so often every chain is looked at, not only those with new rows. */
const SEALS_AN_HOUR = 6;
/**
 * Rows bear the moment at which their transaction began and show when it commits. Ours end within seconds; what takes
 * longer than this is sealed when all chains are looked at again.
 */
const LATE_COMMIT_MS = 5 * 60_000;

/** A seal that was made, and the sealed heads that the database does not bear out and that were not told before. */
export interface Made {
  readonly seal: SealDocument;
  readonly departed: readonly DepartedSeal[];
}

/** By what a seal is made. */
export interface Making {
  readonly suite?: Suite;
  readonly suites?: Suites;
  /** Keys beside the signer's by which the last seal may be signed. */
  readonly keys?: PublicKeys;
  /** Whether all chains are looked at, also when it is not yet time, as after a restore. */
  readonly all?: boolean;
}

/**
 * Thrown when the last seal in the database is not as one of our keys signed it, or the sealed heads there do not give the
 * root that it bears: nothing is sealed on top.
 */
export class SealedHeadsAltered extends Error {}

/** Whether all chains are looked at for seal `n`: the first one, and one an hour. */
export function looksAtAll(n: number): boolean {
  return n % SEALS_AN_HOUR === 1;
}

/**
 * Makes the next seal, in one transaction: of each chain that is longer than it was sealed, the newest head; also of one
 * that departs from its sealed head, or no seal would cover it until it outgrows what is gone. That departure is told in
 * the trail, once, and the seal before goes on saying what stood there. A chain of which nothing is left stays in the tree
 * as it was. Null when another worker has made the seal meanwhile. Throws `SealedHeadsAltered`.
 */
export async function makeSeal(db: Db, signer: Signer, making: Making = {}): Promise<Made | null> {
  const { suite = SHA256_ED25519, suites = SUITES, keys = new Map<string, string>(), all = false } = making;
  const before = await lastSeal(db);
  return await db.sql.begin(async (sql) => {
    await lockSeals(sql);
    const last = await lastSeal({ sql });
    if (last?.body.n !== before?.body.n) return null;
    requireSigned(last, new Map([...keys, [signer.id, signer.publicKey]]), suites);
    const isFull = all || looksAtAll((last?.body.n ?? 0) + 1);
    // Read before the heads are: what is committed while they are read lies within what the next seal looks at.
    const at = laterOf(await databaseTime(sql), last);
    const { tree, sealOf } = await treeOfLast(sql, suites, last);
    const found = await headsSince(sql, isFull || last === null ? null : lookBack(last));
    const departed = await departedHeads(sql, isFull ? tree.heads() : standing(tree, found));
    const gone = new Set(departed.map(({ head: [chain] }) => chain));
    const moved = inOrder(found.filter((head) => gone.has(head[0]) || head[1] > (tree.headOf(head[0])?.[1] ?? 0)));
    await takeInTurns(tree, suite, moved);
    const text = await textInTurns(moved);
    const seal = signed(suite, signer, { at, last, tree, moved, text });
    await writeSeal(sql, seal);
    if (last !== null && last.body.key !== signer.id) await tellKey(sql, seal, last.body.key);
    const seals = departed.map((one) => ({ ...one, seal: sealOf.get(one.head[0]) ?? 0 }));
    return { seal, departed: await tellDeparted(sql, at, seals) };
  });
}

interface Sealing {
  readonly at: Instant;
  readonly last: Seal | null;
  readonly tree: HeadTree;
  readonly moved: readonly Head[];
  /** Canonical JSON of `moved`. */
  readonly text: string;
}

function signed(suite: Suite, signer: Signer, { at, last, tree, moved, text }: Sealing): SealDocument {
  const body = {
    n: (last?.body.n ?? 0) + 1,
    at,
    suite: suite.name,
    key: signer.id,
    size: tree.size,
    root: tree.root(),
    moved: suite.digest(text),
    prev: last === null ? NO_SEAL_BEFORE : suite.digest(canonicalJson({ ...last.body })),
  };
  return { body, signature: suite.sign(signer.privateKey, canonicalJson(body)), heads: moved };
}

/** A row that somebody put behind the last seal must not get our signature by being the one before ours. */
function requireSigned(last: Seal | null, keys: PublicKeys, suites: Suites): void {
  if (last === null) return;
  const { body, signature } = last;
  const key = keys.get(body.key);
  if (key !== undefined && suites.get(body.suite)?.verify(key, canonicalJson({ ...body }), signature) === true) return;
  throw new SealedHeadsAltered(`seal ${String(body.n)} in the database is not as a known key signed it`);
}

/** The tree that was sealed last, recomputed: on heads that were changed in the database no further seal is put. */
async function treeOfLast(
  sql: Transaction,
  suites: Suites,
  last: Seal | null,
): Promise<{ tree: HeadTree; sealOf: Map<string, number> }> {
  const suite = suites.get(last?.body.suite ?? '') ?? SHA256_ED25519;
  const tree = headTree(suite);
  const newest = await sealedHeads({ sql });
  const heads = newest.map(({ head }) => head);
  await takeInTurns(tree, suite, heads);
  if (last === null ? heads.length > 0 : tree.size !== last.body.size || tree.root() !== last.body.root)
    throw new SealedHeadsAltered(
      `the sealed heads in the database do not give the root of seal ${String(last?.body.n)}`,
    );
  return { tree, sealOf: new Map(newest.map(({ head, seal }) => [head[0], seal])) };
}

/** Whoever verifies cannot tell a new key of ours from a stranger's: that ours has changed is said where it stays. */
async function tellKey(sql: Transaction, { body: { n, at, key } }: SealDocument, before: string): Promise<void> {
  const data = { n, before, key };
  await appendTrail({ sql }, { at, type: 'SealKeyChanged', actor: { process: 'seals' }, subject: null, data });
}

/** The heads in the tree of chains that were found, in order of the chains. */
function standing(tree: HeadTree, found: readonly Head[]): Head[] {
  return inOrder(found.map(([chain]) => tree.headOf(chain)).filter((head) => head !== undefined));
}

function lookBack({ body }: Seal): Instant {
  return instantOf(msOf(body.at) - LATE_COMMIT_MS);
}

/** A clock that was set back must not make a seal older than the one before it. */
function laterOf(at: Instant, last: Seal | null): Instant {
  return last !== null && last.body.at > at ? last.body.at : at;
}
