import type { Db } from '../../db/client.ts';
import type { ImportOrder } from '../../db/imports.ts';
import { addJob } from '../../db/jobs.ts';

/** An import as its callers see it. `row` of an error is the sheet's own row number. */
export interface ImportReport {
  readonly id: string;
  readonly status: 'running' | 'done' | 'failed';
  readonly dryRun: boolean;
  readonly rows: number;
  readonly opened: number;
  readonly archived: number;
  readonly unchanged: number;
  readonly errors: readonly {
    readonly row: number;
    readonly column: string;
    readonly code: string;
    readonly message: string;
  }[];
}

/** Orders an import: its row and its job in one transaction. The same id again orders nothing. */
export async function orderImport(db: Db, order: Omit<ImportOrder, 'status' | 'rows'>): Promise<void> {
  const { id, file, name, by, at, dryRun } = order;
  await db.sql.begin(async (sql) => {
    const added = await sql`
      insert into imports (id, file, name, by, at, dry_run, status, rows, opened, archived, unchanged, errors)
      values (${id}, ${file}, ${name}, ${by}, ${at}, ${dryRun}, 'running', 0, 0, 0, 0, ${sql.json([])})
      on conflict (id) do nothing returning id`;
    if (added.length === 0) return;
    const payload = { importId: id, file, name, dryRun, by, at };
    await addJob(sql, { matterId: id, kind: 'import', key: 'import', type: 'Import', payload });
  });
}

/** How an import stands; null when there is none of this id. */
export async function importReport(db: Db, id: string): Promise<ImportReport | null> {
  const [row] = await db.sql<ImportReport[]>`
    select id, status, dry_run as "dryRun", rows, opened, archived, unchanged, errors from imports where id = ${id}`;
  return row ?? null;
}
