import type { ChainedEvent } from '../../db/chain.ts';
import { citationsIn, sealedIn } from '../exported/cited.ts';
import { TOO_SLOW, type FileHashes } from '../files.ts';
import type { Difference } from '../verdict.ts';
import type { KeptDocument } from './kept-paper.ts';

/** A document that was drawn up of a matter, as far as it names files. */
export interface DrawnDocument extends KeptDocument {
  readonly data: unknown;
  readonly evidenceId: string | null;
}

/** What a matter's events and documents cite, and what lies under those ids. */
export interface CitedEvidence {
  readonly documents: readonly DrawnDocument[];
  readonly files: Pick<FileHashes, 'get'>;
  /** What each kept personal text hashes to now, by its id. */
  readonly sealed: ReadonlyMap<string, string>;
}

/** Whether every file and every personal text that a matter cites is kept, whole and unchanged. */
export function checkEvidence(ledger: readonly ChainedEvent[], cited: CitedEvidence): Difference[] {
  const found: Difference[] = [];
  for (const { id, ledger: seqs, documents } of citationsIn(ledger, cited.documents)) {
    const wrong = wrongWith(id, cited.files);
    const by = seqs[0] === undefined ? `文书 ${documents[0] ?? ''} ` : `第 ${seqs[0].toString()} 条`;
    if (wrong !== null) found.push(evidence(seqs[0] ?? 0, `${by}所引的证据文件 ${id} ${wrong}`));
  }
  for (const id of sealedIn(ledger)) {
    if (cited.sealed.get(id) === id) continue;
    const wrong = cited.sealed.has(id) ? '的内容与其编码不符，已被改动' : '未保存';
    found.push(evidence(seqCiting(ledger, id), `另行保存的文字 ${id} ${wrong}`));
  }
  return found;
}

function wrongWith(id: string, files: Pick<FileHashes, 'get'>): string | null {
  const file = files.get(id);
  if (file === undefined || file === null) return '未保存';
  if (file === TOO_SLOW) return '过大或读取过慢，未能在时限内核验';
  if (file.hash !== id) return '的内容与其编码不符，已被改动';
  return file.bytes === file.size ? null : `所记的大小为 ${file.size.toString()}，实为 ${file.bytes.toString()}`;
}

function seqCiting(ledger: readonly ChainedEvent[], id: string): number {
  return ledger.find(({ data }) => JSON.stringify(data).includes(id))?.seq ?? 0;
}

function evidence(seq: number, what: string): Difference {
  return { witness: 'evidence', seq, what };
}
