import type { Day, Instant } from '../workflows/kernel/instant.ts';
import type { MatterId, PersonId, UnitId } from '../workflows/kernel/terms.ts';
import { asJson, type Db, type Queryable } from './client.ts';
import { validOn } from './valid-on.ts';

/** An import as it was ordered. */
export interface ImportOrder {
  readonly id: string;
  /** The evidence id of the file, `sha256:…`: the witness of every row. */
  readonly file: string;
  readonly name: string;
  readonly by: PersonId;
  readonly at: Instant;
  readonly dryRun: boolean;
  readonly status: 'running' | 'done' | 'failed';
  /** Rows of data; 0 until the file was judged. */
  readonly rows: number;
}

/** An import as it stands; the counts grow as rows come in. */
export interface ImportStanding extends ImportOrder {
  readonly opened: number;
  readonly archived: number;
  readonly unchanged: number;
}

/** What became of a file, as its callers read it. */
export interface ImportResult {
  readonly rows: number;
  readonly opened: number;
  readonly archived: number;
  readonly unchanged: number;
  readonly errors: readonly unknown[];
}

/** A staged row; `payload` is what the import made of the sheet's row. */
export interface StagedRow<Payload> {
  readonly row: number;
  readonly matterId: MatterId;
  readonly matterNumber: string;
  readonly payload: Payload;
}

/** The import with this id; null when there is none. */
export async function importOrder(db: Db, id: string): Promise<ImportStanding | null> {
  const [row] = await db.sql<ImportStanding[]>`
    select id, file, name, by, at, dry_run as "dryRun", status, rows, opened, archived, unchanged from imports where id = ${id}`;
  return row ?? null;
}

/** Ends an import; one that has ended stays as it ended. */
export async function endImport(db: Db, id: string, status: 'done' | 'failed', result: ImportResult): Promise<void> {
  await db.sql`
    update imports set status = ${status}, rows = ${result.rows}, opened = ${result.opened}, archived = ${result.archived},
      unchanged = ${result.unchanged}, errors = ${asJson(db.sql, result.errors)}, finished_at = now()
    where id = ${id} and status = 'running'`;
}

/** The next staged rows whose matter does not yet stand in the ledger, in order of the sheet. */
export async function pendingRows<Payload>(
  db: Db,
  importId: string,
  action: 'open' | 'archive',
  limit: number,
): Promise<StagedRow<Payload>[]> {
  return db.sql<StagedRow<Payload>[]>`
    select row, matter_id as "matterId", matter_number as "matterNumber", payload from import_rows
    where import_id = ${importId} and action = ${action} and done_at is null order by row limit ${limit}`;
}

/** Marks rows as done and moves the import's counts, which its callers watch. */
export async function markDone(
  sql: Queryable,
  importId: string,
  action: 'open' | 'archive',
  rows: readonly number[],
): Promise<void> {
  await sql`
    with done as (
      update import_rows set done_at = now()
      where import_id = ${importId} and row = any(${[...rows]}::int[]) and done_at is null returning row)
    update imports set
      opened = opened + case when ${action} = 'open' then (select count(*)::int from done) else 0 end,
      archived = archived + case when ${action} = 'archive' then (select count(*)::int from done) else 0 end
    where id = ${importId}`;
}

/** Takes back a staged row that the rules refused after all, so that a corrected file may bring it again. */
export async function dropRow(db: Db, importId: string, row: number): Promise<void> {
  await db.sql`delete from import_rows where import_id = ${importId} and row = ${row} and done_at is null`;
}

/** Every unit that a ledger may name, as of a day. */
export async function namedUnits(
  db: Db,
  day: Day,
): Promise<{ readonly id: UnitId; readonly name: string; readonly shortName: string; readonly kind: string }[]> {
  return db.sql<{ id: UnitId; name: string; shortName: string; kind: string }[]>`
    select id, name, short_name as "shortName", kind from units
    where ${validOn(db.sql, day)} order by id`;
}
