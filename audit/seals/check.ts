import { canonicalJson } from '../../db/canonical.ts';
import type { Head, SealBody, SealDocument } from '../../db/seals.ts';
import type { Difference } from '../verdict.ts';
import type { PublicKeys } from './keys.ts';
import { UNREADABLE } from './read.ts';
import { SHA256_ED25519, SUITES, type Suites } from './suite.ts';
import { headTree } from './tree.ts';

/** What stands in place of the digest of a body before the first. */
export const NO_SEAL_BEFORE = '0'.repeat(64);

/**
 * Checks the seals of a folder, in order of their numbers: none missing from the first on, each as it was signed by a
 * known key, with the heads that were signed, linked to the one before, no earlier than it, its root recomputed over all
 * heads up to it. A difference is of the witness `seal`, its seq is the seal's number. `step` hears of each seal.
 */
export function checkSealChain(
  docs: readonly SealDocument[],
  keys: PublicKeys,
  { suites = SUITES, step = () => undefined }: { readonly suites?: Suites; readonly step?: () => void } = {},
): Difference[] {
  const found: Difference[] = [];
  const tree = headTree(SHA256_ED25519);
  // After a seal whose heads are missing or unsure no root can be recomputed: the fault is that seal's, not the next ones'.
  let isTreeWhole = true;
  let before: SealDocument | null = null;
  for (const doc of docs) {
    const { n } = doc.body;
    const missingFrom = (before?.body.n ?? 0) + 1;
    if (n !== missingFrom) found.push(sealFault(missingFrom, missingWords(missingFrom, n - 1)));
    const fault = ownFault(doc, keys, suites) ?? linkFault(doc, before, found, suites);
    if (fault !== null) found.push(sealFault(n, `${sealName(doc.body)}${fault}`));
    isTreeWhole &&= fault === null && n === missingFrom;
    if (isTreeWhole) {
      const wrong = treeFault(doc, tree, suites);
      if (wrong !== null) found.push(sealFault(n, `${sealName(doc.body)}${wrong}`));
      isTreeWhole = wrong === null;
    }
    before = doc;
    step();
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

/** Whether the seal follows the one before; of a neighbour that is missing or was changed itself nothing is said here. */
function linkFault(
  { body }: SealDocument,
  before: SealDocument | null,
  found: readonly Difference[],
  suites: Suites,
): string | null {
  if (body.n === 1) return body.prev === NO_SEAL_BEFORE ? null : '是第一号，却另有所接的前一封签';
  if (before?.body.n !== body.n - 1 || found.some(({ seq }) => seq === before.body.n)) return null;
  if (suites.get(body.suite)?.digest(canonicalJson({ ...before.body })) !== body.prev)
    return '所接的前一封签与现存的不符';
  if (body.at < before.body.at) return '的时间早于前一封签';
  return null;
}

function treeFault({ body, heads }: SealDocument, tree: ReturnType<typeof headTree>, suites: Suites): string | null {
  const suite = suites.get(body.suite);
  if (suite === undefined) return null;
  if (!isAscending(heads)) return '的链头次序不对';
  const shorter = heads.find(([chain, length]) => length <= (tree.headOf(chain)?.[1] ?? 0));
  if (shorter !== undefined) return `把 ${shorter[0]} 封短了`;
  tree.take(suite, heads);
  return tree.size === body.size && tree.root() === body.root ? null : '的封签根与链头重算的不符';
}

function isAscending(heads: readonly Head[]): boolean {
  return heads.every(([chain], i) => i === 0 || (heads[i - 1]?.[0] ?? '') < chain);
}

function missingWords(from: number, to: number): string {
  return from === to ? `缺第 ${from.toString()} 号封签` : `缺第 ${from.toString()} 至 ${to.toString()} 号封签`;
}
