import type { SealBody, SealDocument } from '../db/seals.ts';
import { ownFault } from './seals/check.ts';
import { readKeys, type PublicKeys } from './seals/keys.ts';
import type { SealedHead } from './seals/proof.ts';
import { NoSealFolder, readSeals } from './seals/read.ts';
import { SUITES } from './seals/suite.ts';

/** The heads under which a matter's chains were sealed, in order of the seals. */
export interface MatterHeads {
  readonly ledger: readonly SealedHead[];
  /** By run. */
  readonly histories: ReadonlyMap<string, readonly SealedHead[]>;
}

/** Which seal, and when it was made. */
export type SealMoment = Pick<SealBody, 'n' | 'at'>;

/** The seals outside the database, by what they sealed. Only of sound ones: a head in an altered seal accuses nobody. */
export interface SealIndex {
  /** Every seal that lies there, sound or not. */
  readonly docs: readonly SealDocument[];
  readonly keys: PublicKeys;
  /** Whether those keys lay with the seals, or whoever asks obtained them elsewhere. */
  readonly keysFrom: 'folder' | 'given';
  /** The newest sound seal; null where there is none. */
  readonly newest: SealMoment | null;
  /** Numbers of seals that are not as a known key signed them, or missing before the newest: nothing is held against those. */
  readonly unsound: readonly number[];
  /** The newest sound seal before number `n`. */
  before(n: number): SealMoment | null;
  headsOf(matterId: string): MatterHeads;
  /** Every matter of which something was sealed. */
  matters(): Iterable<string>;
}

interface Collected {
  readonly ledger: SealedHead[];
  readonly histories: Map<string, SealedHead[]>;
}

/** Where nothing was sealed. */
export const NO_HEADS: MatterHeads = { ledger: [], histories: new Map() };

/** Seals as they come; what `index` answers does not change when more come. */
export class SealCollection {
  private readonly docs = new Map<number, SealDocument>();
  private readonly sound = new Set<number>();
  private readonly matters = new Map<string, Collected>();

  /** Takes a seal in, or one that was not sound in place of which another is read now. */
  take(doc: SealDocument, keys: PublicKeys): void {
    const { n, at } = doc.body;
    if (this.sound.has(n)) return;
    this.docs.set(n, doc);
    if (ownFault(doc, keys, SUITES) !== null) return;
    this.sound.add(n);
    for (const [chain, length, head] of doc.heads) {
      const [prefix, id = '', runId = ''] = chain.split('/');
      if (prefix === 'matter') insert(this.of(id).ledger, { n, at, length, head });
      if (prefix !== 'history') continue;
      const { histories } = this.of(id);
      histories.set(runId, histories.get(runId) ?? []);
      insert(histories.get(runId) ?? [], { n, at, length, head });
    }
  }

  isSound(n: number): boolean {
    return this.sound.has(n);
  }

  index(keys: PublicKeys, keysFrom: SealIndex['keysFrom']): SealIndex {
    const docs = [...this.docs.values()].sort((a, b) => a.body.n - b.body.n);
    const last = docs.at(-1)?.body.n ?? 0;
    const moments = docs.filter(({ body }) => this.sound.has(body.n)).map(({ body: { n, at } }) => ({ n, at }));
    const isThere = ({ n }: SealedHead) => n <= last;
    const newest = moments.at(-1) ?? null;
    // Only up to a sound one: what somebody laid there under a number of millions is one seal that is not sound.
    const missing = Array.from({ length: newest?.n ?? 0 }, (_, i) => i + 1).filter((n) => !this.docs.has(n));
    const altered = [...this.docs.keys()].filter((n) => !this.sound.has(n));
    return {
      docs,
      keys,
      keysFrom,
      newest,
      unsound: [...missing, ...altered].sort((a, b) => a - b),
      before: (n) => moments.findLast((one) => one.n < n) ?? null,
      headsOf: (id) => {
        const found = this.matters.get(id);
        if (found === undefined) return NO_HEADS;
        const histories = [...found.histories].map(([runId, heads]) => [runId, heads.filter(isThere)] as const);
        return { ledger: found.ledger.filter(isThere), histories: new Map(histories) };
      },
      matters: () => this.matters.keys(),
    };
  }

  private of(id: string): Collected {
    const known = this.matters.get(id) ?? { ledger: [], histories: new Map<string, SealedHead[]>() };
    this.matters.set(id, known);
    return known;
  }
}

/** What has been sealed in this folder, by the keys that lie there or were `given`; nothing where there is no folder yet. */
export function sealIndexAt(dir: string, given: PublicKeys | null = null): SealIndex {
  const keys = given ?? readKeys(dir);
  try {
    return sealIndex(readSeals(dir), keys, given === null ? 'folder' : 'given');
  } catch (error) {
    if (error instanceof NoSealFolder) return sealIndex([], keys);
    throw error;
  }
}

/** The index of these seals. */
export function sealIndex(
  docs: readonly SealDocument[],
  keys: PublicKeys,
  keysFrom: SealIndex['keysFrom'] = 'folder',
): SealIndex {
  const collection = new SealCollection();
  for (const doc of docs) collection.take(doc, keys);
  return collection.index(keys, keysFrom);
}

/** In Chinese, what whoever reads a verdict on one matter must know of the seals that it rests on. */
export function sealNotes({ unsound }: Pick<SealIndex, 'unsound'>): string[] {
  if (unsound.length === 0) return [];
  const shown = unsound.slice(0, 10).join('、');
  const more = unsound.length > 10 ? ` 等 ${unsound.length.toString()} 份` : '';
  return [`第 ${shown} 号封签${more}缺失或不可信，其中所封的内容未用于核对（npm run audit -- seals 查看原因）`];
}

/** Mostly the newest: seals are read in order, but one that was mended later comes after. */
function insert(heads: SealedHead[], head: SealedHead): void {
  const place = heads.findLastIndex(({ n }) => n < head.n) + 1;
  heads.splice(place, 0, head);
}
