import type { Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId } from '../../workflows/kernel/terms.ts';
import type { Db } from '../client.ts';
import { documentById, isOfficer, lockDocument, paperRuleOf, type StoredDocument } from './document.ts';
import { currentHash } from './editions.ts';
import { orderDrawing } from './jobs.ts';
import { documentDenied, documentRefused, type DocumentAnswer } from './refusal.ts';
import { missingSignatures, signaturesOf, type Signature } from './signatures.ts';

/** 签发: by a named person, of the edition that they have seen. */
export interface Issuing {
  readonly hash: string;
  readonly by: PersonId;
  readonly post: PostId;
  /** Whether they are of the issuing unit, with rank 2 or above. */
  readonly isIssuer: boolean;
  readonly at: Instant;
}

/**
 * Issues a document once everyone named in it has signed, and the party signed or its refusal is recorded; of two at once
 * one does. Whoever signs it as an officer does not issue it as well (审签分离). The same person again changes nothing. It is `issued` when the edition that says so has been drawn.
 */
export async function issueDocument(db: Db, id: string, issuing: Issuing): Promise<DocumentAnswer<StoredDocument>> {
  return await db.sql.begin(async (sql): Promise<DocumentAnswer<StoredDocument>> => {
    const document = await lockDocument(sql, id);
    if (document === null) return documentRefused('UnknownDocument');
    const { by, post, at } = issuing;
    if (document.issuedBy === by && document.state !== 'lapsed') return { done: document };
    const no = deniedBy(document, issuing, await currentHash(sql, id), await signaturesOf({ sql }, id));
    if (no !== null) return no;
    await sql`update documents set issued_at = ${at}, issued_by = ${by}, issued_post = ${post} where id = ${id}`;
    await orderDrawing(sql, document, 'issued', by);
    return { done: (await documentById({ sql }, id)) ?? document };
  });
}

function deniedBy(
  document: StoredDocument,
  { hash, by, isIssuer }: Pick<Issuing, 'hash' | 'by' | 'isIssuer'>,
  current: string | null,
  signatures: readonly Signature[],
) {
  const missing = missingSignatures(document, signatures);
  return documentDenied({
    NoIssueNeeded: paperRuleOf(document.document)?.needsIssuer !== true,
    NotTheIssuer: !isIssuer,
    IssuerIsOfficer: isOfficer(document, by),
    DocumentLapsed: document.state === 'lapsed',
    DocumentIssued: document.issuedAt !== null,
    DocumentNotDrawn: document.state !== 'drawn',
    NotThisEdition: hash !== current,
    NotSigned: missing.officers.length > 0 || missing.party,
  });
}

/** Why a document cannot be issued by this person; null when it can. What `issueDocument` refuses beforehand. */
export function whyNotIssue(
  document: StoredDocument,
  who: Pick<Issuing, 'by' | 'isIssuer'>,
  current: string | null,
  signatures: readonly Signature[],
) {
  return deniedBy(document, { hash: current ?? '', ...who }, current, signatures);
}
