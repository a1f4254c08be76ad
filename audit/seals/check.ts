import { setImmediate } from 'node:timers/promises';
import { canonicalJson } from '../../db/canonical.ts';
import type { Head, SealBody, SealDocument } from '../../db/seals.ts';
import type { Difference } from '../verdict.ts';
import type { PublicKeys } from './keys.ts';
import { UNREADABLE } from './read.ts';
import { SHA256_ED25519, SUITES, type Suites } from './suite.ts';
import { headTree, stretches, type HeadTree } from './tree.ts';

/** What stands in place of the digest of a body before the first. */
export const NO_SEAL_BEFORE = '0'.repeat(64);

/**
 * Checks the seals of a folder, in order of their numbers: none missing from the first on, each as it was signed by a
 * known key, with the heads that were signed, linked to the one before, no earlier than it, its root recomputed over all
 * heads up to it. A difference is of the witness `seal`, its seq is the seal's number. `step` hears of each seal.
 */
export function checkSealChain(docs: readonly SealDocument[], keys: PublicKeys, how: Checking = {}): Difference[] {
  const checking = chainFaults(docs, keys, how);
  for (;;) {
    const { done, value } = checking.next();
    if (done === true) return value;
  }
}

/** As `checkSealChain`, and lets others have their turn meanwhile: with many chains it takes seconds. */
export async function checkSealChainInTurns(
  docs: readonly SealDocument[],
  keys: PublicKeys,
  how: Checking = {},
): Promise<Difference[]> {
  const checking = chainFaults(docs, keys, how);
  for (;;) {
    const { done, value } = checking.next();
    if (done === true) return value;
    await setImmediate();
  }
}

interface Checking {
  readonly suites?: Suites;
  readonly step?: () => void;
}

/** Stops wherever others may have their turn. */
function* chainFaults(
  docs: readonly SealDocument[],
  keys: PublicKeys,
  { suites = SUITES, step = () => undefined }: Checking,
): Generator<void, Difference[], void> {
  const found: Difference[] = [];
  const tree = headTree(SHA256_ED25519);
  // After a seal that is missing or unsure no root can be recomputed: the fault is that seal's, not the next ones'.
  let isTreeWhole = true;
  let before: SealDocument | null = null;
  let isBeforeSound = true;
  for (const doc of docs) {
    const { n } = doc.body;
    const next: number = (before?.body.n ?? 0) + 1;
    if (n !== next) found.push(sealFault(next, missingWords(next, n - 1)));
    const own = ownFault(doc, keys, suites);
    const isLinked = own === null && n === next && isBeforeSound;
    const link = isLinked ? linkFault(doc.body, before?.body ?? null, suites) : null;
    isTreeWhole &&= own === null && n === next;
    const root: string | null = isTreeWhole ? yield* treeFault(doc, tree, suites) : null;
    isTreeWhole &&= root === null;
    const fault = own ?? link ?? root;
    if (fault !== null) found.push(sealFault(n, `${sealName(doc.body)}${fault}`));
    [before, isBeforeSound] = [doc, own === null];
    step();
    yield;
  }
  return found;
}

/** The seals that are as they were signed by a known key, whatever became of those beside them. */
export function soundSeals(docs: readonly SealDocument[], keys: PublicKeys, suites: Suites = SUITES): SealDocument[] {
  return docs.filter((doc) => ownFault(doc, keys, suites) === null);
}

/** What is wrong with a seal by itself, in Chinese; null when it is as it was signed by a known key. */
export function ownFault({ body, signature, heads }: SealDocument, keys: PublicKeys, suites: Suites): string | null {
  if (body.suite === UNREADABLE) return '读不通：文件不是封签的原文';
  const suite = suites.get(body.suite);
  if (suite === undefined) return `所用的密码套件 ${body.suite} 不认识`;
  const key = keys.get(body.key);
  if (key === undefined) return `由不认识的密钥 ${body.key} 签名`;
  if (!suite.verify(key, canonicalJson({ ...body }), signature)) return '的签名不对：封签被改动';
  if (suite.digest(canonicalJson(heads)) !== body.moved) return '所附的链头与签名的不符';
  return null;
}

/** A seal by its number and time, for sentences. */
export function sealName({ n, at }: Pick<SealBody, 'n' | 'at'>): string {
  return `第 ${n.toString()} 号封签${at === '' ? '' : `（${at}）`}`;
}

/** A difference of the witness `seal`. */
export function sealFault(n: number, what: string): Difference {
  return { witness: 'seal', seq: n, what };
}

/** What is wrong with how a seal follows the one before (null: it is the first); null when nothing is. */
export function linkFault(body: SealBody, before: SealBody | null, suites: Suites): string | null {
  const prev = before === null ? NO_SEAL_BEFORE : suites.get(body.suite)?.digest(canonicalJson({ ...before }));
  if (body.prev !== prev) return '所接的前一封签与现存的不符';
  return before !== null && body.at < before.at ? '的时间早于前一封签' : null;
}

function* treeFault(
  { body, heads }: SealDocument,
  tree: HeadTree,
  suites: Suites,
): Generator<void, string | null, void> {
  const suite = suites.get(body.suite);
  if (suite === undefined) return null;
  if (!isAscending(heads)) return '的链头次序不对';
  for (const part of stretches(heads)) {
    tree.take(suite, part);
    yield;
  }
  return tree.size === body.size && tree.root() === body.root ? null : '的封签根与链头重算的不符';
}

function isAscending(heads: readonly Head[]): boolean {
  return heads.every(([chain], i) => i === 0 || (heads[i - 1]?.[0] ?? '') < chain);
}

function missingWords(from: number, to: number): string {
  return from === to ? `缺第 ${from.toString()} 号封签` : `缺第 ${from.toString()} 至 ${to.toString()} 号封签`;
}
