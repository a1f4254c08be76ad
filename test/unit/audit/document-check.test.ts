import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkKeptDocuments } from '../../../audit/compare/document-check.ts';
import type { KeptPaper, KeptSignature } from '../../../audit/compare/kept-paper.ts';
import { canonicalJson } from '../../../db/canonical.ts';
import { sha256, type ChainedEvent } from '../../../db/chain.ts';
import { keyId, sealedText, type DocumentSeal } from '../../../db/documents/seal.ts';
import { witnessHash } from '../../../db/documents/service-witness.ts';
import { signaturesHash } from '../../../db/documents/signatures.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import type { PersonId } from '../../../workflows/kernel/terms.ts';

const AT = '2026-03-05T01:00:00.000Z' as Instant;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const sealOf = (hash: string): DocumentSeal => {
  const signature = sign(null, Buffer.from(sealedText({ hash, at: AT })), privateKey).toString('base64');
  return { provider: 'local', key: keyId(pem), publicKey: pem, hash, signature, at: AT };
};

const content = { fields: { number: '应急责改〔2026〕1号' } };
const officer = {
  edition: 1,
  hash: 'sha256:a',
  role: 'officer',
  person: 'per-1',
  post: 'p-1',
  imageHash: 'sha256:i',
  name: null,
  refusal: null,
  latitude: 30.5,
  longitude: 114.3,
  at: AT,
} as const satisfies KeptSignature;
const party = { ...officer, role: 'party', name: '王某' } as const;
const service = {
  way: 'left',
  date: '2026-03-06',
  witness: '李某',
  evidence: ['sha256:e'],
  by: 'per-1' as PersonId,
  salt: 's',
};
const paper: KeptPaper = {
  id: 'doc-1',
  document: 'rectifyOrder',
  seq: 4,
  number: '应急责改〔2026〕1号',
  counter: 1,
  state: 'served',
  issuedBy: 'per-2',
  // As PostgreSQL writes it.
  issuedAt: '2026-03-05T01:00:00+00:00',
  issuedPost: 'p-2',
  isUnheard: false,
  service,
  seal: sealOf('sha256:b'),
  content,
  contentHash: sha256(canonicalJson({ id: 'doc-1', content })),
  editions: [
    { edition: 1, reason: 'drawn', pdfHash: 'sha256:a', docxHash: null },
    { edition: 2, reason: 'issued', pdfHash: 'sha256:b', docxHash: null },
  ],
  signatures: [officer, party],
};
const said = { key: 'draw:4', id: 'doc-1', number: '应急责改〔2026〕1号' };
const issue = { by: 'per-2', post: 'p-2', at: AT, signers: ['per-1'], signatures: signaturesHash([officer, party]) };
const event = (seq: number, type: string, data: object) => ({ seq, type, data }) as unknown as ChainedEvent;
const DRAWN = event(5, 'DocumentDrawn', { ...said, hash: 'sha256:a' });
const LEDGER = [
  DRAWN,
  event(6, 'DocumentIssued', { ...said, hash: 'sha256:b', ...issue }),
  event(7, 'DocumentServed', {
    ...said,
    way: 'left',
    date: '2026-03-06',
    evidence: ['sha256:e'],
    witness: witnessHash(service),
  }),
  event(8, 'ErrandFinished', {}),
];
const STATE = { papers: [{ key: 'draw:4', lapsed: false }], proposals: [] };

const found = (over: Partial<KeptPaper> | null, ledger: readonly ChainedEvent[] = LEDGER, state: unknown = STATE) =>
  checkKeptDocuments(ledger, [{ key: 'draw:4', paper: over === null ? null : { ...paper, ...over } }], state);
const seqs = (...of: Parameters<typeof found>) => found(...of).map(({ witness, seq }) => [witness, seq]);
const words = (...of: Parameters<typeof found>) => found(...of).map(({ what }) => what);

describe('documents that the ledger tells of', () => {
  it('are in order when they are kept as it tells', () => {
    expect(found({})).toEqual([]);
  });

  it.each<readonly [string, Partial<KeptPaper> | null, readonly number[]]>([
    ['are gone', null, [5, 6, 7]],
    ['have another id', { id: 'doc-2', content: null }, [5, 6, 7]],
    ['have another number', { number: '应急责改〔2025〕1号' }, [5, 6]],
    ['have another print', { editions: paper.editions.slice(1), signatures: [] }, [5, 6]],
    ['were never printed as issued', { editions: paper.editions.map((e) => ({ ...e, reason: 'drawn' })) }, [6, 0]],
    ['were not served', { state: 'issued' }, [7]],
  ])('are found where they %s', (_, over, at) => {
    expect(seqs(over)).toEqual(at.map((seq) => ['evidence', seq]));
  });

  it.each<readonly [string, Partial<KeptPaper>, string]>([
    ['an issuer', { issuedBy: 'per-3' }, '第 6 条所记的文书的签发人与登记的不符'],
    ['a moment of issue', { issuedAt: '2026-03-04T01:00:00+00:00' }, '第 6 条所记的文书的签发时间与登记的不符'],
    ['an issuing post', { issuedPost: 'p-3' }, '第 6 条所记的文书的签发岗位与登记的不符'],
    ['a way of service', { service: { ...service, way: 'direct' } }, '第 7 条所记的文书的送达方式与登记的不符'],
    ['a day of service', { service: { ...service, date: '2026-03-07' } }, '第 7 条所记的文书的送达日期与登记的不符'],
    ['evidence of service', { service: { ...service, evidence: [] } }, '第 7 条所记的文书的送达证据与登记的不符'],
    ['a witness', { service: { ...service, witness: '赵某' } }, '第 7 条所记的文书的送达见证人与登记的不符'],
    ['who served it', { service: { ...service, by: 'per-9' } }, '第 7 条所记的文书的送达见证人与登记的不符'],
    ['no salt', { service: { ...service, salt: undefined } }, '第 7 条所记的文书的送达见证人与登记的不符'],
    ['a place', { signatures: [{ ...officer, latitude: 31 }, party] }, '第 6 条所记的文书的签名记录被改动'],
    [
      'a moment',
      { signatures: [{ ...officer, at: '2026-03-05T02:00:00Z' }, party] },
      '第 6 条所记的文书的签名记录被改动',
    ],
    [
      'an officer',
      { signatures: [{ ...officer, person: 'per-9' }, party] },
      '第 6 条所记的文书的签名人与登记的签名不符',
    ],
    ['a signature less', { signatures: [officer] }, '第 6 条所记的文书的签名记录被改动'],
    ['a party', { signatures: [officer, { ...party, name: '赵某' }] }, '第 6 条所记的文书的签名记录被改动'],
    ['a picture', { signatures: [officer, { ...party, imageHash: 'sha256:j' }] }, '第 6 条所记的文书的签名记录被改动'],
    ['a content', { content: { fields: {} } }, '文书 doc-1 的内容与其核验码不符，已被改动'],
    ['no seal', { seal: null }, '文书 doc-1 没有电子签章'],
    ['a seal of another print', { seal: sealOf('sha256:a') }, '文书 doc-1 的电子签章所签的不是它最后的一版'],
    ['a seal of nobody', { seal: { ...sealOf('sha256:b'), signature: '' } }, '文书 doc-1 的电子签章与其公钥不符'],
    ['a counter behind its number', { counter: 0 }, '文书 doc-1 的文号“应急责改〔2026〕1号”超出所登记的最后一个编号'],
    ['no counter', { counter: null }, '文书 doc-1 的文号“应急责改〔2026〕1号”超出所登记的最后一个编号'],
  ])('are found where a row says %s that is not theirs', (_, over, what) => {
    expect(words(over)).toEqual([what]);
  });

  it('are found where another print was signed', () => {
    const stray = { ...officer, hash: 'sha256:c' };
    expect(words({ signatures: [stray, party] })).toContain('文书 doc-1 的签名所签的不是它的第 1 版');
  });

  it('are compared by what the ledger was told of before it was told of places and witnesses', () => {
    const rows = [officer, party].map(({ edition, hash, role, person, post, name, imageHash, refusal }) => [
      ...[edition, hash, role, person, post, name, imageHash, refusal],
    ]);
    const [issued, served] = [LEDGER[1], LEDGER[2]].map((one) => ({ ...(one?.data as object) }));
    const earlier = [
      DRAWN,
      event(6, 'DocumentIssued', { ...issued, signatures: sha256(canonicalJson(rows)) }),
      event(7, 'DocumentServed', { ...served, witness: undefined }),
    ];
    expect(found({}, earlier)).toEqual([]);
    const { salt: _, ...unsalted } = service;
    expect(found({ service: unsalted, signatures: [{ ...officer, latitude: 1 }, party] }, earlier)).toEqual([]);
    expect(words({ signatures: [{ ...officer, name: '赵某' }, party] }, earlier)).toHaveLength(1);
  });

  it('are compared without names where the rows hold none, as in a bundle', () => {
    const bare = [officer, party].map(({ name: _, refusal: __, latitude: ___, ...row }) => row);
    expect(found({ signatures: bare, content: null })).toEqual([]);
    expect(words({ signatures: bare.map((row) => ({ ...row, person: 'per-9' })) })).toHaveLength(1);
  });

  it('that are born issued are held against whose act they are', () => {
    const editions = [{ edition: 1, reason: 'issued', pdfHash: 'sha256:a', docxHash: null }];
    const born = { state: 'issued', editions, signatures: [], service: null, seal: sealOf('sha256:a') };
    const ledger = [event(5, 'DocumentDrawn', { ...said, hash: 'sha256:a', issued: { by: 'per-2', at: AT } })];
    expect(found(born, ledger)).toEqual([]);
    expect(words({ ...born, issuedBy: 'per-3' }, ledger)).toEqual(['第 5 条所记的文书的签发人与登记的不符']);
  });
});

describe('a paper that says it is issued or lapsed', () => {
  const forged = '文书 doc-1 登记为已签发，台账中没有签发的记录';

  it('is found where nobody told the ledger of an issue', () => {
    const drawn = { editions: paper.editions.slice(0, 1), seal: null, service: null };
    expect(words({ ...drawn, state: 'issued' }, [DRAWN])).toContain('文书 doc-1 登记为已签发，却没有签发的版本');
    expect(words({ state: 'issued' }, [DRAWN])).toEqual([forged]);
    expect(words({ ...drawn, state: 'drawn' }, [DRAWN])).toEqual([forged]);
    expect(words({ ...drawn, state: 'drawn', issuedAt: null }, [DRAWN])).toEqual([]);
  });

  it('is in order where the telling is on its way, was not heard any more, or was heard of what had been replaced', () => {
    expect(found({ state: 'issued', isUnheard: true }, [DRAWN])).toEqual([]);
    const heard = (event: string, id: string) => ({ from: 'haz-1', event, data: { id } });
    expect(found({ state: 'issued' }, [DRAWN, event(6, 'LinkHeard', heard('DocumentIssued', 'doc-1'))])).toEqual([]);
    expect(words({ state: 'issued' }, [DRAWN, event(6, 'LinkHeard', heard('DocumentIssued', 'doc-2'))])).toEqual([
      forged,
    ]);
    expect(words({ state: 'issued' }, [DRAWN, event(6, 'LinkHeard', heard('DocumentDrawn', 'doc-1'))])).toEqual([
      forged,
    ]);
  });

  it('is found where one of row and matter says lapsed and the other does not', () => {
    const drawn = { state: 'drawn', editions: paper.editions.slice(0, 1), seal: null, issuedAt: null } as const;
    const overtaken = { papers: [{ key: 'draw:4', lapsed: true }] };
    expect(words({ ...drawn, state: 'lapsed' }, [DRAWN])).toEqual(['文书 doc-1 登记为失效，台账中没有使其失效的记录']);
    expect(found({ ...drawn, state: 'lapsed' }, [DRAWN], overtaken)).toEqual([]);
    expect(words(drawn, [DRAWN], overtaken)).toEqual(['文书 doc-1 按台账已经失效，却没有登记为失效']);
    expect(found({ ...drawn, document: 'listLetter' }, [DRAWN], overtaken)).toEqual([]);
    expect(found({}, LEDGER, overtaken)).toEqual([]);
  });

  it('is found where a draft lapsed and its proposal still waits', () => {
    const draft = { document: 'listDraft', seq: 1, state: 'lapsed', number: null, seal: null, issuedAt: null } as const;
    const bare = { ...draft, editions: [], signatures: [] };
    const ledger = [event(1, 'RungFired', { key: 't-list@T1' })];
    expect(words(bare, ledger, { proposals: [{ key: 't-list@T1' }] })).toHaveLength(1);
    expect(found(bare, ledger, { proposals: [{ key: 't-talk@T1' }] })).toEqual([]);
  });
});
