import { expect, it } from 'vitest';
import { belatedFault, belatedRows, UNSEALED_MS } from '../../../audit/compare/heard-check.ts';
import { sealIndex } from '../../../audit/seal-index.ts';
import type { ChainedEvent } from '../../../db/chain.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import { keysOf, sealChain, signerOf } from './seals/chains.ts';

const signer = signerOf();
const HOUR = UNSEALED_MS;
/** Seals an hour apart; the third is the first to hold the matter's second row. */
const docs = sealChain([
  { signer, heads: [], lie: { at: instantOf(0) } },
  { signer, heads: [['matter/m', 1, 'h1']], lie: { at: instantOf(HOUR) } },
  { signer, heads: [['matter/m', 2, 'h2']], lie: { at: instantOf(2 * HOUR) } },
]);
const index = sealIndex(docs, keysOf(signer));
const rows = (...heard: number[]) => heard.map((ms, i) => ({ seq: i + 1, heardAt: instantOf(ms) }) as ChainedEvent);
const seqs = (heard: readonly number[], since: number | null = null, seals = index) =>
  belatedRows(seals, seals.headsOf('m'), rows(...heard), since === null ? null : instantOf(since)).map(
    ({ seq }) => seq,
  );

it('a row may be sealed an hour after it was heard, and not a moment later', () => {
  expect(seqs([-HOUR, 0])).toEqual([]);
  expect(seqs([-HOUR, -1])).toEqual([2]);
  expect(seqs([-HOUR - 1, 0])).toEqual([1]);
});

it('of rows that the same seal was the first to hold the first is named, of others each', () => {
  expect(seqs([-HOUR - 1, -1])).toEqual([1, 2]);
  expect(seqs([0, 0, 0, 0])).toEqual([3]);
});

it('a row that no seal holds was heard less than an hour before the newest', () => {
  expect(seqs([0, 0, HOUR])).toEqual([]);
  expect(seqs([0, 0, HOUR - 1])).toEqual([3]);
  const [belated] = belatedRows(index, index.headsOf('m'), rows(0, 0, HOUR - 1));
  expect(belated === undefined ? null : belatedFault(belated)).toMatchObject({ witness: 'ledger', seq: 3, what: expect.stringContaining('此后没有封签封有它') }); // prettier-ignore
});

it('what could only be written later than it was heard counts from then', () => {
  expect(seqs([-HOUR - 1, -1], 0)).toEqual([]);
  expect(seqs([0, 0, HOUR - 1], 0)).toEqual([3]);
});

it('before the first seal nothing can be said', () => {
  expect(seqs([-9 * HOUR], null, sealIndex([], new Map()))).toEqual([]);
  const first = sealIndex(sealChain([{ signer, heads: [['matter/m', 1, 'h1']] }]), keysOf(signer));
  expect(seqs([-9 * HOUR], null, first)).toEqual([]);
});
