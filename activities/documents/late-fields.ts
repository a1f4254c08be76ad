import type { Instant } from '../../workflows/kernel/instant.ts';
import type { FieldSource, Fields } from './definition.ts';
import { chineseDate } from './layout/words.ts';

/** What changes from edition to edition, and so is no part of the frozen content. */
export interface Edition {
  /** The code that the QR leads to, in words. */
  readonly code: string;
  readonly url: string;
  readonly issued: { readonly at: Instant; readonly name: string; readonly title: string } | null;
  /** The party's signature: pending, given, or refused with the recorded reason. */
  readonly party: 'pending' | 'signed' | { readonly refusal: string; readonly witness: string | null };
}

/** The fields that every template may use besides its document's own. */
export const LATE_FIELDS: readonly FieldSource[] = [
  { field: 'verifyCode', label: '核验码', source: '文书内容的哈希值' },
  { field: 'verifyUrl', label: '核验网址（后接核验码）', source: '系统对外网址' },
  { field: 'issuedOn', label: '签发日期', source: '签发时间' },
  { field: 'issuer', label: '签发人', source: '签发人的姓名和职务' },
  { field: 'partySigned', label: '当事人签收情况', source: '当事人的签名，或者经记录的拒签' },
];

/** The images that every template may place; one that is not there yet leaves its paragraph empty. */
export const IMAGES = ['qr', 'seal', 'officerSignatures', 'partySignature', 'issuerSignature'] as const;

/** The words of an edition: before the issue its date is blank, never today's. */
export function lateFields({ code, url, issued, party }: Edition): Fields {
  return {
    verifyCode: code.replace(/(.{4})(?=.)/g, '$1 '),
    verifyUrl: url.replace(new RegExp(`${code}$`), ''),
    issuedOn: issued === null ? '    年  月  日' : chineseDate(issued.at),
    issuer: issued === null ? '' : `${issued.title}  ${issued.name}`,
    partySigned: partyWords(party),
  };
}

function partyWords(party: Edition['party']): string {
  if (party === 'pending') return '';
  if (party === 'signed') return '已当面签收。';
  const witness = party.witness === null ? '' : `见证人：${party.witness}。`;
  return `当事人拒绝签字。${party.refusal}${/[。！？]$/.test(party.refusal) ? '' : '。'}${witness}`;
}
