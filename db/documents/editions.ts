import type { Queryable } from '../client.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';

/** A document as it was printed. Never changed: the next edition follows it. */
export interface Edition {
  readonly edition: number;
  /** `drawn` for the first, `redrawn` for another before the issue, `issued` with signatures, date and seal. */
  readonly reason: 'drawn' | 'redrawn' | 'issued';
  /** Null where there is no Word. */
  readonly docxHash: string | null;
  readonly pdfHash: string;
  readonly pages: number;
  /** The code on it, which leads to its public page: of its content; null on editions of before there was a page. */
  readonly code: string | null;
  /** `shipped:<hash>` or the version of the county's own. */
  readonly template: string;
  readonly at: Instant;
  /** Who asked for it: a person, or `system`. */
  readonly by: string;
}

/** Writes an edition; a second one of the same number is an error (23505). */
export async function addEdition(sql: Queryable, document: string, edition: Edition): Promise<void> {
  const { docxHash, pdfHash, pages, template, reason, code, at, by } = edition;
  await sql`
    insert into document_editions (document, edition, reason, docx_hash, pdf_hash, pages, template, code, at, by)
    values (${document}, ${edition.edition}, ${reason}, ${docxHash}, ${pdfHash}, ${pages}, ${template}, ${code}, ${at},
      ${by})`;
}

/** All editions of a document, the first one first. */
export async function editionsOf({ sql }: { readonly sql: Queryable }, document: string): Promise<Edition[]> {
  const rows = await sql<Edition[]>`
    select edition, reason, docx_hash as "docxHash", pdf_hash as "pdfHash", pages, template, code, at, by
    from document_editions where document = ${document} order by edition`;
  return [...rows];
}

/** The hash of the PDF of a document's current edition; null before the first. */
export async function currentHash(sql: Queryable, document: string): Promise<string | null> {
  const [row] = await sql<{ hash: string }[]>`
    select pdf_hash as hash from document_editions where document = ${document} order by edition desc limit 1`;
  return row?.hash ?? null;
}
