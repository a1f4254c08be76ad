import type { Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId } from '../../workflows/kernel/terms.ts';
import { contentId } from '../chain.ts';
import type { Db, Transaction } from '../client.ts';
import { isOfficer, lockDocument, paperRuleOf, type StoredDocument } from './document.ts';
import { currentHash } from './editions.ts';
import { FILE_TYPES, keepFile } from './files.ts';
import { orderDrawing } from './jobs.ts';
import { documentDenied, documentRefused, type DocumentAnswer } from './refusal.ts';
import { addSignature, missingSignatures, signaturesOf, type Signature, type SignatureRole } from './signatures.ts';

/** One signature, or the party's refusal to give it, as it came from a pad. */
export interface Signing {
  readonly role: Exclude<SignatureRole, 'witness'>;
  /** Of the PDF that was shown to whoever signs. */
  readonly hash: string;
  /** Who is signed in and holds the pad; of an officer or issuer the signer. */
  readonly person: PersonId;
  readonly post: PostId;
  /** Of the party: who signed. */
  readonly name: string | null;
  /** PNG; null with a refusal. */
  readonly image: Buffer | null;
  readonly refusal: string | null;
  /** Who saw the refusal. */
  readonly witness: string | null;
  readonly place: { readonly lat: number; readonly lon: number } | null;
  readonly at: Instant;
}

/**
 * Puts a signature under the current edition: by that edition's hash, once per person or place, never after the issue.
 * The same signature again changes nothing. A document that nobody issues is valid with the last one. Answers all of them.
 */
export async function signDocument(db: Db, id: string, signing: Signing): Promise<DocumentAnswer<Signature[]>> {
  return await db.sql.begin(async (sql): Promise<DocumentAnswer<Signature[]>> => {
    const document = await lockDocument(sql, id);
    if (document === null) return documentRefused('UnknownDocument');
    const before = await signaturesOf({ sql }, id);
    const same = placeOf(before, document, signing);
    if (same !== undefined && isSame(same, signing)) return { done: before };
    const no = deniedBy(document, signing, await currentHash(sql, id), same !== undefined);
    if (no !== null) return no;
    await write(sql, document, signing);
    const done = await signaturesOf({ sql }, id);
    if (isValid(document, done)) await makeValid(sql, document, signing.at);
    return { done };
  });
}

type Given = Pick<Signing, 'role' | 'person' | 'hash' | 'image' | 'refusal' | 'name'>;

function deniedBy(document: StoredDocument, signing: Given, current: string | null, taken: boolean) {
  const { role, image, refusal, name } = signing;
  const rule = paperRuleOf(document.document);
  const isWanted = role === 'issuer' ? rule?.needsIssuer === true : rule?.mode === 'officers';
  const isGiven = image !== null && refusal === null;
  const isRefused = image === null && (refusal ?? '').trim() !== '' && role === 'party';
  return documentDenied({
    DocumentLapsed: document.state === 'lapsed',
    DocumentIssued: document.issuedAt !== null,
    DocumentNotDrawn: document.state !== 'drawn',
    NoSuchSignature: !isWanted,
    NotThisEdition: signing.hash !== current,
    NotNamedOfficer: role !== 'issuer' && !isOfficer(document, signing.person),
    IssuerIsOfficer: role === 'issuer' && isOfficer(document, signing.person),
    SignatureMissing: !isGiven && !isRefused,
    SignerUnnamed: role === 'party' && isGiven && (name ?? '').trim() === '',
    AlreadySigned: taken,
  });
}

/** The signature that stands where this one would: of officers and issuers each has a place of their own. */
function placeOf(all: readonly Signature[], { edition }: StoredDocument, { role, person }: Given) {
  return all.find((one) => one.edition === edition && one.role === role && (role === 'party' || one.person === person));
}

function isSame(stands: Signature, { hash, image, refusal, person }: Signing): boolean {
  const imageHash = image === null ? null : contentId(image);
  return (
    stands.hash === hash && stands.person === person && stands.imageHash === imageHash && stands.refusal === refusal
  );
}

async function write(sql: Transaction, { id, edition }: StoredDocument, signing: Signing): Promise<void> {
  const { role, hash, person, post, name, image, refusal, witness, place, at } = signing;
  const imageHash = image === null ? null : await keepFile(sql, FILE_TYPES.png, image);
  const where = { latitude: place?.lat ?? null, longitude: place?.lon ?? null };
  const signed = { edition, hash, person, post, ...where, at };
  await addSignature(sql, id, { ...signed, role, name, imageHash, refusal });
  if (refusal !== null && witness !== null)
    await addSignature(sql, id, { ...signed, role: 'witness', name: witness, imageHash: null, refusal: null });
}

function isValid(document: StoredDocument, signatures: readonly Signature[]): boolean {
  const missing = missingSignatures(document, signatures);
  return paperRuleOf(document.document)?.needsIssuer === false && missing.officers.length === 0 && !missing.party;
}

/** What all have signed is valid without a further act: its last edition shows the signatures. */
async function makeValid(sql: Transaction, document: StoredDocument, at: Instant): Promise<void> {
  await sql`update documents set issued_at = ${at} where id = ${document.id}`;
  await orderDrawing(sql, document, 'issued', 'system');
}

/** Why a person cannot give a signature as this, whatever it is; null when they can. What `signDocument` refuses beforehand. */
export function whyNotSign(
  document: StoredDocument,
  { role, person }: Pick<Signing, 'role' | 'person'>,
  current: string | null,
  signatures: readonly Signature[],
) {
  const given = { role, person, hash: current ?? '', image: Buffer.alloc(0), refusal: null, name: '某人' };
  return deniedBy(document, given, current, placeOf(signatures, document, given) !== undefined);
}
