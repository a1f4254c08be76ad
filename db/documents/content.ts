import type { UnitId } from '../../workflows/kernel/terms.ts';
import { canonicalJson } from '../canonical.ts';
import { sha256 } from '../chain.ts';
import { asJson, type Db } from '../client.ts';
import { drawDocumentNumber, type DocumentSeries } from '../numbers.ts';
import { documentById, lockDocument, type DocumentContent, type StoredDocument } from './document.ts';

/** What a document is made of, once it has its number. */
export interface Making {
  readonly unit: UnitId;
  /** Null for a document without a number. */
  readonly series: Omit<DocumentSeries, 'unit'> | null;
  /** The template's version, as the document names it. */
  readonly template: string;
  readonly contentOf: (number: string | null) => DocumentContent;
}

/**
 * Draws the number and freezes the content, in one transaction: rolled back neither was there, and what has a content keeps
 * both. A number that was drawn before, for what is drawn again, stays. Null for a document that lapsed meanwhile.
 */
export async function freezeContent(db: Db, id: string, making: Making): Promise<StoredDocument | null> {
  return await db.sql.begin(async (sql) => {
    const document = await lockDocument(sql, id);
    if (document === null || document.state === 'lapsed') return null;
    if (document.content !== null) return document;
    const { series, template } = making;
    const unit = document.unit ?? making.unit;
    const number = document.number ?? (series === null ? null : await drawDocumentNumber(sql, { ...series, unit }));
    const content = making.contentOf(number);
    await sql`
      update documents set unit = ${unit}, number = ${number}, content = ${asJson(sql, content)},
        content_hash = ${codeOf(id, content)}, template = ${template}
      where id = ${id}`;
    return await documentById({ sql }, id);
  });
}

/** The code on the paper: of what stands on it, so that nobody comes upon it by counting. */
function codeOf(id: string, content: DocumentContent): string {
  return sha256(canonicalJson({ id, content }));
}
