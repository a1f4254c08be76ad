import type { PersonId } from '../../workflows/kernel/terms.ts';
import type { Db } from '../client.ts';
import { documentById, lockDocument, type StoredDocument } from './document.ts';
import { isDrawingOrdered, orderDrawing } from './jobs.ts';
import { documentDenied, documentRefused, type DocumentAnswer } from './refusal.ts';
import { signaturesOf, type Signature } from './signatures.ts';

/** Who wants a document drawn again, and why; the same order again orders nothing. */
export interface Redrawing {
  readonly by: PersonId;
  /** Whether they are of the issuing unit, with rank 2 or above. */
  readonly isIssuer: boolean;
  readonly order: string;
  readonly reason: string;
}

/**
 * Has a document drawn again, from what the registers and templates say now, under the same number; signatures under the
 * edition before do not count for the next one, so that once somebody signed it is an issuer's to do. Once issued only an edition that could not be drawn is tried again, with
 * the content that was signed.
 */
export async function redrawDocument(
  db: Db,
  id: string,
  { by, isIssuer, order, reason }: Redrawing,
): Promise<DocumentAnswer<StoredDocument>> {
  return await db.sql.begin(async (sql): Promise<DocumentAnswer<StoredDocument>> => {
    const document = await lockDocument(sql, id);
    if (document === null) return documentRefused('UnknownDocument');
    if (await isDrawingOrdered(sql, document, causeOf(order))) return { done: document };
    const no = whyNotRedraw(document, isIssuer, await signaturesOf({ sql }, id));
    if (no !== null) return no;
    const { issuedAt } = document;
    // What was signed is not filled in anew.
    if (issuedAt !== null && document.edition > 0)
      await sql`update documents set state = 'drawn', failure = null where id = ${id}`;
    else
      await sql`
        update documents set state = 'asked', failure = null, content = null, content_hash = null where id = ${id}`;
    await orderDrawing(sql, document, causeOf(order), by, reason);
    return { done: (await documentById({ sql }, id)) ?? document };
  });
}

function causeOf(order: string): string {
  return `redrawn:${order}`;
}

/** Why a document cannot be drawn again; null when it can. */
export function whyNotRedraw(
  { state, issuedAt, edition, content }: Pick<StoredDocument, 'state' | 'issuedAt' | 'edition' | 'content'>,
  isIssuer: boolean,
  signatures: readonly Pick<Signature, 'edition' | 'role'>[],
) {
  // A refusal that the event recorded stands under every edition: nobody signed this one by it.
  const isRefused = content?.refused !== undefined;
  const isSigned = signatures.some((one) => one.edition === edition && !(isRefused && one.role === 'party'));
  return documentDenied({
    DocumentLapsed: state === 'lapsed',
    DocumentBeingDrawn: state === 'asked',
    DocumentIssued: state !== 'failed' && issuedAt !== null,
    SignedAlready: issuedAt === null && isSigned && !isIssuer,
  });
}
