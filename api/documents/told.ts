import type { Db } from '../../db/client.ts';
import { documentByCode, paperRuleOf } from '../../db/documents/document.ts';
import { editionsOf } from '../../db/documents/editions.ts';
import { giversOf } from '../../db/documents/public.ts';
import { sealHolds } from '../../db/documents/seal.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { PAPER_WORDS } from '../../workflows/kernel/paper-words.ts';

/** What everybody who holds a paper may read of it: whether it is genuine and how it stands. No person is named. */
export interface ToldDocument {
  readonly code: string;
  readonly title: string;
  readonly number: string | null;
  readonly unit: string | null;
  readonly issuerPost: string | null;
  /** `unfinished`: not valid yet; `valid`; `lapsed`: it never became valid, and will not. */
  readonly state: 'unfinished' | 'valid' | 'lapsed';
  readonly issuedAt: Instant | null;
  readonly servedAt: Instant | null;
  /** The files of all editions, the newest first; `current` is the one that counts. */
  readonly files: readonly {
    readonly edition: number;
    readonly current: boolean;
    readonly pdf: string;
    readonly docx: string | null;
  }[];
  readonly seal: {
    readonly provider: string;
    readonly key: string;
    readonly publicKey: string;
    readonly hash: string;
    readonly signature: string;
    readonly at: Instant;
    /** Whether the signature is of that hash by that key. */
    readonly holds: boolean;
  } | null;
}

/** The document that the code on a paper leads to; null when there is none, or only a draft. */
export async function toldDocument(db: Db, code: string): Promise<ToldDocument | null> {
  const document = /^[0-9a-f]{64}$/.test(code) ? await documentByCode(db, code) : null;
  if (document === null || paperRuleOf(document.document)?.mode === 'draft') return null;
  const { number, state, issuedAt, servedAt, edition: current, seal } = document;
  const [editions, givers] = await Promise.all([editionsOf(db, document.id), giversOf(db, document)]);
  const isValid = state === 'issued' || state === 'served';
  const files = editions.map(({ edition, pdfHash, docxHash }) => ({
    edition,
    current: edition === current,
    pdf: pdfHash,
    docx: docxHash,
  }));
  return {
    code,
    title: PAPER_WORDS[document.document],
    number,
    ...givers,
    state: isValid ? 'valid' : state === 'lapsed' ? 'lapsed' : 'unfinished',
    issuedAt: isValid ? issuedAt : null,
    servedAt,
    files: files.reverse(),
    seal: seal === null ? null : { ...seal, holds: sealHolds(seal) },
  };
}
