import type { Answer } from '../../client/answers.ts';

/** A document with its editions, its signatures, and what the reader may do with it. */
export type WholeDocument = Answer<`/v1/documents/${string}`>;

export type SignRole = 'officer' | 'party' | 'issuer';

export type Signature = WholeDocument['signatures'][number];

export const ROLES: Readonly<Record<Signature['role'], string>> = {
  officer: '执法人员',
  party: '当事人',
  issuer: '签发人',
  witness: '见证人',
};

export const REASONS: Readonly<Record<string, string>> = {
  drawn: '制作',
  redrawn: '重新制作',
  issued: '签发后定稿',
};

export const WAYS: Readonly<Record<string, string>> = {
  direct: '直接送达',
  post: '邮寄送达',
  left: '留置送达',
  electronic: '电子送达（已书面确认）',
  refused: '拒签',
};

/** The hash of the PDF that is current, which whoever signs or issues has read; null before the first. */
export function currentHash({ editions, edition }: WholeDocument): string | null {
  return editions.find((one) => one.edition === edition)?.pdf ?? null;
}
