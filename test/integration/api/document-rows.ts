import sharp from 'sharp';
import { sha256 } from '../../../db/chain.ts';
import { asJson, type Db } from '../../../db/client.ts';
import { freezeContent } from '../../../db/documents/content.ts';
import {
  documentById,
  documentIdOf,
  type DocumentContent,
  type StoredDocument,
} from '../../../db/documents/document.ts';
import { keepPrinted } from '../../../db/documents/printed.ts';
import type { DocumentSeal } from '../../../db/documents/seal.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { DocumentName } from '../../../workflows/kernel/papers.ts';
import type { PersonId, UnitId } from '../../../workflows/kernel/terms.ts';

/** Whom the papers of these tests name; their accounts are `yingji-jb` and `yingji-jb2`. */
const OFFICERS = ['per-yingji-1', 'per-yingji-1b'] as PersonId[];

/** What a paper is in a test, where it is not a drawn order of 应急局. */
export interface Paper {
  readonly document?: DocumentName;
  readonly seq?: number;
  readonly officers?: readonly PersonId[];
  readonly asked?: boolean;
  /** The unit that it is given to. */
  readonly addressee?: string;
}

let last = 900;

/** A paper of a hazard, with its first edition unless it is only asked for. */
export async function paperOf(db: Db, matterId: string, paper: Paper = {}): Promise<StoredDocument> {
  last += 1;
  const { document = 'rectifyOrder', seq = 1, officers = OFFICERS, asked = false, addressee = 'u-qiye01' } = paper;
  const key = `draw:${last.toString()}`;
  const id = documentIdOf(matterId, key);
  await db.sql`
    insert into documents (matter_id, key, document, data, at, id, kind, seq, state)
    values (${matterId}, ${key}, ${document}, ${asJson(db.sql, {})}, ${instantOf(Date.now())}, ${id}, 'hazard', ${seq}, 'asked')`;
  if (!asked) {
    await freeze(db, id, (number) => ({
      fields: { number },
      officers,
      addressee: addressee as UnitId,
      template: 'sha256:0',
    }));
    await print(db, id);
  }
  return await standing(db, id);
}

/** Fills in anew what was ordered to be drawn again. */
export async function refill(db: Db, id: string, fields: DocumentContent['fields']): Promise<void> {
  await freeze(db, id, () => ({ fields, officers: OFFICERS, addressee: 'u-qiye01' as UnitId, template: 'sha256:0' }));
}

async function freeze(db: Db, id: string, contentOf: (number: string | null) => DocumentContent): Promise<void> {
  const series = { word: '责改', year: 2026 };
  await freezeContent(db, id, { unit: 'u-yingji' as UnitId, series, template: 'shipped:0', contentOf });
}

/** Prints the edition that a paper waits for, with bytes that nobody has to read. */
export async function print(db: Db, id: string, seal: DocumentSeal | null = null): Promise<void> {
  const document = await standing(db, id);
  const words = `${id} ${document.edition.toString()}`;
  const printed = { docx: Buffer.from(`docx ${words}`), pdf: Buffer.from(`pdf ${words}`), pages: 1, seal };
  await keepPrinted(db, document, printed, { by: 'system', at: instantOf(Date.now()) });
}

/** The hash of an edition that `print` made. */
export function pdfHash(id: string, edition = 1): string {
  return `sha256:${sha256(`pdf ${id} ${(edition - 1).toString()}`)}`;
}

export async function standing(db: Db, id: string): Promise<StoredDocument> {
  const document = await documentById(db, id);
  if (document === null) throw new Error(`no document ${id}`);
  return document;
}

/** A signature as a pad sends it: a stroke on white, of this many pixels a side. */
export async function stroke(side = 60): Promise<string> {
  const line = { create: { width: 20, height: 4, channels: 3 as const, background: 'black' } };
  const png = await sharp({ create: { width: side, height: side, channels: 3, background: 'white' } })
    .composite([{ input: line, left: 5, top: 20 }])
    .png()
    .toBuffer();
  return dataUrl(png);
}

export function dataUrl(content: Buffer): string {
  return `data:image/png;base64,${content.toString('base64')}`;
}
