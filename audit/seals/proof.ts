import { canonicalJson } from '../../db/canonical.ts';
import type { SealBody, SealDocument } from '../../db/seals.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { leafDigest, rootFrom } from './merkle.ts';
import { SHA256_ED25519, SUITES, type Suite, type Suites } from './suite.ts';
import { headTree, type HeadTree, type Proof } from './tree.ts';

/** A head of one chain as a seal has it. */
export interface SealedHead {
  readonly n: number;
  readonly at: Instant;
  readonly length: number;
  readonly head: string;
}

/** Under which heads a chain was sealed, in order; empty when it never was. */
export function sealedHeadsOf(docs: readonly SealDocument[], chain: string): SealedHead[] {
  return docs.flatMap(({ body: { n, at }, heads }) =>
    heads.filter(([name]) => name === chain).map(([, length, head]) => ({ n, at, length, head })),
  );
}

/** All heads up to seal `n`, as its tree; by default up to the last one. For many proofs of one seal. */
export function treeAt(docs: readonly SealDocument[], n = Infinity, suites: Suites = SUITES): HeadTree {
  const tree = headTree(SHA256_ED25519);
  for (const { body, heads } of docs) if (body.n <= n) tree.take(suites.get(body.suite) ?? SHA256_ED25519, heads);
  return tree;
}

/** That a chain stands in the tree of seal `n` (the last one) under its newest head; null when it does not. */
export function inclusion(docs: readonly SealDocument[], chain: string, n?: number): Proof | null {
  return treeAt(docs, n).proofOf(chain);
}

/** Whether a proof leads to the root of a seal; `suite` is the one that the seal names. Its signature is another matter. */
export function checkInclusion({ leaf, index, path }: Proof, body: SealBody, suite: Suite): boolean {
  const digest = leafDigest(suite, canonicalJson(leaf));
  return rootFrom(suite, digest, { index, size: body.size }, path) === body.root;
}
