import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../audit/evidence.ts';
import { sealsOf, type CarriedSeal } from '../../../audit/exported/carried-seals.ts';
import { checkSeals } from '../../../audit/exported/check-seals.ts';
import { keyFile, MORE_FILES } from '../../../audit/exported/names.ts';
import type { TrustedKey } from '../../../audit/seals/keys.ts';
import { SHA256_ED25519 } from '../../../audit/seals/suite.ts';
import { canonicalJson } from '../../../db/canonical.ts';
import { sha256 } from '../../../db/chain.ts';
import type { Head, SealBody } from '../../../db/seals.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { sealChain, signerOf } from './seals/chains.ts';

const SIGNER = signerOf();
const ID = 'haz-1' as MatterId;
const CODE = sha256('code');
const HISTORY = { events: [1, 2, 3].map((n) => ({ eventId: n.toString(), eventType: 'X' })) };
const historyHead = (events: number): Head => [
  `history/${ID}/run-1`,
  events,
  `sha256:${sha256(JSON.stringify({ events: HISTORY.events.slice(0, events) }))}`,
];
const own = (length: number): Head => [`matter/${ID}`, length, `row-${length.toString()}`];
const other = (length: number): Head => ['matter/haz-2', length, `other-${length.toString()}`];

/** As far as seals are concerned. */
const EVIDENCE = {
  id: ID,
  history: HISTORY,
  runId: 'run-1',
  ledger: [1, 2, 3, 4].map((seq) => ({ seq, hash: `row-${seq.toString()}`, heardAt: instantOf(0) })),
} as unknown as Evidence;

const DOCS = sealChain([
  { signer: SIGNER, heads: [other(1)] },
  { signer: SIGNER, heads: [own(1), historyHead(2)] },
  { signer: SIGNER, heads: [own(3), other(2), [`bundle/${CODE}`, 1, CODE]] },
  { signer: SIGNER, heads: [other(5)] },
  { signer: SIGNER, heads: [other(6), historyHead(3)] },
  { signer: SIGNER, heads: [other(7)] },
]);
const KEYS = new Map([[SIGNER.id, SIGNER.publicKey]]);
const CARRIED = sealsOf(DOCS, KEYS, { evidence: EVIDENCE, codes: [CODE] });

function checked(seals: unknown, { evidence = EVIDENCE, trusted = [] as readonly TrustedKey[] } = {}) {
  const files = new Map([
    [MORE_FILES.seals, Buffer.from(JSON.stringify(seals))],
    [keyFile(SIGNER.id), Buffer.from(SIGNER.publicKey)],
    [`code-${CODE}.js`, Buffer.from('code')],
  ]);
  return checkSeals(files, evidence, trusted);
}

/** What is found when seal `n` of the bundle is another. */
function withSeal(n: number, change: (seal: CarriedSeal) => CarriedSeal | null) {
  const seals = CARRIED.seals.flatMap((seal) => (seal.body.n === n ? (change(seal) ?? []) : seal));
  return checked(seals).differences;
}

/** The seal with another body, signed anew: what only the holder of the key could do. */
function resigned(seal: CarriedSeal, change: Partial<SealBody>): CarriedSeal {
  const body = { ...seal.body, ...change };
  return { ...seal, body, signature: SHA256_ED25519.sign(SIGNER.privateKey, canonicalJson({ ...body })) };
}

describe('the seals of a bundle', () => {
  it('are those in which something of the matter moved and the newest, each with its proofs', () => {
    const chains = CARRIED.seals.map(({ body, proofs }) => [body.n, proofs.map(({ leaf }) => leaf.slice(0, 2))]);
    expect(chains).toEqual([
      [2, [[`history/${ID}/run-1`, 2], [`matter/${ID}`, 1]]],
      [3, [[`bundle/${CODE}`, 1], [`history/${ID}/run-1`, 2], [`matter/${ID}`, 3]]],
      [5, [[`bundle/${CODE}`, 1], [`history/${ID}/run-1`, 3], [`matter/${ID}`, 3]]],
      [6, [[`bundle/${CODE}`, 1], [`history/${ID}/run-1`, 3], [`matter/${ID}`, 3]]],
    ]); // prettier-ignore
    expect(CARRIED.sealedTo).toBe(3);
    expect([...CARRIED.keys.keys()]).toEqual([SIGNER.id]);
  });

  it('hold, and tell which rows they do not cover', () => {
    const { differences, notes } = checked(CARRIED.seals);
    expect(differences).toEqual([]);
    expect(notes[0]).toMatch(/台账 4 条，前 3 条在第 6 号封签.*其后各条尚未封签/);
  });

  it('are none before the first', () => {
    expect(sealsOf([], KEYS, { evidence: EVIDENCE, codes: [] })).toMatchObject({ seals: [], sealedTo: 0 });
    expect(checked([])).toEqual({ differences: [], notes: ['证据包中没有封签：历史与台账被同样改动的，看不出来'] });
  });
});

describe('a seal', () => {
  it.each([
    ['with another signature', (s: CarriedSeal) => ({ ...s, signature: s.signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) }), '签名不对'],
    ['with another time', (s: CarriedSeal) => ({ ...s, body: { ...s.body, at: '2020-01-01T00:00:00.000+08:00' as never } }), '签名不对'],
    ['of an unknown suite', (s: CarriedSeal) => resigned(s, { suite: 'rot13' }), '不认识'],
    ['by a key that is not there', (s: CarriedSeal) => resigned(s, { key: '0'.repeat(16) }), '不在证据包中'],
    ['whose proof leads elsewhere', (s: CarriedSeal) => ({ ...s, proofs: s.proofs.map((proof) => ({ ...proof, path: proof.path.map(() => '0'.repeat(64)) })) }), '归入证明不成立'],
    ['whose leaf is another', (s: CarriedSeal) => ({ ...s, proofs: s.proofs.map((proof) => ({ ...proof, leaf: own(4) })) }), '归入证明不成立'],
    ['whose place is another', (s: CarriedSeal) => ({ ...s, proofs: s.proofs.map((proof) => ({ ...proof, index: proof.index + 1 })) }), '归入证明不成立'],
    ['without the matter that an earlier one holds', (s: CarriedSeal) => ({ ...s, proofs: [] }), '前一封签有'],
    ['before the one before', (s: CarriedSeal) => resigned(s, { n: 2 }), '不在前一封签之后'],
    ['earlier than the one before', (s: CarriedSeal) => resigned(s, { at: '1969-01-01T00:00:00.000+08:00' as never }), '小于前一封签'],
  ])('%s is found out', (_, change, what) => {
    const found = withSeal(3, change);
    expect(found[0]).toMatchObject({ witness: 'seal' });
    expect(found[0]?.what).toContain(what);
  }); // prettier-ignore

  it('that follows on another than the one before it is found out', () => {
    const found = withSeal(3, (seal) => resigned(seal, { prev: '1'.repeat(64) }));
    expect(found[0]?.what).toContain('所接的前一封签与证据包中的不符');
  });

  it('over fewer chains, though its proofs hold, is found out', () => {
    const [, small] = sealChain([
      { signer: SIGNER, heads: [] },
      { signer: SIGNER, heads: [own(3)] },
    ]);
    const [proof] = sealsOf(small === undefined ? [] : [small], KEYS, { evidence: EVIDENCE, codes: [] }).seals;
    const found = withSeal(3, (seal) => ({
      ...resigned(seal, { size: 1, root: small?.body.root ?? '' }),
      proofs: proof?.proofs ?? [],
    }));
    expect(found[0]?.what).toContain('链数小于前一封签');
  });

  it('that seals less of the ledger than the one before contradicts it', () => {
    const less = sealChain([{ signer: SIGNER, heads: [own(3), other(1), historyHead(2)] }]);
    const again = sealChain([{ signer: SIGNER, heads: [own(2), other(1), historyHead(2)] }]);
    const [first, second] = [less, again].map(
      (docs) => sealsOf(docs, KEYS, { evidence: EVIDENCE, codes: [] }).seals[0],
    );
    if (first === undefined || second === undefined) throw new Error('both are sealed');
    const found = checked([first, resigned(second, { n: 7 })]).differences;
    expect(found[0]?.what).toContain('互相矛盾');
  });
});

describe('what the newest seal does not hold', () => {
  const HOUR = 3_600_000;
  const newest = 5 * 60_000;
  const fabricated = { ...EVIDENCE, id: 'haz-9' as MatterId, history: null, runId: null } as Evidence;
  const heard = (evidence: Evidence, ...times: number[]): Evidence => ({
    ...evidence,
    ledger: evidence.ledger.map((row, i) => ({ ...row, heardAt: instantOf(times[i] ?? times.at(-1) ?? 0) })),
  });
  const bare = CARRIED.seals.slice(-1).map((seal) => ({ ...seal, proofs: [] }));
  const trusts = [[], [{ id: SIGNER.id, pem: SIGNER.publicKey }]];

  it.each(trusts)('cannot be older than it: a genuine seal beside a matter that was made up', (...trusted) => {
    const old = heard(fabricated, newest - HOUR - 1, newest);
    expect(checked(bare, { evidence: old, trusted }).differences).toMatchObject([{ witness: 'seal', seq: 6 }]);
    const young = checked(bare, { evidence: heard(fabricated, newest - HOUR), trusted });
    expect(young.differences).toEqual([]);
    expect(young.notes[0]).toContain('尚无封签覆盖');
  });

  it('cannot be older than it: rows put behind those that are sealed', () => {
    const [one] = CARRIED.seals.slice(-1);
    if (one === undefined) throw new Error('a seal is carried');
    for (const seals of [[one], CARRIED.seals]) {
      const old = heard(EVIDENCE, -9 * HOUR, -9 * HOUR, -9 * HOUR, newest - HOUR - 1);
      const [found] = checked(seals, { evidence: old }).differences;
      expect(found).toMatchObject({ witness: 'seal', seq: 6 });
      expect(found?.what).toContain('台账第 4 条');
      const tail = heard(EVIDENCE, -9 * HOUR, -9 * HOUR, -9 * HOUR, newest - HOUR);
      expect(checked(seals, { evidence: tail }).differences).toEqual([]);
    }
  });

  it('has a time: what is none is not taken for young', () => {
    const ledger = fabricated.ledger.map((row) => ({ ...row, heardAt: 'soon' as never }));
    expect(checked(bare, { evidence: { ...fabricated, ledger } }).differences).toMatchObject([{ witness: 'seal' }]);
  });
});

describe('what a sound seal says', () => {
  it('accuses a ledger that is shorter, or has another row there', () => {
    const short = { ...EVIDENCE, ledger: EVIDENCE.ledger.slice(0, 2) };
    expect(checked(CARRIED.seals, { evidence: short }).differences[0]).toMatchObject({ witness: 'ledger', seq: 3 });
    const [one, two, three, four] = EVIDENCE.ledger;
    const ledger = [one, two, { ...three, hash: 'row-x' }, four] as Evidence['ledger'];
    const found = checked(CARRIED.seals, { evidence: { ...EVIDENCE, ledger } }).differences;
    expect(found[0]).toMatchObject({ witness: 'ledger', seq: 3 });
  });

  it('accuses a history that is another, in what was sealed of it', () => {
    const events = HISTORY.events.map((event, i) => (i === 1 ? { ...event, eventType: 'Y' } : event));
    const found = checked(CARRIED.seals, { evidence: { ...EVIDENCE, history: { events } } }).differences;
    expect(found[0]).toMatchObject({ witness: 'history' });
    const gone = checked(CARRIED.seals, { evidence: { ...EVIDENCE, history: null, runId: null } }).differences;
    expect(gone[0]).toMatchObject({ witness: 'history' });
  });

  it('asks for the code that it names', () => {
    const files = new Map([
      [MORE_FILES.seals, Buffer.from(JSON.stringify(CARRIED.seals))],
      [keyFile(SIGNER.id), Buffer.from(SIGNER.publicKey)],
    ]);
    const found = checkSeals(files, EVIDENCE, []).differences;
    expect(found[0]).toMatchObject({ witness: 'seal' });
    expect(found[0]?.what).toContain('不在证据包中');
  });

  it('is worth nothing where the key is not the one that is trusted', () => {
    const strange = signerOf();
    const found = checked(CARRIED.seals, { trusted: [{ id: strange.id, pem: strange.publicKey }] }).differences;
    expect(found).toHaveLength(CARRIED.seals.length);
    expect(found[0]?.what).toContain('不是所给的公钥');
    // A forger's key that is read first, behind the text of the key whose id is trusted.
    const both = `${SIGNER.publicKey.replaceAll(/-----[^-]+-----/g, '').trim()}\n${strange.publicKey}`;
    const forged = CARRIED.seals.map((seal) => ({
      ...seal,
      signature: SHA256_ED25519.sign(strange.privateKey, canonicalJson({ ...seal.body })),
    }));
    const files = new Map([
      [MORE_FILES.seals, Buffer.from(JSON.stringify(forged))],
      [keyFile(SIGNER.id), Buffer.from(both)],
      [`code-${CODE}.js`, Buffer.from('code')],
    ]);
    for (const given of [[], [{ id: SIGNER.id, pem: null }]])
      expect(checkSeals(files, EVIDENCE, given).differences[0]).toMatchObject({
        what: `公钥 ${SIGNER.id} 的内容与其编号不符`,
      });
    // A forger's key under the trusted id: the file's own bytes count, not its name.
    const id = [{ id: SIGNER.id, pem: strange.publicKey }];
    expect(checked(CARRIED.seals, { trusted: id }).differences[0]?.what).toContain('签名不对');
  });
});
