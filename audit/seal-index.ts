import type { SealDocument } from '../db/seals.ts';
import { soundSeals } from './seals/check.ts';
import { readKeys, type PublicKeys } from './seals/keys.ts';
import type { SealedHead } from './seals/proof.ts';
import { NoSealFolder, readSeals } from './seals/read.ts';

/** The heads under which a matter's chains were sealed, in order of the seals. */
export interface MatterHeads {
  readonly ledger: readonly SealedHead[];
  /** By run. */
  readonly histories: ReadonlyMap<string, readonly SealedHead[]>;
}

/** The seals outside the database, by what they sealed. Only of sound ones: a head in an altered seal accuses nobody. */
export interface SealIndex {
  /** Every seal that lies there, sound or not. */
  readonly docs: readonly SealDocument[];
  readonly keys: PublicKeys;
  headsOf(matterId: string): MatterHeads;
  /** Every matter of which something was sealed. */
  matters(): Iterable<string>;
}

interface Collected {
  readonly ledger: SealedHead[];
  readonly histories: Map<string, SealedHead[]>;
}

const NONE: MatterHeads = { ledger: [], histories: new Map() };

/** What has been sealed in this folder; nothing where there is no such folder yet. */
export function sealIndexAt(dir: string): SealIndex {
  try {
    return sealIndex(readSeals(dir), readKeys(dir));
  } catch (error) {
    if (error instanceof NoSealFolder) return sealIndex([], new Map());
    throw error;
  }
}

/** The index of these seals. */
export function sealIndex(docs: readonly SealDocument[], keys: PublicKeys): SealIndex {
  const matters = new Map<string, Collected>();
  const of = (id: string) => {
    const known = matters.get(id) ?? { ledger: [], histories: new Map<string, SealedHead[]>() };
    matters.set(id, known);
    return known;
  };
  for (const { body, heads } of soundSeals(docs, keys))
    for (const [chain, length, head] of heads) {
      const [prefix, id = '', runId = ''] = chain.split('/');
      const sealed = { n: body.n, at: body.at, length, head };
      if (prefix === 'matter') of(id).ledger.push(sealed);
      if (prefix === 'history') {
        const { histories } = of(id);
        histories.set(runId, [...(histories.get(runId) ?? []), sealed]);
      }
    }
  return { docs, keys, headsOf: (id) => matters.get(id) ?? NONE, matters: () => matters.keys() };
}
