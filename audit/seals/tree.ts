import { canonicalJson } from '../../db/canonical.ts';
import type { Head } from '../../db/seals.ts';
import { leafDigest, pathOf, regrow, rootOf, treeOf, type Levels } from './merkle.ts';
import type { Suite } from './suite.ts';

/** How one head is proved to stand in a tree: its leaf, its place and the digests beside the way to the root. */
export interface Proof {
  readonly leaf: Head;
  readonly index: number;
  readonly path: readonly string[];
}

/** The newest head of every chain, as a tree that grows seal by seal. Chains are only added, heads only replaced. */
export interface HeadTree {
  readonly size: number;
  /** The head under which a chain stands now. */
  headOf(chain: string): Head | undefined;
  /** All of them, in order. */
  heads(): Head[];
  /** Takes heads in, one a chain; under another suite than before, everything is digested anew. */
  take(suite: Suite, heads: readonly Head[]): void;
  root(): string;
  proofOf(chain: string): Proof | null;
}

/** Beyond so many new chains at once, sorting all is faster than putting each in its place. */
const SORT_FROM = 256;

/** An empty tree. */
export function headTree(first: Suite): HeadTree {
  let suite = first;
  let chains: string[] = [];
  const heads = new Map<string, Head>();
  let levels: Levels = treeOf(suite, []);

  const leafOf = (chain: string): string => leafDigest(suite, canonicalJson(heads.get(chain)));
  const again = (): void => {
    levels = treeOf(suite, chains.map(leafOf));
  };
  return {
    get size() {
      return chains.length;
    },
    headOf: (chain) => heads.get(chain),
    heads: () => chains.map((chain) => heads.get(chain)).filter((head) => head !== undefined),
    take: (by, moved) => {
      const fresh = moved.filter(([chain]) => !heads.has(chain)).map(([chain]) => chain);
      for (const head of moved) heads.set(head[0], head);
      if (by.name !== suite.name || fresh.length > SORT_FROM) {
        suite = by;
        // The default order of sort() is by UTF-16 code units.
        chains = [...chains, ...fresh].sort();
        again();
        return;
      }
      const leaves = levels[0] ?? [];
      let from = Infinity;
      for (const chain of fresh) {
        const place = placeOf(chains, chain);
        chains.splice(place, 0, chain);
        leaves.splice(place, 0, '');
        from = Math.min(from, place);
      }
      const places = moved.map(([chain]) => placeOf(chains, chain));
      for (const place of places) leaves[place] = leafOf(chains[place] ?? '');
      regrow(suite, levels, places, Math.min(from, chains.length));
    },
    root: () => rootOf(suite, levels),
    proofOf: (chain) => {
      const leaf = heads.get(chain);
      if (leaf === undefined) return null;
      const index = placeOf(chains, chain);
      return { leaf, index, path: pathOf(levels, index) };
    },
  };
}

/** Where a chain stands, or belongs, among sorted ones. */
function placeOf(chains: readonly string[], chain: string): number {
  let [low, high] = [0, chains.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((chains[middle] ?? '') < chain) low = middle + 1;
    else high = middle;
  }
  return low;
}
