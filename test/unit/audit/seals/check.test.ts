import { describe, expect, it } from 'vitest';
import { checkSealChain, checkSealChainInTurns, soundSeals } from '../../../../audit/seals/check.ts';
import { checkInclusion, inclusion, sealedHeadsOf, treeAt } from '../../../../audit/seals/proof.ts';
import { sealIn, sealText } from '../../../../audit/seals/read.ts';
import { SHA256_ED25519 } from '../../../../audit/seals/suite.ts';
import type { SealDocument } from '../../../../db/seals.ts';
import { BOTH_SUITES, headOf, keysOf, sealChain, signerOf, SM3_ECDSA } from './chains.ts';

const signer = signerOf();
const keys = keysOf(signer);
const steps = [
  { signer, heads: [headOf('a', 3), headOf('b', 1)] },
  { signer, heads: [] },
  { signer, heads: [headOf('b', 4), headOf('c', 1), headOf('0', 2)] },
  { signer, heads: [headOf('a', 5)] },
];
const chain = sealChain(steps);

/** What is said of the chain when one seal is another. */
function saidOf(docs: readonly SealDocument[], known = keys): string[] {
  return checkSealChain(docs, known).map(({ witness, seq, what }) => `${witness} ${seq.toString()} ${what}`);
}

function withSeal(n: number, change: (doc: SealDocument) => SealDocument): SealDocument[] {
  return chain.map((doc) => (doc.body.n === n ? change(doc) : doc));
}

describe('a chain of seals', () => {
  it('stands when each is signed, linked and has the root of all heads up to it', () => {
    expect(saidOf(chain)).toEqual([]);
    expect(soundSeals(chain, keys)).toEqual(chain);
  });

  it('is broken where a seal is missing, and nothing is said against those after it', () => {
    expect(saidOf(chain.filter(({ body }) => body.n !== 2))).toEqual(['seal 2 缺第 2 号封签']);
    expect(saidOf(chain.slice(2))).toEqual(['seal 1 缺第 1 至 2 号封签']);
  });

  it('names the seal that was changed, with its time, and only that one', () => {
    const later = withSeal(3, (doc) => ({ ...doc, body: { ...doc.body, at: chain[3]?.body.at ?? doc.body.at } }));
    expect(saidOf(later)).toEqual(['seal 3 第 3 号封签（1970-01-01T08:03:00.000+08:00）的签名不对：封签被改动']);
    const other = withSeal(3, (doc) => ({ ...doc, heads: doc.heads.slice(1) }));
    expect(saidOf(other)).toEqual(['seal 3 第 3 号封签（1970-01-01T08:02:00.000+08:00）所附的链头与签名的不符']);
    expect(soundSeals(other, keys).map(({ body }) => body.n)).toEqual([1, 2, 4]);
  });

  it('takes no signature that decodes to the right bytes but is written otherwise', () => {
    const loose = withSeal(2, (doc) => ({ ...doc, signature: `${doc.signature} ` }));
    expect(saidOf(loose)).toHaveLength(1);
  });

  it('wants a known key and a known suite', () => {
    expect(saidOf(chain, keysOf(signerOf()))[0]).toContain(`由不认识的密钥 ${signer.id} 签名`);
    const foreign = sealChain([{ signer, heads: [], lie: { suite: 'rot13' } }]);
    expect(saidOf(foreign)[0]).toContain('所用的密码套件 rot13 不认识');
  });

  it('is not believed when the one who holds the key lies about the seal before, the time or the root', () => {
    const lying = (lie: object) => saidOf(sealChain(steps.map((step, i) => (i === 2 ? { ...step, lie } : step))));
    expect(lying({ prev: chain[0]?.body.prev })[0]).toContain(
      '第 3 号封签（1970-01-01T08:02:00.000+08:00）所接的前一封签与现存的不符',
    );
    expect(lying({ at: chain[0]?.body.at })[0]).toContain('的时间早于前一封签');
    expect(lying({ root: chain[0]?.body.root })).toEqual([
      'seal 3 第 3 号封签（1970-01-01T08:02:00.000+08:00）的封签根与链头重算的不符',
    ]);
    expect(lying({ size: 3 })[0]).toContain('的封签根与链头重算的不符');
    expect(saidOf(sealChain([{ signer, heads: [], lie: { prev: chain[0]?.body.root ?? '' } }]))).toHaveLength(1);
  });

  it('is checked alike in turns with others, who have theirs after each seal', async () => {
    let [turns, isOver] = [0, false];
    const other = (): void => {
      turns += 1;
      if (!isOver) setImmediate(other);
    };
    setImmediate(other);
    const broken = chain.filter(({ body }) => body.n !== 2);
    expect(await checkSealChainInTurns(broken, keys)).toEqual(checkSealChain(broken, keys));
    isOver = true;
    expect(turns).toBeGreaterThanOrEqual(broken.length);
  });

  it('may seal a chain shorter than before, as after a restore: the seal before goes on saying what stood there', () => {
    const shorter = sealChain([
      { signer, heads: [headOf('a', 3)] },
      { signer, heads: [headOf('a', 2), headOf('b', 1)] },
    ]);
    expect(saidOf(shorter)).toEqual([]);
    expect(sealedHeadsOf(shorter, 'matter/a').map(({ length }) => length)).toEqual([3, 2]);
    expect(inclusion(shorter, 'matter/a')?.leaf[1]).toBe(2);
  });

  it('has the heads of each seal in order', () => {
    const [first] = chain;
    if (first === undefined) throw new Error('no seal');
    const heads = [...first.heads].reverse();
    const moved = SHA256_ED25519.digest(JSON.stringify(heads));
    const [turned] = sealChain([{ signer, heads: first.heads, lie: { moved } }]);
    expect(saidOf([{ ...(turned ?? first), heads }])[0]).toContain('的链头次序不对');
  });

  it('goes on under another key and another suite, and is verified through both', () => {
    const [next, other] = [signerOf(), signerOf(SM3_ECDSA)];
    const docs = sealChain([
      ...steps,
      { signer: next, heads: [headOf('d', 1)] },
      { signer: other, suite: SM3_ECDSA, heads: [headOf('d', 2)] },
      { signer: other, suite: SM3_ECDSA, heads: [headOf('e', 2)] },
    ]);
    const known = keysOf(signer, next, other);
    expect(checkSealChain(docs, known, { suites: BOTH_SUITES })).toEqual([]);
    const tree = treeAt(docs, Infinity, BOTH_SUITES);
    const body = docs.at(-1)?.body ?? chain[0]?.body;
    const proof = tree.proofOf('matter/a');
    if (body === undefined || proof === null) throw new Error('no proof');
    expect(checkInclusion(proof, body, SM3_ECDSA)).toBe(true);
    expect(checkInclusion(proof, body, SHA256_ED25519)).toBe(false);
    expect(checkSealChain(docs, known).map(({ seq }) => seq)).toEqual([6, 7]);
  });
});

describe('a chain’s heads', () => {
  it('are told with the seals that have them', () => {
    expect(sealedHeadsOf(chain, 'matter/b').map(({ n, length }) => [n, length])).toEqual([
      [1, 1],
      [3, 4],
    ]);
    expect(sealedHeadsOf(chain, 'matter/x')).toEqual([]);
  });

  it('are proved to stand in a seal, by default the last one', () => {
    const [first, , , last] = chain;
    if (first === undefined || last === undefined) throw new Error('no seal');
    const now = inclusion(chain, 'matter/a');
    const then = inclusion(chain, 'matter/a', 1);
    expect([now?.leaf[1], then?.leaf[1]]).toEqual([5, 3]);
    if (now === null || then === null) throw new Error('no proof');
    expect(checkInclusion(now, last.body, SHA256_ED25519)).toBe(true);
    expect(checkInclusion(then, first.body, SHA256_ED25519)).toBe(true);
    expect(checkInclusion(then, last.body, SHA256_ED25519)).toBe(false);
    expect(checkInclusion({ ...now, leaf: ['matter/a', 5, 'x'] }, last.body, SHA256_ED25519)).toBe(false);
    expect(inclusion(chain, 'matter/c', 1)).toBeNull();
  });
});

describe('the text of a seal', () => {
  const [seal] = chain;
  if (seal === undefined) throw new Error('no seal');
  const text = sealText(seal);

  it('is read only as it was written: every other byte gives a seal that no key has signed', () => {
    expect(sealIn(text, 1)).toEqual(seal);
    const others = [...text].map((letter, i) => text.slice(0, i) + (letter === '1' ? '2' : '1') + text.slice(i + 1));
    for (const other of [...others, `${text} `, text.replace('{', '{ '), '', '[]', 'null', '{"body":1}'])
      expect(saidOf([sealIn(other, 1)])).toHaveLength(1);
  });

  it('is of the number of its file', () => {
    expect(saidOf([sealIn(text, 2)])).toEqual(['seal 1 缺第 1 号封签', 'seal 2 第 2 号封签读不通：文件不是封签的原文']);
  });
});
