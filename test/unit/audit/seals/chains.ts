import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { NO_SEAL_BEFORE } from '../../../../audit/seals/check.ts';
import { keyIdOf, type Signer } from '../../../../audit/seals/keys.ts';
import { SHA256_ED25519, SUITES, type Suite } from '../../../../audit/seals/suite.ts';
import { headTree } from '../../../../audit/seals/tree.ts';
import { canonicalJson } from '../../../../db/canonical.ts';
import { inOrder, type Head, type SealDocument } from '../../../../db/seals.ts';
import { instantOf } from '../../../../workflows/kernel/instant.ts';

/** Another suite, as a 国密 one would be plugged in: SM3 as Node has it, and ECDSA in the place of SM2, which Node has not. */
export const SM3_ECDSA: Suite = {
  name: 'sm3-ecdsa',
  digest: (content) => createHash('sm3').update(content).digest('hex'),
  sign: (privateKey, text) => sign('sha256', Buffer.from(text), privateKey).toString('base64'),
  verify: (publicKey, text, signature) =>
    verify('sha256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64')),
};

export const BOTH_SUITES = new Map([...SUITES, [SM3_ECDSA.name, SM3_ECDSA]]);

/** A signer of its own. */
export function signerOf(suite: Suite = SHA256_ED25519): Signer {
  const { privateKey } =
    suite === SM3_ECDSA ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  return {
    id: keyIdOf(publicKey),
    publicKey,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** Who seals, by which suite, and which heads have moved; `lie` changes the body before it is signed. */
export interface Step {
  readonly signer: Signer;
  readonly suite?: Suite;
  readonly heads: readonly Head[];
  readonly lie?: Partial<SealDocument['body']>;
}

/** A chain of seals, a minute apart, made by hand as the format says. */
export function sealChain(steps: readonly Step[]): SealDocument[] {
  const docs: SealDocument[] = [];
  const tree = headTree(SHA256_ED25519);
  for (const { signer, suite = SHA256_ED25519, heads, lie = {} } of steps) {
    const moved = inOrder(heads);
    tree.take(suite, moved);
    const before = docs.at(-1);
    const body = {
      n: docs.length + 1,
      at: instantOf(60_000 * docs.length),
      suite: suite.name,
      key: signer.id,
      size: tree.size,
      root: tree.root(),
      moved: suite.digest(canonicalJson(moved)),
      prev: before === undefined ? NO_SEAL_BEFORE : suite.digest(canonicalJson({ ...before.body })),
      ...lie,
    };
    docs.push({ body, signature: suite.sign(signer.privateKey, canonicalJson(body)), heads: moved });
  }
  return docs;
}

/** The public keys of signers, as they lie with the seals. */
export function keysOf(...signers: readonly Signer[]): Map<string, string> {
  return new Map(signers.map(({ id, publicKey }) => [id, publicKey]));
}

/** A head of a matter, its hash made from what it says. */
export function headOf(name: string, length: number): Head {
  return [`matter/${name}`, length, createHash('sha256').update(`${name} ${length.toString()}`).digest('hex')];
}
