import { sha256 } from '../chain.ts';
import type { Queryable, Transaction } from '../client.ts';
import { ORDER_TYPES } from '../../workflows/hazard/vocabulary.ts';
import type { Day, Instant } from '../../workflows/kernel/instant.ts';
import { PAPER_RULES, type DocumentName, type PaperRule } from '../../workflows/kernel/papers.ts';
import type { MatterId, PersonId, PostId, UnitId } from '../../workflows/kernel/terms.ts';
import type { DocumentSeal } from './seal.ts';

/**
 * `asked` waits to be drawn, `drawn` to be signed and issued, `issued` is valid (and waits to be served where it must be),
 * `failed` for someone to mend what it says. Issued but still `drawn`: the edition that says so is being drawn.
 */
export type DocumentState = 'asked' | 'drawn' | 'issued' | 'served' | 'lapsed' | 'failed';

/** What a document is filled with; frozen when its number is drawn, and from then on the same in every edition. */
export interface DocumentContent {
  /** As the engine takes them. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Who must sign it, each in person; none where nobody must. */
  readonly officers: readonly PersonId[];
  /** That the party would not sign, where the event itself recorded it: nobody asks again. */
  readonly refused?: { readonly note: string; readonly by: PersonId; readonly post: PostId; readonly at: Instant };
  /** The unit that it is given to; null, or absent, where there is none. Whoever must rectify later is another. */
  readonly addressee?: UnitId | null;
  /** The template's bytes by their hash: all editions have one look. */
  readonly template: string;
  /** By whose act it is valid as soon as it is drawn, and since when; absent where it has yet to be issued. */
  readonly born?: { readonly by: PersonId | null; readonly post: PostId | null; readonly at: Instant };
  /** The papers that are bound behind it, by the hashes of their PDFs; only of a case file. */
  readonly bound?: readonly string[];
}

/** How a document reached its addressee (送达). */
export interface DocumentService {
  readonly way: string;
  readonly date: Day;
  readonly witness: string | null;
  readonly evidence: readonly string[];
  readonly by: PersonId;
  /** What is hashed with the witness's name for the ledger; absent where the ledger was not told. */
  readonly salt?: string;
}

/** A document as it stands. */
export interface StoredDocument {
  readonly id: string;
  readonly matterId: MatterId;
  readonly key: string;
  readonly kind: string;
  readonly document: DocumentName;
  readonly seq: number;
  readonly unit: UnitId | null;
  readonly number: string | null;
  readonly content: DocumentContent | null;
  readonly contentHash: string | null;
  readonly template: string | null;
  readonly state: DocumentState;
  readonly failure: string | null;
  readonly edition: number;
  readonly at: Instant;
  readonly drawnAt: Instant | null;
  readonly issuedAt: Instant | null;
  readonly issuedBy: PersonId | null;
  readonly issuedPost: PostId | null;
  readonly servedAt: Instant | null;
  /** Of an order: when a later one of its matter was asked for; null where there is none. */
  readonly followedAt: Instant | null;
  readonly service: DocumentService | null;
  readonly seal: DocumentSeal | null;
}

/** The id of the document that a matter asked for under a key: it follows from both. */
export function documentIdOf(matterId: string, key: string): string {
  return `doc-${sha256(`${matterId}/${key}`).slice(0, 16)}`;
}

/** What makes a document of this name valid; null for a name that is no paper. */
export function paperRuleOf(name: string): PaperRule | null {
  return name in PAPER_RULES ? PAPER_RULES[name as DocumentName] : null;
}

/** Whether a later order has taken the place of this one, which was issued (整改责任单位变更): it is genuine, and binds nobody any more. */
export function isReplaced({ state, followedAt }: Pick<StoredDocument, 'state' | 'followedAt'>): boolean {
  return followedAt !== null && (state === 'issued' || state === 'served');
}

/** Whether a person is one of those who must sign a document as its officers. */
export function isOfficer({ content }: Pick<StoredDocument, 'content'>, person: PersonId): boolean {
  return content?.officers.includes(person) === true;
}

/** The columns of a document as `StoredDocument` names them; of `documents`, or of another name of it. */
export function documentColumns(sql: Queryable) {
  return sql`d.id, d.matter_id as "matterId", d.key, d.kind, d.document, d.seq, d.unit, d.number, d.content,
    d.content_hash as "contentHash", d.template, d.state, d.failure, d.edition, d.at, d.drawn_at as "drawnAt",
    d.issued_at as "issuedAt", d.issued_by as "issuedBy", d.issued_post as "issuedPost", d.served_at as "servedAt",
    d.service, d.seal, ${followedAt(sql)} as "followedAt"`;
}

/** When the order that follows this one was asked for; of `documents d`. */
export function followedAt(sql: Queryable) {
  const orders = [...ORDER_TYPES];
  return sql`case when d.document = any(${orders}) then (select min(n.at) from documents n
    where n.matter_id = d.matter_id and n.seq > d.seq and n.document = any(${orders})) end`;
}

/** A document by its id; null when there is none. */
export async function documentById({ sql }: { readonly sql: Queryable }, id: string): Promise<StoredDocument | null> {
  const [row] = await sql<StoredDocument[]>`select ${documentColumns(sql)} from documents d where d.id = ${id}`;
  return row ?? null;
}

/** The document that the code on its paper leads to, also on an edition that another followed; null when there is none. */
export async function documentByCode(
  { sql }: { readonly sql: Queryable },
  code: string,
): Promise<StoredDocument | null> {
  const [row] = await sql<StoredDocument[]>`
    select ${documentColumns(sql)} from documents d
    where d.content_hash = ${code} or d.id in (select document from document_editions where code = ${code})`;
  return row ?? null;
}

/** The same under lock: of two who sign, issue or draw at once one waits and then sees what the other did. */
export async function lockDocument(sql: Transaction, id: string): Promise<StoredDocument | null> {
  const [row] = await sql<StoredDocument[]>`
    select ${documentColumns(sql)} from documents d where d.id = ${id} for update`;
  return row ?? null;
}

/** Every document of a matter that has an id, drafts included, in the order of its events. */
export async function documentsOfMatter(
  { sql }: { readonly sql: Queryable },
  matterId: string,
): Promise<StoredDocument[]> {
  const rows = await sql<StoredDocument[]>`
    select ${documentColumns(sql)} from documents d where d.matter_id = ${matterId} and d.id is not null
    order by d.seq, d.key`;
  return [...rows];
}
