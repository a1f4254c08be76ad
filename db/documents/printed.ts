import type { Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId } from '../../workflows/kernel/terms.ts';
import { asJson, type Db, type Transaction } from '../client.ts';
import { lockDocument, paperRuleOf, type StoredDocument } from './document.ts';
import { addEdition, type Edition } from './editions.ts';
import { FILE_TYPES, keepFile } from './files.ts';
import { orderTelling } from './jobs.ts';
import type { DocumentSeal } from './seal.ts';
import { addSignature, signaturesHash, signaturesOf } from './signatures.ts';

/** An edition as it came from the press. */
export interface Printed {
  /** Null where there is no Word. */
  readonly docx: Buffer | null;
  readonly pdf: Buffer;
  readonly pages: number;
  /** Of the PDF; null for an edition that is not valid yet. */
  readonly seal: DocumentSeal | null;
}

/** Which edition a document waits for; null for none. What is valid as drawn has its first one `issued`. */
export function editionWanted(document: StoredDocument): Edition['reason'] | null {
  const { state, edition, issuedAt, content } = document;
  if (state === 'drawn' && issuedAt !== null) return 'issued';
  if (state !== 'asked') return null;
  if (content?.born !== undefined) return 'issued';
  return edition === 0 ? 'drawn' : 'redrawn';
}

/**
 * Keeps an edition, what became of the document by it, and the order to tell its matter, in one transaction. Nothing where
 * the document does not wait for this edition any more: it was kept already, drawn again, or lapsed.
 */
export async function keepPrinted(
  db: Db,
  document: StoredDocument,
  printed: Printed,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<void> {
  await db.sql.begin(async (sql) => {
    const now = await lockDocument(sql, document.id);
    const reason = editionWanted(document);
    const isWanted = now !== null && editionWanted(now) === reason && now.contentHash === document.contentHash;
    if (!isWanted || reason === null || now.edition !== document.edition) return;
    const docxHash = printed.docx === null ? null : await keepFile(sql, FILE_TYPES.docx, printed.docx);
    const pdfHash = await keepFile(sql, FILE_TYPES.pdf, printed.pdf);
    const edition = document.edition + 1;
    const { contentHash: code } = document;
    const look = { pages: printed.pages, template: document.template ?? '', code };
    await addEdition(sql, document.id, { edition, reason, docxHash, pdfHash, ...look, at, by });
    if (reason !== 'issued') await refuseAsRecorded(sql, now, { edition, hash: pdfHash });
    await moveOn(sql, now, printed.seal, edition, at);
    // Of a draft, which is no paper, the rules know nothing.
    if (paperRuleOf(now.document)?.mode !== 'draft') await tell(sql, now, { reason, edition, hash: pdfHash });
  });
}

/** What the event recorded in place of the party's signature stands under every edition: the party is not asked again. */
async function refuseAsRecorded(
  sql: Transaction,
  { id, content }: StoredDocument,
  of: { readonly edition: number; readonly hash: string },
): Promise<void> {
  const refused = content?.refused;
  if (refused === undefined) return;
  const { note: refusal, by: person, post, at } = refused;
  const where = { latitude: null, longitude: null };
  await addSignature(sql, id, {
    ...of,
    role: 'party',
    person,
    post,
    name: null,
    imageHash: null,
    refusal,
    ...where,
    at,
  });
}

async function moveOn(
  sql: Transaction,
  { id, issuedAt, issuedBy, issuedPost, content }: StoredDocument,
  seal: DocumentSeal | null,
  edition: number,
  at: Instant,
): Promise<void> {
  const born = content?.born ?? null;
  const isIssued = issuedAt !== null || born !== null;
  await sql`
    update documents set state = ${isIssued ? 'issued' : 'drawn'}, failure = null, edition = ${edition},
      drawn_at = coalesce(drawn_at, ${at}), issued_at = ${issuedAt ?? born?.at ?? null},
      issued_by = ${issuedBy ?? born?.by ?? null}, issued_post = ${issuedPost ?? born?.post ?? null},
      seal = ${seal === null ? null : asJson(sql, seal)}
    where id = ${id}`;
}

interface Kept {
  readonly reason: Edition['reason'];
  readonly edition: number;
  readonly hash: string;
}

async function tell(sql: Transaction, document: StoredDocument, { reason, edition, hash }: Kept): Promise<void> {
  const { number, issuedAt, issuedBy, issuedPost, content } = document;
  const cause = `told:${edition.toString()}`;
  if (issuedAt === null || reason !== 'issued') {
    const issued = content?.born === undefined ? {} : { issued: { by: content.born.by, at: content.born.at } };
    await orderTelling(sql, document, 'DocumentDrawn', cause, { number, hash, ...issued });
    return;
  }
  const issued = { by: issuedBy, post: issuedPost, at: issuedAt };
  await orderTelling(sql, document, 'DocumentIssued', cause, {
    number,
    hash,
    ...issued,
    ...(await signedBy(sql, document)),
  });
}

/** The officers who signed the edition that was issued, and the hash of all signatures under it: names stay with the document. */
async function signedBy(
  sql: Transaction,
  { id, edition }: StoredDocument,
): Promise<{ readonly signers: PersonId[]; readonly signatures: string }> {
  const under = (await signaturesOf({ sql }, id)).filter((one) => one.edition === edition);
  const signers = under.filter(({ role }) => role === 'officer').map(({ person }) => person);
  return { signers, signatures: signaturesHash(under) };
}
