import { canonicalJson } from '../../db/canonical.ts';
import type { SealBody } from '../../db/seals.ts';
import type { Evidence } from '../evidence.ts';
import { departure } from '../seals/against.ts';
import { sealFault, sealName } from '../seals/check.ts';
import { keysOf, publicKeyIn, type PublicKeys, type TrustedKey } from '../seals/keys.ts';
import { checkInclusion } from '../seals/proof.ts';
import { SUITES } from '../seals/suite.ts';
import type { Proof } from '../seals/tree.ts';
import type { Difference } from '../verdict.ts';
import { chainOf, historyHead, type CarriedSeal } from './carried-seals.ts';
import { sealsIn } from './seal-shapes.ts';
import { MORE_FILES, type BundleFiles } from './names.ts';
import { jsonIn, whyUnread } from './read.ts';
import { coveredBy, uncovered } from './uncovered.ts';

/** What was found of the seals, and in Chinese what the reader must know. */
export interface SealFindings {
  readonly differences: readonly Difference[];
  readonly notes: readonly string[];
}

/** Checks the seals that travel in a bundle: signatures, one another, proofs, and what they say of the records,
 * and what they should say and do not. */
export function checkSeals(files: BundleFiles, evidence: Evidence, trusted: readonly TrustedKey[]): SealFindings {
  try {
    const seals = sealsIn(jsonIn(files, MORE_FILES.seals));
    const { keys, differences } = keysFor(files, trusted);
    const found = seals.flatMap((seal, i) => {
      const fault = faultOf(seal, seals[i - 1], evidence, keys, trusted);
      return fault === null
        ? againstRecords(seal, evidence, files)
        : [sealFault(seal.body.n, `${sealName(seal.body)}${fault}`)];
    });
    if (seals.length === 0 && trusted.length > 0) found.push(sealFault(0, '证据包中没有封签，无从以所给的公钥核对'));
    found.push(...uncovered(seals.at(-1), evidence));
    return { differences: [...differences, ...found], notes: notesOf(seals, evidence, trusted) };
  } catch (error) {
    return { differences: [sealFault(0, `${MORE_FILES.seals} ${whyUnread(error)}`)], notes: [] };
  }
}

/** The keys that count: those given, else those in the bundle; of an id alone, the bundle's key of that id. */
function keysFor(files: BundleFiles, trusted: readonly TrustedKey[]): { keys: PublicKeys; differences: Difference[] } {
  const own = [...files].flatMap(([name, content]) => {
    const id = /^keys\/(.+)[.]pem$/.exec(name)?.[1];
    return id === undefined ? [] : [[id, content.toString('utf8')] as const];
  });
  const wrong = own.filter(([id, pem]) => publicKeyIn(pem)?.id !== id);
  const keys = new Map(own.filter((one) => !wrong.includes(one)));
  return {
    keys: trusted.length === 0 ? keys : keysOf(trusted, keys),
    differences: wrong.map(([id]) => sealFault(0, `公钥 ${id} 的内容与其编号不符`)),
  };
}

/** What is wrong with a seal by itself, after the one before it, or with its proofs; null when nothing is. */
function faultOf(
  seal: CarriedSeal,
  before: CarriedSeal | undefined,
  { id }: Evidence,
  keys: PublicKeys,
  trusted: readonly TrustedKey[],
): string | null {
  const { body, signature, proofs } = seal;
  const suite = SUITES.get(body.suite);
  const key = keys.get(body.key);
  if (suite === undefined) return `所用的密码套件 ${body.suite} 不认识`;
  if (key === undefined)
    return trusted.length === 0 ? `的公钥 ${body.key} 不在证据包中` : `由 ${body.key} 签名，不是所给的公钥`;
  if (!suite.verify(key, canonicalJson({ ...body }), signature)) return '的签名不对：封签被改动';
  if (proofs.some((proof) => !checkInclusion(proof, body, suite))) return '的归入证明不成立';
  const isHeld = (one: CarriedSeal | undefined) => one?.proofs.some(({ leaf }) => leaf[0] === chainOf(id)) === true;
  if (isHeld(before) && !isHeld(seal)) return '没有这一事项的归入证明，而前一封签有';
  return before === undefined ? null : orderFault(before, seal);
}

function orderFault({ body: before, proofs }: CarriedSeal, { body, proofs: later }: CarriedSeal): string | null {
  if (body.n <= before.n) return '不在前一封签之后';
  if (body.at < before.at || body.size < before.size) return '的时间或链数小于前一封签';
  if (body.n === before.n + 1 && body.prev !== digestOf(before, body)) return '所接的前一封签与证据包中的不符';
  const shrunk = later.some(({ leaf: [chain, length] }) =>
    proofs.some(({ leaf }) => leaf[0] === chain && leaf[1] > length),
  );
  return shrunk ? '与前一封签所封的互相矛盾' : null;
}

function digestOf(before: SealBody, by: SealBody): string | undefined {
  return SUITES.get(by.suite)?.digest(canonicalJson({ ...before }));
}

/** What a sound seal says of the ledger, the history and the code, held against those in the bundle. */
function againstRecords({ body, proofs }: CarriedSeal, evidence: Evidence, files: BundleFiles): Difference[] {
  return proofs.flatMap((proof): Difference[] => {
    const [chain, length, head] = proof.leaf;
    if (chain === chainOf(evidence.id)) return ledgerDeparts(proof, body, evidence);
    if (chain.startsWith('bundle/'))
      return files.has(`code-${head}.js`)
        ? []
        : [sealFault(body.n, `${sealName(body)}所封的规则代码 ${head} 不在证据包中`)];
    const own = historyHead(evidence, length);
    if (own?.[0] === chain && own[2] === head) return [];
    return [{ witness: 'history', seq: 0, what: `历史与${sealName(body)}所封的不符` }];
  });
}

function ledgerDeparts({ leaf }: Proof, body: SealBody, { ledger }: Evidence): Difference[] {
  const [, length, head] = leaf;
  if (ledger[length - 1]?.hash === head) return [];
  return [departure({ body }, { head: leaf, now: Math.min(ledger.length, length) })];
}

function notesOf(seals: readonly CarriedSeal[], { id, ledger }: Evidence, trusted: readonly TrustedKey[]): string[] {
  const newest = seals.at(-1);
  if (newest === undefined) return ['证据包中没有封签：历史与台账被同样改动的，看不出来'];
  return [
    coverWords(newest, coveredBy(newest, id), ledger.length),
    trusted.length === 0
      ? '封签的公钥出自证据包本身；请另行取得公钥，以 --trust-key 再核验'
      : `封签均由所给的公钥 ${trusted.map((key) => key.id).join('、')} 签名，以下另有说明的除外`,
  ];
}

function coverWords({ body }: CarriedSeal, sealed: number, rows: number): string {
  if (sealed === 0)
    return `台账 ${rows.toString()} 条，尚无封签覆盖：证据包中的封签（最新为${sealName(body)}）不含这一事项，历史与台账被同样改动甚至整件编造的，看不出来`;
  const open = rows > sealed ? `；其后各条尚未封签，历史与台账被同样改动的，看不出来` : '';
  return `台账 ${rows.toString()} 条，前 ${sealed.toString()} 条在${sealName(body)}中${open}`;
}
