import { describe, expect, it } from 'vitest';
import { checkSealedHistories, checkSealedLedger, isBelied, isSealed } from '../../../audit/compare/seal-check.ts';
import { sealIndex, sealIndexAt, sealNotes } from '../../../audit/seal-index.ts';
import { sealIn } from '../../../audit/seals/read.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { ArchivedHistory } from '../../../db/archive/read.ts';
import type { ChainedEvent } from '../../../db/chain.ts';
import { keysOf, sealChain, signerOf } from './seals/chains.ts';

const signer = signerOf();
const docs = sealChain([
  { signer, heads: [['matter/m', 2, 'h2'], ['history/m/r', 5, 'sha256:five']] }, // prettier-ignore
  { signer, heads: [['history/m/r', 9, 'sha256:nine'], ['matter/m', 4, 'h4'], ['matter/n', 1, 'n1']] }, // prettier-ignore
]);
const index = sealIndex(docs, keysOf(signer));
const rows = (...hashes: string[]) => hashes.map((hash, i) => ({ seq: i + 1, hash }) as ChainedEvent);
const moment = (n: number) => ({ n, at: instantOf(60_000 * (n - 1)) });
const kept = (runId: string, events: number, hash: string) => ({ runId, events, hash }) as ArchivedHistory;

describe('the index of seals', () => {
  it('has the heads of each matter in order, and every matter', () => {
    expect(index.headsOf('m').ledger).toMatchObject([{ n: 1, length: 2, head: 'h2' }, { n: 2, length: 4, head: 'h4' }]); // prettier-ignore
    expect(index.headsOf('m').histories.get('r')).toMatchObject([{ length: 5 }, { length: 9 }]);
    expect([...index.matters()]).toEqual(['m', 'n']);
    expect(index.headsOf('none')).toEqual({ ledger: [], histories: new Map() });
  });

  it('takes nothing from a seal that was altered: it would accuse the ledger', () => {
    const altered = docs.map((doc) =>
      doc.body.n === 2 ? { ...doc, heads: [['matter/m', 4, 'forged'] as const] } : doc,
    );
    expect(sealIndex(altered, keysOf(signer)).headsOf('m').ledger).toMatchObject([{ n: 1 }]);
    expect(sealIndex(docs, new Map()).headsOf('m').ledger).toEqual([]);
  });

  it('is empty where no seals lie yet', () => {
    expect(sealIndexAt('/no/such/folder').docs).toEqual([]);
  });

  it('says which is the newest sound seal, which are not sound, and whose keys it believed', () => {
    const { newest, unsound, keysFrom } = sealIndex(docs, keysOf(signer));
    expect({ newest, unsound, keysFrom }).toEqual({ newest: moment(2), unsound: [], keysFrom: 'folder' });
    const [, second, third] = sealChain([{ signer, heads: [] }, { signer: signerOf(), heads: [] }, { signer, heads: [] }]); // prettier-ignore
    const some = sealIndex(
      [second, third, sealIn('', 90_000_000)].flatMap((doc) => doc ?? []),
      keysOf(signer),
    );
    expect([some.newest?.n, some.unsound, some.before(3)]).toEqual([3, [1, 2, 90_000_000], null]);
    expect(sealNotes(some)[0]).toContain('第 1、2、90000000 号封签缺失或不可信');
    expect(sealNotes(index)).toEqual([]);
  });

  it('answers which sound seal was made before another', () => {
    expect([1, 2, 9].map((n) => index.before(n))).toEqual([null, moment(1), moment(2)]);
  });
});

describe('a sealed ledger', () => {
  const heads = index.headsOf('m');

  it('stands, and may have grown', () => {
    expect(checkSealedLedger(heads, rows('h1', 'h2', 'h3', 'h4', 'h5'))).toEqual([]);
  });

  it('whose rows were written anew is named at the first sealed length that departs', () => {
    expect(checkSealedLedger(heads, rows('x1', 'x2', 'x3', 'x4'))).toMatchObject([{ witness: 'ledger', seq: 2 }]);
    expect(checkSealedLedger(heads, rows('h1', 'h2', 'x3', 'x4'))).toMatchObject([{ witness: 'ledger', seq: 4 }]);
  });

  it('that lost its newest rows is named where they are missing', () => {
    expect(checkSealedLedger(heads, rows('h1', 'h2', 'h3'))).toMatchObject([{ witness: 'ledger', seq: 4 }]);
  });

  it('is upheld up to the sealed length, and not beyond', () => {
    const ledger = rows('h1', 'h2', 'h3', 'h4', 'h5');
    expect([2, 4, 5].map((seq) => isSealed(heads, ledger, seq))).toEqual([true, true, false]);
    expect(isSealed(heads, rows('x1', 'x2', 'x3', 'x4'), 1)).toBe(false);
  });
});

describe('a sealed history', () => {
  const heads = index.headsOf('m');

  it('stands under the hash that was sealed, each of its copies', () => {
    expect(checkSealedHistories(heads, [kept('r', 9, 'sha256:nine'), kept('r', 5, 'sha256:five')])).toEqual([]);
  });

  it('is missed where it was deleted from the archive, and named where its hash was changed', () => {
    const found = checkSealedHistories(heads, [kept('r', 9, 'sha256:other')]);
    expect(found.map(({ witness }) => witness)).toEqual(['archive', 'archive']);
    expect(found[0]?.what).toContain('存档中没有');
    expect(found[1]?.what).toContain('sha256:other');
  });

  it('is belied only by a seal of the same copy', () => {
    expect(isBelied(heads, kept('r', 9, 'sha256:other'))).toBe(true);
    expect(isBelied(heads, kept('r', 9, 'sha256:nine'))).toBe(false);
    expect(isBelied(heads, kept('r', 7, 'sha256:other'))).toBe(false);
  });
});
