import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leafDigest, pathOf, rootFrom, rootOf, treeOf } from '../../audit/seals/merkle.ts';
import { checkInclusion } from '../../audit/seals/proof.ts';
import { SHA256_ED25519 as suite } from '../../audit/seals/suite.ts';
import { headTree, takeInTurns } from '../../audit/seals/tree.ts';
import { canonicalJson } from '../../db/canonical.ts';
import type { Head, SealBody } from '../../db/seals.ts';

const RUNS = { numRuns: 300, seed: Number(process.env['SEED'] ?? 20260302) };

/** The tree hash as RFC 6962 §2.1 defines it, by splitting at the largest power of two below the size. */
function rfcRoot(leaves: readonly string[]): Buffer {
  const digest = (...parts: readonly Uint8Array[]) => Buffer.from(suite.digest(Buffer.concat(parts)), 'hex');
  const [only] = leaves;
  if (only === undefined) return digest();
  if (leaves.length === 1) return digest(Uint8Array.of(0), Buffer.from(only));
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return digest(Uint8Array.of(1), rfcRoot(leaves.slice(0, split)), rfcRoot(leaves.slice(split)));
}

const leafTexts = fc.array(fc.string(), { minLength: 1, maxLength: 70 });
const digestsOf = (texts: readonly string[]) => texts.map((text) => leafDigest(suite, text));

test('the root is the one that RFC 6962 defines, also of no leaves', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 70 }), (texts) => {
      expect(rootOf(suite, treeOf(suite, digestsOf(texts)))).toBe(rfcRoot(texts).toString('hex'));
    }),
    RUNS,
  );
});

test('every leaf’s path leads to the root, and from nowhere else', () => {
  fc.assert(
    fc.property(leafTexts, fc.nat(), (texts, pick) => {
      const leaves = digestsOf(texts.map((text, i) => `${i.toString()} ${text}`));
      const levels = treeOf(suite, leaves);
      const [root, size, index] = [rootOf(suite, levels), leaves.length, pick % leaves.length];
      const path = pathOf(levels, index);
      const leaf = leaves[index] ?? '';
      expect(rootFrom(suite, leaf, { index, size }, path)).toBe(root);
      for (let other = -1; other <= size; other += 1)
        if (other !== index) expect(rootFrom(suite, leaf, { index: other, size }, path)).not.toBe(root);
      expect(rootFrom(suite, leaf, { index: index + 0.5, size }, path)).toBeNull();
      expect(rootFrom(suite, leaf, { index, size }, [...path, leaf])).toBeNull();
      if (path.length > 0) expect(rootFrom(suite, leaf, { index, size }, path.slice(1))).not.toBe(root);
    }),
    RUNS,
  );
});

test('one changed bit in leaf or path leads to another root', () => {
  fc.assert(
    fc.property(leafTexts, fc.nat(), fc.nat(), (texts, pick, bit) => {
      const leaves = digestsOf(texts);
      const levels = treeOf(suite, leaves);
      const index = pick % leaves.length;
      const way = [leaves[index] ?? '', ...pathOf(levels, index)];
      const bytes = Buffer.from(way.join(''), 'hex');
      const place = bit % (bytes.length * 8);
      bytes[place >> 3] = (bytes[place >> 3] ?? 0) ^ (1 << (place & 7));
      const [leaf = '', ...path] = way.map((_, i) => bytes.subarray(32 * i, 32 * i + 32).toString('hex'));
      const at = { index, size: leaves.length };
      expect(rootFrom(suite, leaf, at, path)).not.toBe(rootOf(suite, levels));
    }),
    RUNS,
  );
});

test('no node passes for a leaf: a leaf that says what a node says has another digest', () => {
  const [left, right] = digestsOf(['a', 'b']);
  const levels = treeOf(suite, [left ?? '', right ?? '']);
  const said = Buffer.from(`${left ?? ''}${right ?? ''}`, 'hex').toString('latin1');
  expect(suite.digest(Buffer.concat([Uint8Array.of(0), Buffer.from(said, 'latin1')]))).not.toBe(rootOf(suite, levels));
  expect(rootOf(suite, levels)).toBe(
    suite.digest(Buffer.concat([Uint8Array.of(1), Buffer.from(`${left ?? ''}${right ?? ''}`, 'hex')])),
  );
  expect(left).toBe(suite.digest(Buffer.from('\u0000a')));
});

const chains = fc.constantFrom(
  ...Array.from({ length: 40 }, (_, i) => `matter/${(i * 7919).toString(36)}`),
  'trail',
  '𠮷',
);
const heads = fc.uniqueArray(fc.tuple(chains, fc.nat(9), fc.string()), { selector: ([chain]) => chain });

test('a tree that grows seal by seal is at each of them the tree over its newest heads as they first came, and proves each', () => {
  fc.assert(
    fc.property(fc.array(heads, { maxLength: 8 }), (seals) => {
      const tree = headTree(suite);
      // A map keeps a name where it was first put, whatever is put under it later.
      const newest = new Map<string, Head>();
      for (const moved of seals) {
        tree.take(suite, moved);
        for (const head of moved) newest.set(head[0], head);
        const all = [...newest.values()];
        expect(tree.heads()).toEqual(all);
        expect(tree.size).toBe(all.length);
        expect(tree.root()).toBe(rfcRoot(all.map((head) => canonicalJson(head))).toString('hex'));
      }
      const body = { suite: suite.name, size: tree.size, root: tree.root() } as SealBody;
      for (const [i, [chain, head]] of [...newest].entries()) {
        const proof = tree.proofOf(chain);
        expect(proof).toMatchObject({ leaf: head, index: i });
        expect(proof !== null && checkInclusion(proof, body, suite)).toBe(true);
      }
      expect(tree.proofOf('unknown')).toBeNull();
    }),
    RUNS,
  );
});

test('a seal digests as much as its own heads ask for, however many chains there are', () => {
  let digested = 0;
  const counting = { ...suite, digest: (content: string | Uint8Array) => (digested++, suite.digest(content)) };
  const tree = headTree(counting);
  const head = (i: number, length: number): Head => [`matter/${((i * 7919) % 10_007).toString()}`, length, 'x'];
  tree.take(
    counting,
    Array.from({ length: 10_000 }, (_, i) => head(i, 1)),
  );
  digested = 0;
  tree.take(counting, [head(10_001, 1), head(4_321, 2)]);
  tree.root();
  // Two leaves, and for each a node on every level: the power of two above 10,000 is the fourteenth.
  expect(digested).toBeLessThanOrEqual(2 + 2 * 14);
});

test('heads that are taken in by turns give the same tree, and others have their turn meanwhile', async () => {
  const many = Array.from({ length: 2_500 }, (_, i): Head => [`matter/${((i * 7919) % 2_503).toString()}`, 1, i.toString()]); // prettier-ignore
  const [at, by] = [headTree(suite), headTree(suite)];
  at.take(suite, many);
  let sizes: number[] = [];
  const looking = (): void => {
    sizes = [...sizes, by.size];
    if (by.size < many.length) setImmediate(looking);
  };
  setImmediate(looking);
  await takeInTurns(by, suite, many);
  expect(by.root()).toBe(at.root());
  expect(sizes).toEqual([1_000, 2_000, 2_500]);
});
