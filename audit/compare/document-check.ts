import type { ChainedEvent } from '../../db/chain.ts';
import { canonicalJson } from '../../db/canonical.ts';
import { isWitnessOf } from '../../db/documents/service-witness.ts';
import { isHashOf } from '../../db/documents/signatures.ts';
import { at } from '../history/history-json.ts';
import type { Difference } from '../verdict.ts';
import type { KeptDocument, KeptPaper, KeptSignature } from './kept-paper.ts';
import { faultsIn } from './paper-faults.ts';

const TOLD: readonly string[] = ['DocumentDrawn', 'DocumentIssued', 'DocumentServed'];

/**
 * Whether every document that the ledger tells of is kept as it tells: its number, who signed and issued it and when, how it
 * was served, and an edition with that very PDF; and whether each that is kept is one by itself, and of its matter's
 * `state`. That the bytes are those of their hashes is asked with all files.
 */
export function checkKeptDocuments(
  ledger: readonly ChainedEvent[],
  kept: readonly KeptDocument[],
  state: unknown,
): Difference[] {
  const papers = new Map(kept.map(({ key, paper }) => [key, paper]));
  const told = ledger.flatMap((event) => {
    if (!TOLD.includes(event.type)) return [];
    const paper = papers.get(String(at(event.data, 'key'))) ?? null;
    const wrong = paper === null ? '未保存' : departsFrom(event, paper);
    return wrong === null ? [] : [evidence(event.seq, `第 ${event.seq.toString()} 条所记的文书${wrong}`)];
  });
  const own = kept.flatMap(({ key, paper }) =>
    paper === null
      ? []
      : faultsIn(key, paper, { ledger, state }).map((what) => evidence(0, `文书 ${paper.id} ${what}`)),
  );
  return [...told, ...own];
}

function departsFrom({ type, data }: ChainedEvent, paper: KeptPaper): string | null {
  const { id, number, editions } = paper;
  if (at(data, 'id') !== id) return `的编码与登记的 ${id} 不符`;
  if (type === 'DocumentServed') return departsInService(data, paper);
  if (at(data, 'number') !== number) return `的文号与登记的“${number ?? '无'}”不符`;
  const print = editions.find(
    ({ pdfHash, reason }) => pdfHash === at(data, 'hash') && (type === 'DocumentDrawn' || reason === 'issued'),
  );
  if (print === undefined) return '没有登记哈希值相同的版本';
  if (type === 'DocumentIssued') return departsInIssue(data, paper) ?? departsInSigners(data, paper, print.edition - 1);
  const born = at(data, 'issued') ?? null;
  return born === null ? null : departsInIssue(born, paper);
}

function departsInService(data: unknown, { state, service, content }: KeptPaper): string | null {
  if (state !== 'served') return '没有登记送达';
  const wrong = SERVICE.find(([field]) => !isSame(at(data, field), at(service, field)));
  if (wrong !== undefined) return `的${wrong[1]}与登记的不符`;
  const told = at(data, 'witness');
  // In a bundle, which holds no content, the witness is not named; what was told earlier does not say.
  const isKept = told === undefined || content === null || isWitnessOf(told, service);
  return isKept ? null : '的送达见证人与登记的不符';
}

const SERVICE = [
  ['way', '送达方式'],
  ['date', '送达日期'],
  ['evidence', '送达证据'],
] as const;

/** What was told before posts were does not say which one issued it. */
function departsInIssue(said: unknown, { issuedBy, issuedAt, issuedPost }: KeptPaper): string | null {
  const post = at(said, 'post');
  if (at(said, 'by') !== issuedBy) return '的签发人与登记的不符';
  if (Date.parse(String(at(said, 'at'))) !== Date.parse(issuedAt ?? '')) return '的签发时间与登记的不符';
  return post === undefined || post === issuedPost ? null : '的签发岗位与登记的不符';
}

/** In a bundle the rows are without names: only who was signed in can be compared there. */
function departsInSigners(said: unknown, { signatures }: KeptPaper, signed: number): string | null {
  const rows = signatures.filter(({ edition }) => edition === signed);
  const officers = rows.filter(({ role }) => role === 'officer').map(({ person }) => person);
  if (!isSame(at(said, 'signers'), officers)) return '的签名人与登记的签名不符';
  const hash = at(said, 'signatures');
  if (hash === undefined || !rows.every(isWhole)) return null;
  return isHashOf(hash, rows) ? null : '的签名记录被改动';
}

function isWhole(row: KeptSignature): row is Required<KeptSignature> {
  return row.name !== undefined && row.refusal !== undefined && row.latitude !== undefined;
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

function evidence(seq: number, what: string): Difference {
  return { witness: 'evidence', seq, what };
}
