/** What may be done with a document, and where not, why. */
export interface May {
  readonly allowed: boolean;
  readonly refusal?: { readonly code: string; readonly detail: string };
}

export type SignRole = 'officer' | 'party' | 'issuer';

export interface Edition {
  readonly edition: number;
  readonly reason: string;
  readonly pdf: string;
  readonly docx: string | null;
  readonly pages: number;
  readonly at: string;
}

export interface Signature {
  readonly id: number;
  readonly edition: number;
  readonly role: SignRole | 'witness';
  readonly person: string;
  readonly name: string | null;
  readonly refusal: string | null;
  readonly at: string;
}

/** A document with its editions, its signatures, and what the reader may do with it. */
export interface WholeDocument {
  readonly id: string;
  readonly title: string;
  readonly mode: 'officers' | 'unit' | 'act' | 'notice' | 'draft' | null;
  readonly matter: { readonly id: string; readonly kind: string; readonly number: string };
  readonly unit: string | null;
  readonly number: string | null;
  readonly state: 'asked' | 'drawn' | 'issued' | 'served' | 'lapsed' | 'failed';
  readonly stateLabel: string;
  readonly edition: number;
  readonly needsService: boolean;
  readonly at: string;
  readonly issuedAt: string | null;
  readonly servedAt: string | null;
  readonly publicPage: string | null;
  readonly issuedBy: { readonly person: string | null; readonly post: string | null } | null;
  readonly seal: { readonly at: string; readonly holds: boolean } | null;
  readonly failure?: string | null;
  readonly missing?: { readonly officers: readonly string[]; readonly party: boolean };
  readonly service?: { readonly way: string; readonly date: string; readonly witness: string | null } | null;
  readonly editions: readonly Edition[];
  readonly signatures: readonly Signature[];
  readonly may: Readonly<Record<'signAsOfficer' | 'signAsParty' | 'signAsIssuer' | 'issue' | 'serve' | 'redraw', May>>;
}

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
