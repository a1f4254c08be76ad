import { describe, expect, it } from 'vitest';
import { checkKeptDocuments, type KeptPaper } from '../../../audit/compare/document-check.ts';
import { canonicalJson } from '../../../db/canonical.ts';
import { sha256, type ChainedEvent } from '../../../db/chain.ts';

const content = { fields: { number: '1号' } };
const paper: KeptPaper = {
  id: 'doc-1',
  number: '1号',
  state: 'served',
  issuedBy: 'per-2',
  content,
  contentHash: sha256(canonicalJson({ id: 'doc-1', content })),
  editions: [
    { edition: 1, reason: 'drawn', pdfHash: 'sha256:a', docxHash: null },
    { edition: 2, reason: 'issued', pdfHash: 'sha256:b', docxHash: null },
  ],
  signatures: [{ edition: 1, hash: 'sha256:a', imageHash: null }],
};
const said = { key: 'draw:4', id: 'doc-1', number: '1号' };
const event = (seq: number, type: string, data: object) => ({ seq, type, data }) as unknown as ChainedEvent;
const LEDGER = [
  event(5, 'DocumentDrawn', { ...said, hash: 'sha256:a' }),
  event(6, 'DocumentIssued', { ...said, hash: 'sha256:b', by: 'per-2' }),
  event(7, 'DocumentServed', said),
  event(8, 'ErrandFinished', {}),
];
const found = (over: Partial<KeptPaper> | null, ledger = LEDGER) =>
  checkKeptDocuments(ledger, [{ key: 'draw:4', paper: over === null ? null : { ...paper, ...over } }]).map(
    ({ witness, seq }) => [witness, seq],
  );

describe('documents that the ledger tells of', () => {
  it('are in order when they are kept as it tells', () => {
    expect(found({})).toEqual([]);
  });

  it.each<readonly [string, Partial<KeptPaper> | null, readonly number[]]>([
    ['are gone', null, [5, 6, 7]],
    ['have another id', { id: 'doc-2', content: null }, [5, 6, 7]],
    ['have another number', { number: '2号' }, [5, 6]],
    ['have another print', { editions: paper.editions.slice(1), signatures: [] }, [5]],
    ['were never printed as issued', { editions: paper.editions.map((e) => ({ ...e, reason: 'drawn' })) }, [6]],
    ['were issued by someone else', { issuedBy: 'per-3' }, [6]],
    ['were not served', { state: 'issued' }, [7]],
    ['are filled with something else', { content: { fields: { number: '9号' } } }, [0]],
    ['were signed as something else', { signatures: [{ edition: 1, hash: 'sha256:c', imageHash: null }] }, [0]],
  ])('are found where they %s', (_, over, seqs) => {
    expect(found(over)).toEqual(seqs.map((seq) => ['evidence', seq]));
  });
});
