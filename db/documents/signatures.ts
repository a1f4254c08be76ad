import { canonicalJson } from '../canonical.ts';
import { sha256 } from '../chain.ts';
import type { Queryable } from '../client.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId } from '../../workflows/kernel/terms.ts';
import { paperRuleOf, type StoredDocument } from './document.ts';

export type SignatureRole = 'officer' | 'party' | 'issuer' | 'witness';

/** Who signed which edition, as what, when and where; or that the party would not. */
export interface Signature {
  readonly id: number;
  readonly edition: number;
  /** Of the PDF that was signed. */
  readonly hash: string;
  readonly role: SignatureRole;
  /** Who was signed in: of `party` and `witness` the officer who held out the pad. */
  readonly person: PersonId;
  readonly post: PostId;
  /** Of who signed, where that is nobody with an account. */
  readonly name: string | null;
  readonly imageHash: string | null;
  /** What was recorded in place of the party's signature. */
  readonly refusal: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly at: Instant;
}

/** Writes a signature; a second one in the same place is an error (23505). */
export async function addSignature(sql: Queryable, document: string, it: Omit<Signature, 'id'>): Promise<void> {
  await sql`
    insert into document_signatures (document, edition, hash, role, person, post, name, image_hash, refusal, latitude,
      longitude, at)
    values (${document}, ${it.edition}, ${it.hash}, ${it.role}, ${it.person}, ${it.post}, ${it.name}, ${it.imageHash},
      ${it.refusal}, ${it.latitude}, ${it.longitude}, ${it.at})`;
}

/** The signatures under all editions of a document, in order. */
export async function signaturesOf({ sql }: { readonly sql: Queryable }, document: string): Promise<Signature[]> {
  const rows = await sql<Signature[]>`
    select id, edition, hash, role, person, post, name, image_hash as "imageHash", refusal, latitude, longitude, at
    from document_signatures where document = ${document} order by id`;
  return [...rows];
}

/** Whose signature the current edition lacks before it is valid or may be issued; `party`: neither signature nor refusal. */
export function missingSignatures(
  it: Pick<StoredDocument, 'document' | 'content' | 'edition'>,
  signatures: readonly Pick<Signature, 'edition' | 'role' | 'person'>[],
): { readonly officers: readonly PersonId[]; readonly party: boolean } {
  if (paperRuleOf(it.document)?.mode !== 'officers') return { officers: [], party: false };
  const current = signatures.filter(({ edition }) => edition === it.edition);
  const signed = current.filter(({ role }) => role === 'officer').map(({ person }) => person);
  return {
    officers: (it.content?.officers ?? []).filter((person) => !signed.includes(person)),
    party: !current.some(({ role }) => role === 'party'),
  };
}

/** What of a signature is in the hash that the ledger keeps. */
const HASHED = ['edition', 'hash', 'role', 'person', 'post', 'name', 'imageHash', 'refusal'] as const;
type Hashed = { readonly [K in (typeof HASHED)[number]]: Signature[K] | string };
/** Where and when, too. */
type Placed = Hashed & Pick<Signature, 'latitude' | 'longitude'> & { readonly at: string };

/** Before the hashes of those that hold where and when: what was told earlier does not. */
const PLACED = 'placed:';

/** The hash of signatures in their order, by which the ledger knows them without a name. Pictures, which nobody guesses, are in it. */
export function signaturesHash(all: readonly Placed[]): string {
  const rows = all.map((one) => [...partsOf(one), one.latitude, one.longitude, Date.parse(one.at)]);
  return `${PLACED}${sha256(canonicalJson(rows))}`;
}

/** Whether signatures are those that a hash was told of, in the way of that time. */
export function isHashOf(told: unknown, all: readonly Placed[]): boolean {
  const isPlaced = typeof told === 'string' && told.startsWith(PLACED);
  return told === (isPlaced ? signaturesHash(all) : sha256(canonicalJson(all.map(partsOf))));
}

function partsOf(one: Hashed) {
  return HASHED.map((field) => one[field]);
}
