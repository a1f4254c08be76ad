import type { Db } from '../../db/client.ts';
import { trailOn } from '../../db/queries/trail.ts';
import type { TrailRow } from '../../db/trail.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { KeptPaper } from '../compare/kept-paper.ts';
import { fileWith } from '../files.ts';
import { documentCiting, evidenceCitedIn, type Cited } from './cited.ts';
import type { Gathered } from '../evidence.ts';
import { sourceOf } from './source.ts';

/** A file that the matter cites, as `evidence.json` lists it; `type` and the rest are null when it is not kept (any more). */
export interface CarriedFile extends Cited {
  /** Whether its content is in the bundle. */
  readonly kept: boolean;
  /** In Chinese, why it is left out on purpose; null where it is not. */
  readonly why: string | null;
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
  /** Its number and the hashes of its content, editions and signatures; null for what is no paper. */
  readonly paper: KeptPaper | null;
  readonly at: Instant;
}

/** The sheet of an import has the rows of everybody else: of that file the bundle has the matter's row and the hash. */
const OTHERS_ROWS = '来源文件中有其他单位的各行，不随单个事项导出；这一事项的一行见 import.json';

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
export async function carriedBy(db: Db, { id, kind, ledger, documents: kept }: Gathered): Promise<Carried> {
  const rows = await db.sql<Omit<CarriedDocument, 'paper'>[]>`
    select d.key, d.document, d.data, d.evidence_id as "evidenceId", d.at
    from documents d where d.matter_id = ${id} order by d.at, d.key`;
  // Papers go on while a bundle is made: they are what they were when the ledger was read.
  const papers = new Map(kept.map(({ key, paper }) => [key, paper === null ? null : bare(paper)]));
  const documents = rows.flatMap((row) => {
    const paper = papers.get(row.key);
    return paper === undefined ? [] : [{ ...row, paper }];
  });
  const cited = evidenceCitedIn(ledger, documents.map(documentCiting));
  const files: CarriedFile[] = [];
  const contents = new Map<string, Buffer>();
  const sheet = sourceOf(ledger);
  for (const one of cited) {
    const why = one.id === sheet ? OTHERS_ROWS : null;
    // One at a time: each may have 20 MB.
    const [row] = await db.sql<(Pick<CarriedFile, 'type' | 'size' | 'name' | 'at'> & { content: Buffer | null })[]>`
      select type, size, name, at, case when ${why === null} then content end as content
      from ${fileWith(db, one.id)} e`;
    const { content, ...about } = row ?? { type: null, size: null, name: null, at: null, content: null };
    files.push({ ...one, kept: content !== null, why: row === undefined ? null : why, ...about });
    if (content !== null) contents.set(one.id, content);
  }
  const imported = sheet === null ? null : await importOf(db, id);
  return { files, contents, documents, imported, trail: await trailOn(db.sql, `${kind}/${id}`) };
}

/** A paper without what people wrote and who they are but for their ids: ids, numbers, times and hashes. */
function bare({ service, signatures, ...paper }: KeptPaper): KeptPaper {
  const { witness: _, salt: __, ...served } = { ...(service as object | null) } as Readonly<Record<string, unknown>>;
  return {
    ...paper,
    content: null,
    service: service === null ? null : served,
    signatures: signatures.map(({ name, refusal, latitude, longitude, at, ...signature }) => signature),
  };
}

/** How many bytes the files have that a bundle holds, also those that documents cite: known before any is read. Prints of papers are not among them. */
export async function citedBytes({ sql }: Db, matterId: string): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    with cited as (
      select (regexp_matches(data::text, 'sha256:[0-9a-f]{64}', 'g'))[1] from ledger where matter_id = ${matterId}
      union select (regexp_matches(data::text, 'sha256:[0-9a-f]{64}', 'g'))[1] from documents where matter_id = ${matterId}
      union select evidence_id from documents where matter_id = ${matterId}
    )
    select coalesce(sum(size), 0)::bigint as bytes
    from evidence f
    where f.id in (select * from cited)
      and f.id is distinct from (select data -> 'from' ->> 'fileHash' from ledger where matter_id = ${matterId} and seq = 1)`;
  return row?.bytes ?? 0;
}

async function importOf(db: Db, id: string): Promise<CarriedImport | null> {
  const [row] = await db.sql<CarriedImport[]>`
    select i.file, i.name, i.at, r.row, r.payload -> 'ledgerRow' as said
    from import_rows r join imports i on i.id = r.import_id where r.matter_id = ${id}`;
  return row ?? null;
}
