import { sql } from 'drizzle-orm';
import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

/**
 * 文书: what a loop asked to be drawn up, and what became of it. An audit's verdict lies here as well, asked for by an order
 * and never drawn. The columns after `at` are null until the document is drawn.
 */
export const documents = pgTable(
  'documents',
  {
    matterId: text('matter_id').notNull(),
    key: text('key').notNull(),
    document: text('document').notNull(),
    data: jsonb('data').notNull(),
    evidenceId: text('evidence_id'),
    at: instant('at').notNull(),
    /** `doc-` and 16 hex digits that follow from matter and key. */
    id: text('id').unique(),
    kind: text('kind'),
    /** The event that it is the shape of. */
    seq: integer('seq'),
    /** Who gives it: the unit whose number it bears. */
    unit: text('unit'),
    /** 文号. */
    number: text('number'),
    /** The fields as they were filled in, and their hash, which the code on the paper leads to. */
    content: jsonb('content'),
    contentHash: text('content_hash').unique(),
    template: text('template'),
    state: text('state', { enum: ['asked', 'drawn', 'issued', 'served', 'lapsed', 'failed'] })
      .notNull()
      .default('asked'),
    /** Why it could not be drawn, in Chinese. */
    failure: text('failure'),
    edition: integer('edition').notNull().default(0),
    drawnAt: instant('drawn_at'),
    issuedAt: instant('issued_at'),
    issuedBy: text('issued_by'),
    issuedPost: text('issued_post'),
    servedAt: instant('served_at'),
    service: jsonb('service'),
    seal: jsonb('seal'),
  },
  (t) => [
    primaryKey({ columns: [t.matterId, t.key] }),
    unique('documents_numbered_once').on(t.unit, t.number),
    index('documents_waiting')
      .on(t.unit, t.state)
      .where(sql`id is not null`),
  ],
);

/** A document as it was printed: when it was drawn, drawn again, and issued. Never changed, only followed by the next. */
export const documentEditions = pgTable(
  'document_editions',
  {
    document: text('document').notNull(),
    edition: integer('edition').notNull(),
    reason: text('reason', { enum: ['drawn', 'redrawn', 'issued'] }).notNull(),
    /** Null where there is no Word (案件卷宗). */
    docxHash: text('docx_hash'),
    pdfHash: text('pdf_hash').notNull(),
    pages: integer('pages').notNull(),
    template: text('template').notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
    /** The code on it; an earlier one than the document's leads to what took its place. */
    code: text('code'),
  },
  (t) => [
    primaryKey({ columns: [t.document, t.edition] }),
    index('document_editions_pdf').on(t.pdfHash),
    index('document_editions_code').on(t.code),
  ],
);

/** Bytes of documents, templates and signatures by their hash. No evidence: who sees a matter may not see every paper. */
export const documentFiles = pgTable('document_files', {
  hash: text('hash').primaryKey(),
  type: text('type').notNull(),
  size: integer('size').notNull(),
  content: bytes('content').notNull(),
});

/** Who signed which edition, as what, when and where; or the refusal to. */
export const documentSignatures = pgTable(
  'document_signatures',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    document: text('document').notNull(),
    edition: integer('edition').notNull(),
    /** Of the PDF that was signed. */
    hash: text('hash').notNull(),
    role: text('role', { enum: ['officer', 'party', 'issuer', 'witness'] }).notNull(),
    /** Who was signed in: for `party` and `witness` the officer who held out the pad. */
    person: text('person').notNull(),
    post: text('post').notNull(),
    /** Of who signed, where that is nobody with an account. */
    name: text('name'),
    imageHash: text('image_hash'),
    refusal: text('refusal'),
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    at: instant('at').notNull(),
  },
  (t) => [
    uniqueIndex('document_signed_once').on(
      t.document,
      t.edition,
      t.role,
      sql`(case when role in ('officer', 'issuer') then person else '' end)`,
    ),
  ],
);

/** The template of a document that the county has put in place of the shipped one; its versions stand in the registers. */
export const templates = pgTable('templates', {
  id: text('id').primaryKey(),
  docxHash: text('docx_hash').notNull(),
  fields: text('fields').array().notNull(),
});
