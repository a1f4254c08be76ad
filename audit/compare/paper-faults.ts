import { canonicalJson } from '../../db/canonical.ts';
import { sha256, type ChainedEvent } from '../../db/chain.ts';
import { BORN, DRAFTS } from '../../db/documents/lapse.ts';
import { sealHolds } from '../../db/documents/seal.ts';
import { at } from '../history/history-json.ts';
import type { KeptPaper } from './kept-paper.ts';

/** What a paper must agree with. */
interface Beside {
  readonly ledger: readonly ChainedEvent[];
  /** Of its matter, as the projection has it. */
  readonly state: unknown;
}

/**
 * What is wrong with a paper's rows, as Chinese predicates: with its code, signatures, seal and number by themselves, and
 * where they say issued or lapsed and its matter does not.
 */
export function faultsIn(key: string, paper: KeptPaper, beside: Beside): string[] {
  const found = [filled(paper), signed(paper), sealed(paper), counted(paper)];
  return [...found, issued(key, paper, beside), lapsed(key, paper, beside)].filter((fault) => fault !== null);
}

function filled({ id, content, contentHash }: KeptPaper): string | null {
  const isFilled = content === null || contentHash === sha256(canonicalJson({ id, content }));
  return isFilled ? null : '的内容与其核验码不符，已被改动';
}

function signed({ editions, signatures }: KeptPaper): string | null {
  const stray = signatures.find(
    ({ edition, hash }) => !editions.some((one) => one.edition === edition && one.pdfHash === hash),
  );
  return stray === undefined ? null : `的签名所签的不是它的第 ${stray.edition.toString()} 版`;
}

function sealed({ seal, editions, state }: KeptPaper): string | null {
  if (seal === null) return isValid(state) ? '没有电子签章' : null;
  const print = editions.at(-1)?.pdfHash ?? null;
  if (seal.hash !== print) return '的电子签章所签的不是它最后的一版';
  return sealHolds(seal) ? null : '的电子签章与其公钥不符';
}

/** A counter that was put back gives a number twice. */
function counted({ number, counter }: KeptPaper): string | null {
  const [, count] = /〔\d{4}〕(\d+)号$/.exec(number ?? '') ?? [];
  const isCounted = count === undefined || (counter !== null && Number(count) <= counter);
  return isCounted ? null : `的文号“${number ?? ''}”超出所登记的最后一个编号`;
}

function isValid(state: string): boolean {
  return state === 'issued' || state === 'served';
}

/** Whoever issues tells the matter; what it would not hear, as it had ended, has its issued edition nevertheless. */
function issued(key: string, paper: KeptPaper, { ledger }: Beside): string | null {
  const { state, issuedAt, editions, isUnheard } = paper;
  if (isValid(state) && editions.at(-1)?.reason !== 'issued') return '登记为已签发，却没有签发的版本';
  const isIssued = isValid(state) || (issuedAt !== null && state === 'drawn');
  const isTold = ledger.some(({ type, data }) => {
    // What was replaced by hand meanwhile is heard of as of anything else.
    if (type === 'LinkHeard') return at(data, 'event') === 'DocumentIssued' && at(data, 'data', 'id') === paper.id;
    if (at(data, 'key') !== key) return false;
    return type === 'DocumentIssued' || (type === 'DocumentDrawn' && (at(data, 'issued') ?? null) !== null);
  });
  return isIssued && !isTold && !isUnheard ? '登记为已签发，台账中没有签发的记录' : null;
}

function lapsed(key: string, { document, seq, state, issuedAt }: KeptPaper, beside: Beside): string | null {
  const followed = listIn(beside.state, 'papers').find((one) => at(one, 'key') === key);
  const proposed = at(beside.ledger[seq - 1]?.data, 'key');
  const isOpen =
    DRAFTS.includes(document) && listIn(beside.state, 'proposals').some((one) => at(one, 'key') === proposed);
  if (state === 'lapsed')
    return isOpen || at(followed, 'lapsed') === false ? '登记为失效，台账中没有使其失效的记录' : null;
  const isOvertaken = at(followed, 'lapsed') === true && issuedAt === null && !BORN.includes(document);
  return isOvertaken ? '按台账已经失效，却没有登记为失效' : null;
}

function listIn(state: unknown, name: string): readonly unknown[] {
  const list = at(state, name);
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
}
