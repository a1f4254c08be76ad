import { setImmediate } from 'node:timers/promises';
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

/**
 * The newest head of every chain, as a tree that grows seal by seal: a chain's leaf stands where it was put when the chain
 * was first sealed, in the order of the seals and within one seal of its heads. So a seal only appends leaves and replaces
 * some, and costs what its own heads cost, however many chains there are.
 */
export interface HeadTree {
  readonly size: number;
  /** The head under which a chain stands now. */
  headOf(chain: string): Head | undefined;
  /** All of them, in the order of the leaves. */
  heads(): Head[];
  /** Takes heads in, in the order given, one a chain; under another suite than before, everything is digested anew. */
  take(suite: Suite, heads: readonly Head[]): void;
  root(): string;
  proofOf(chain: string): Proof | null;
}

/** An empty tree. */
export function headTree(first: Suite): HeadTree {
  let suite = first;
  const places = new Map<string, number>();
  const leaves: Head[] = [];
  let levels: Levels = treeOf(suite, []);

  const digestOf = (head: Head): string => leafDigest(suite, canonicalJson(head));
  const headOf = (chain: string): Head | undefined => leaves[places.get(chain) ?? -1];
  return {
    get size() {
      return leaves.length;
    },
    headOf,
    heads: () => [...leaves],
    take: (by, heads) => {
      if (by.name !== suite.name) {
        suite = by;
        levels = treeOf(suite, leaves.map(digestOf));
      }
      const [digests = []] = levels;
      const from = leaves.length;
      const changed = heads.map((head) => {
        const place = places.get(head[0]) ?? leaves.length;
        places.set(head[0], place);
        leaves[place] = head;
        digests[place] = digestOf(head);
        return place;
      });
      regrow(suite, levels, changed, from);
    },
    root: () => rootOf(suite, levels),
    proofOf: (chain) => {
      const [leaf, index] = [headOf(chain), places.get(chain)];
      return leaf === undefined || index === undefined ? null : { leaf, index, path: pathOf(levels, index) };
    },
  };
}

/** So many heads are digested at a stretch: some 15 ms. */
const STRETCH = 1_000;

/** Heads in parts that are digested at a stretch. */
export function* stretches(heads: readonly Head[]): Generator<readonly Head[], void, void> {
  for (let from = 0; from < heads.length; from += STRETCH) yield heads.slice(from, from + STRETCH);
}

/** Has a tree take heads in as `take` does, and lets others have their turn again and again meanwhile. */
export async function takeInTurns(tree: HeadTree, suite: Suite, heads: readonly Head[]): Promise<void> {
  for (const part of stretches(heads)) {
    tree.take(suite, part);
    await setImmediate();
  }
}

/** The canonical JSON of heads, with turns for others as well. */
export async function textInTurns(heads: readonly Head[]): Promise<string> {
  const parts: string[] = [];
  for (const part of stretches(heads)) {
    parts.push(canonicalJson(part).slice(1, -1));
    await setImmediate();
  }
  return `[${parts.join(',')}]`;
}
