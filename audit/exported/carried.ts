import type { Db } from '../../db/client.ts';
import { trailOn } from '../../db/queries/trail.ts';
import type { TrailRow } from '../../db/trail.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { citationsIn, documentCiting, type Cited } from './cited.ts';
import type { Evidence } from '../evidence.ts';
import { isImportedClosed } from '../imported.ts';
import { at } from '../history/history-json.ts';

/** A file that the matter cites, as `evidence.json` lists it; `type` and the rest are null when it is not kept (any more). */
export interface CarriedFile extends Cited {
  readonly kept: boolean;
  readonly type: string | null;
  readonly size: number | null;
  readonly name: string | null;
  readonly at: Instant | null;
}

/** A document that was drawn up of the matter. */
export interface CarriedDocument {
  readonly key: string;
  readonly document: string;
  readonly data: unknown;
  readonly evidenceId: string | null;
  readonly at: Instant;
}

/** Where an imported matter came from: the file, its row, and what was read there. */
export interface CarriedImport {
  readonly file: string;
  readonly name: string;
  readonly at: Instant;
  readonly row: number;
  readonly said: unknown;
}

/** What belongs to a matter besides its three records. */
export interface Carried {
  readonly files: readonly CarriedFile[];
  readonly contents: ReadonlyMap<string, Buffer>;
  readonly documents: readonly CarriedDocument[];
  readonly imported: CarriedImport | null;
  readonly trail: readonly TrailRow[];
}

/** Reads what a matter cites, what was drawn up of it, where it was imported from, and what the trail says of it. */
export async function carriedBy(db: Db, { id, kind, ledger }: Evidence): Promise<Carried> {
  const documents = await db.sql<CarriedDocument[]>`
    select key, document, data, evidence_id as "evidenceId", at from documents where matter_id = ${id} order by at, key`;
  const cited = citationsIn(ledger, documents.map(documentCiting));
  const files: CarriedFile[] = [];
  const contents = new Map<string, Buffer>();
  for (const one of cited) {
    // One at a time: each may have 20 MB.
    const [row] = await db.sql<(Pick<CarriedFile, 'type' | 'size' | 'name' | 'at'> & { content: Buffer })[]>`
      select type, size, name, at, content from evidence where id = ${one.id}`;
    const { content, ...about } = row ?? { type: null, size: null, name: null, at: null, content: null };
    files.push({ ...one, kept: content !== null, ...about });
    if (content !== null) contents.set(one.id, content);
  }
  const imported = isImported(ledger) ? await importOf(db, id) : null;
  return { files, contents, documents: [...documents], imported, trail: await trailOn(db.sql, `${kind}/${id}`) };
}

/** How many bytes the files have that a matter cites, also in documents: known before any is read. */
export async function citedBytes({ sql }: Db, matterId: string): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select coalesce(sum(size), 0)::bigint as bytes from evidence where id in (
      select (regexp_matches(data::text, 'sha256:[0-9a-f]{64}', 'g'))[1] from ledger where matter_id = ${matterId}
      union select (regexp_matches(data::text, 'sha256:[0-9a-f]{64}', 'g'))[1] from documents where matter_id = ${matterId}
      union select evidence_id from documents where matter_id = ${matterId})`;
  return row?.bytes ?? 0;
}

function isImported(ledger: Evidence['ledger']): boolean {
  return isImportedClosed(ledger) || typeof at(ledger[0]?.data, 'from', 'fileHash') === 'string';
}

async function importOf(db: Db, id: string): Promise<CarriedImport | null> {
  const [row] = await db.sql<CarriedImport[]>`
    select i.file, i.name, i.at, r.row, r.payload -> 'ledgerRow' as said
    from import_rows r join imports i on i.id = r.import_id where r.matter_id = ${id}`;
  return row ?? null;
}
