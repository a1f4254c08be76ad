import type { Db } from '../../db/client.ts';
import { documentByCode, isReplaced, paperRuleOf } from '../../db/documents/document.ts';
import { editionsOf } from '../../db/documents/editions.ts';
import { giversOf } from '../../db/documents/public.ts';
import { shownSeal } from '../../db/documents/seal.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { PAPER_WORDS } from '../../workflows/kernel/paper-words.ts';

/**
 * What everybody who holds a paper may read of it: whether it is genuine and how it stands. No person is named. Of a paper
 * that is not valid there is its title alone.
 */
export interface ToldDocument {
  readonly code: string;
  readonly title: string;
  readonly number: string | null;
  readonly unit: string | null;
  readonly issuerPost: string | null;
  /**
   * `replaced`: genuine, and binding nobody since a later order took its place; `superseded`: a later edition did; `lapsed`:
   * it never became valid, and will not.
   */
  readonly state: 'valid' | 'replaced' | 'superseded' | 'lapsed';
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
    /** The SHA-256 of the public key in hex; null for what is no key. */
    readonly fingerprint: string | null;
    readonly hash: string;
    readonly signature: string;
    readonly at: Instant;
    /** Whether the signature is by that key, and of the edition that counts. */
    readonly holds: boolean;
  } | null;
}

const NOTHING = {
  number: null,
  unit: null,
  issuerPost: null,
  issuedAt: null,
  servedAt: null,
  files: [],
  seal: null,
} as const;

/** The document that the code on a paper leads to; null when there is none, a draft, or one that is not issued yet. */
export async function toldDocument(db: Db, code: string): Promise<ToldDocument | null> {
  const document = /^[0-9a-f]{64}$/.test(code) ? await documentByCode(db, code) : null;
  if (document === null || paperRuleOf(document.document)?.mode === 'draft') return null;
  const { number, state, issuedAt, servedAt, edition: current, seal } = document;
  const title = PAPER_WORDS[document.document];
  if (document.contentHash !== code) return { ...NOTHING, code, title, state: 'superseded' };
  if (state === 'lapsed') return { ...NOTHING, code, title, state };
  if (state !== 'issued' && state !== 'served') return null;
  const [editions, givers] = await Promise.all([editionsOf(db, document.id), giversOf(db, document)]);
  const files = editions.map(({ edition, pdfHash, docxHash }) => ({
    edition,
    current: edition === current,
    pdf: pdfHash,
    docx: docxHash,
  }));
  return {
    code,
    title,
    number,
    ...givers,
    state: isReplaced(document) ? 'replaced' : 'valid',
    issuedAt,
    servedAt,
    files: files.reverse(),
    seal: seal === null ? null : shownSeal(seal, editions.at(-1)?.pdfHash ?? null),
  };
}
