import type { Suite } from './suite.ts';

/** Digests of a tree in hex, leaves first; a lone last node moves up as it is (RFC 6962's shape). Of no leaves one empty level. */
export type Levels = string[][];

type Digest = Pick<Suite, 'digest'>;

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** The digest of a leaf. The first byte differs from a node's, so that neither passes for the other. */
export function leafDigest({ digest }: Digest, text: string): string {
  return digest(Buffer.concat([LEAF, Buffer.from(text)]));
}

/** The tree over digests of leaves. */
export function treeOf(suite: Digest, leaves: readonly string[]): Levels {
  const levels: Levels = [[...leaves]];
  regrow(suite, levels, [], 0);
  return levels;
}

/**
 * Brings a tree up to date whose lowest level has changed at the given places and everywhere from `from` on: only what
 * stands above those is computed again.
 */
export function regrow(suite: Digest, levels: Levels, changed: readonly number[], from: number): void {
  let places = changed;
  let start = from;
  for (let i = 0; (levels[i]?.length ?? 0) > 1; i += 1) {
    const below = levels[i] ?? [];
    const level = (levels[i + 1] ??= []);
    level.length = Math.ceil(below.length / 2);
    start = Math.floor(start / 2);
    places = [...new Set(places.map((place) => Math.floor(place / 2)))].filter((place) => place < start);
    for (const place of places) level[place] = parent(suite, below, place);
    for (let place = start; place < level.length; place += 1) level[place] = parent(suite, below, place);
  }
}

/** The root; of no leaves the digest of nothing. */
export function rootOf({ digest }: Digest, levels: Levels): string {
  return levels.at(-1)?.[0] ?? digest('');
}

/** The digests beside the way from a leaf up to the root. */
export function pathOf(levels: Levels, index: number): string[] {
  return levels
    .slice(0, -1)
    .map((level, height) => level[Math.floor(index / 2 ** height) ^ 1])
    .filter((beside) => beside !== undefined);
}

/** The root to which a leaf's digest, its place among `size` and a path lead; null when the path does not fit the place. */
export function rootFrom(
  suite: Digest,
  leaf: string,
  at: { readonly index: number; readonly size: number },
  path: readonly string[],
): string | null {
  if (!(Number.isInteger(at.index) && at.index >= 0 && at.index < at.size)) return null;
  let [index, last, digest] = [at.index, at.size - 1, leaf];
  const rest = [...path];
  while (last > 0) {
    const isLone = index === last && index % 2 === 0;
    const beside = isLone ? undefined : rest.shift();
    if (beside !== undefined)
      digest = index % 2 === 0 ? nodeDigest(suite, digest, beside) : nodeDigest(suite, beside, digest);
    else if (!isLone) return null;
    index = Math.floor(index / 2);
    last = Math.floor(last / 2);
  }
  return rest.length === 0 ? digest : null;
}

function parent(suite: Digest, below: readonly string[], place: number): string {
  const left = below[2 * place] ?? '';
  const right = below[2 * place + 1];
  return right === undefined ? left : nodeDigest(suite, left, right);
}

function nodeDigest({ digest }: Digest, left: string, right: string): string {
  return digest(Buffer.concat([NODE, Buffer.from(left, 'hex'), Buffer.from(right, 'hex')]));
}
