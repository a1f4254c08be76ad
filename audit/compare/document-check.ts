import { canonicalJson } from '../../db/canonical.ts';
import { sha256, type ChainedEvent } from '../../db/chain.ts';
import { at } from '../history/history-json.ts';
import type { Difference } from '../verdict.ts';

/** A document as its rows say it is, under the key by which its matter asked for it. */
export interface KeptDocument {
  readonly key: string;
  /** Null for what is no paper. */
  readonly paper: KeptPaper | null;
}

/** Its rows in one: what was printed of it, and who signed which print. */
export interface KeptPaper {
  readonly id: string;
  readonly number: string | null;
  readonly state: string;
  readonly issuedBy: string | null;
  readonly content: unknown;
  readonly contentHash: string | null;
  readonly editions: readonly {
    readonly edition: number;
    readonly reason: string;
    readonly pdfHash: string;
    readonly docxHash: string | null;
  }[];
  readonly signatures: readonly {
    readonly edition: number;
    readonly hash: string;
    readonly imageHash: string | null;
  }[];
}

const TOLD: readonly string[] = ['DocumentDrawn', 'DocumentIssued', 'DocumentServed'];

/**
 * Whether every document that the ledger tells of is kept as it tells: its number, who issued it, and an edition with that
 * very PDF; whether its code is that of its content; and whether what was signed are its editions. That the bytes are those
 * of their hashes is asked with all files.
 */
export function checkKeptDocuments(ledger: readonly ChainedEvent[], kept: readonly KeptDocument[]): Difference[] {
  const papers = new Map(kept.map(({ key, paper }) => [key, paper]));
  const told = ledger.flatMap((event) => {
    if (!TOLD.includes(event.type)) return [];
    const paper = papers.get(String(at(event.data, 'key'))) ?? null;
    const wrong = paper === null ? '未保存' : departsFrom(event, paper);
    return wrong === null ? [] : [evidence(event.seq, `第 ${event.seq.toString()} 条所记的文书${wrong}`)];
  });
  return [...told, ...[...papers.values()].flatMap((paper) => (paper === null ? [] : checkPaper(paper)))];
}

function departsFrom(
  { type, data }: ChainedEvent,
  { id, number, editions, issuedBy, state }: KeptPaper,
): string | null {
  if (at(data, 'id') !== id) return `的编码与登记的 ${id} 不符`;
  if (type === 'DocumentServed') return state === 'served' ? null : '没有登记送达';
  if (at(data, 'number') !== number) return `的文号与登记的“${number ?? '无'}”不符`;
  const isThis = (one: KeptPaper['editions'][number]) =>
    one.pdfHash === at(data, 'hash') && (type === 'DocumentDrawn' || one.reason === 'issued');
  if (!editions.some(isThis)) return '没有登记哈希值相同的版本';
  return type === 'DocumentIssued' && at(data, 'by') !== issuedBy ? '的签发人与登记的不符' : null;
}

function checkPaper({ id, content, contentHash, editions, signatures }: KeptPaper): Difference[] {
  const isFilled = content === null || contentHash === sha256(canonicalJson({ id, content }));
  const stray = signatures.find(
    ({ edition, hash }) => !editions.some((one) => one.edition === edition && one.pdfHash === hash),
  );
  return [
    ...(isFilled ? [] : [evidence(0, `文书 ${id} 的内容与其核验码不符，已被改动`)]),
    ...(stray === undefined ? [] : [evidence(0, `文书 ${id} 的签名所签的不是它的第 ${stray.edition.toString()} 版`)]),
  ];
}

function evidence(seq: number, what: string): Difference {
  return { witness: 'evidence', seq, what };
}
