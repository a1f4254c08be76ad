import type { Db } from '../../../db/client.ts';
import { askDocument } from '../../../db/documents/ask.ts';
import { freezeContent, type Making } from '../../../db/documents/content.ts';
import {
  documentById,
  documentIdOf,
  type DocumentContent,
  type StoredDocument,
} from '../../../db/documents/document.ts';
import { keepPrinted } from '../../../db/documents/printed.ts';
import type { DocumentName } from '../../../workflows/kernel/papers.ts';
import { plusMs } from '../../../workflows/kernel/instant.ts';
import type { MatterId, PersonId, PostId, UnitId } from '../../../workflows/kernel/terms.ts';
import { CLERK, parcelId, START } from '../db/parcel-kind.ts';

export const OFFICERS = ['per-yingji-1', 'per-yingji-1b'] as PersonId[];
export const ISSUER = { by: 'per-yingji-2' as PersonId, post: 'p-yingji-2' as PostId, isIssuer: true };
export const YINGJI = 'u-yingji' as UnitId;
/** An hour after the paper was asked for. */
export const LATER = plusMs(START, 3_600_000);
export const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

interface Wanted {
  readonly document?: DocumentName;
  readonly seq?: number;
  readonly officers?: readonly PersonId[];
  readonly unit?: UnitId;
}

/** A matter whose state follows these papers, as rules 4 leave it; without a run. */
export async function matterWith(
  db: Db,
  n: number,
  papers: readonly { key: string; lapsed?: boolean }[],
): Promise<MatterId> {
  const id = parcelId(n);
  const state = { papers: papers.map(({ key, lapsed = false }) => ({ key, lapsed })), proposals: [] };
  await db.sql`
    insert into matters ${db.sql({
      id, kind: 'parcel', number: `BG-${n.toString()}`, title: '包裹', status: 'opened', open: true, level: 0, round: 1,
      deadlines: db.sql.json([]), proposals: db.sql.json([]), units: [CLERK.unit], lead: CLERK.unit, imported: false,
      opened_at: START, opened_by: CLERK.person, heard_at: START, version: 1, last_hash: '', state: db.sql.json(state),
      summary: db.sql.json({}), found_on: '2026-03-02',
    })} on conflict do nothing`; // prettier-ignore
  return id;
}

/** A paper as it was asked for. */
export async function askedPaper(
  db: Db,
  n: number,
  { document = 'rectifyOrder', seq = 4 }: Wanted = {},
): Promise<StoredDocument> {
  const key = `draw:${seq.toString()}`;
  const matterId = await matterWith(db, n, [{ key }]);
  await askDocument(db, { matterId, kind: 'parcel', key, document, data: {}, at: START });
  return await found(db, documentIdOf(matterId, key));
}

/** What freezes the content of such a paper: its number is among its fields. */
export function makingOf(content: Partial<DocumentContent> = {}, unit = YINGJI): Making {
  const contentOf = (number: string | null): DocumentContent => ({
    fields: { number: number ?? '' },
    officers: OFFICERS,
    template: 'sha256:template',
    ...content,
  });
  return { unit, series: { word: '责改', year: 2026 }, template: 'shipped:sha256:template', contentOf };
}

/** Prints the edition that it waits for, with bytes that nobody has to read. */
export async function print(db: Db, id: string, words = 'pdf'): Promise<StoredDocument> {
  const asked = await found(db, id);
  const document = (await freezeContent(db, id, makingOf())) ?? asked;
  const pdf = Buffer.from(`${id} ${words} ${document.edition.toString()}`);
  await keepPrinted(
    db,
    document,
    { docx: Buffer.from(`docx ${id}`), pdf, pages: 1, seal: null },
    { by: 'system', at: LATER },
  );
  return await found(db, id);
}

/** A paper whose first edition is there. */
export async function drawnPaper(
  db: Db,
  n: number,
  { officers = OFFICERS, ...wanted }: Wanted = {},
): Promise<StoredDocument> {
  const { id } = await askedPaper(db, n, wanted);
  await freezeContent(db, id, makingOf({ officers }, wanted.unit));
  return await print(db, id);
}

export async function found(db: Db, id: string): Promise<StoredDocument> {
  const document = await documentById(db, id);
  if (document === null) throw new Error(`no document ${id}`);
  return document;
}
