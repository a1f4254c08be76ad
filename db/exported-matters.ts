import { instantOf, type Instant } from '../workflows/kernel/instant.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import { asJson, type Db } from './client.ts';
import { addJob } from './jobs.ts';
import { appendTrail } from './trail.ts';

/** An evidence bundle as it was ordered. */
export interface ExportOrder {
  readonly id: string;
  readonly matterId: MatterId;
  readonly by: string;
  readonly at: Instant;
}

/** What the audit said when a bundle was made. */
export interface ExportVerdict {
  readonly ok: boolean;
  readonly first: { readonly witness: string; readonly seq: number; readonly what: string } | null;
}

/** An evidence bundle as it stands; the file is read apart. */
export interface ExportedMatter extends ExportOrder {
  readonly kind: string;
  /** Null where no projection stands (any more). */
  readonly number: string | null;
  readonly status: 'running' | 'done' | 'failed';
  readonly verdict: ExportVerdict | null;
  /** `sha256:<hex>` of the file. */
  readonly hash: string | null;
  readonly size: number | null;
  readonly error: string | null;
  readonly finishedAt: Instant | null;
  /** Until when the file is kept; null where there is none. */
  readonly fileUntil: Instant | null;
}

/** How long the file of a bundle is kept after it was made: our default. It is whole evidence, and can be made again. */
const FILE_DAYS = 7;

/** Orders a bundle: its row and its job in one transaction. The same id again orders nothing. */
export async function orderExport(db: Db, kind: string, { id, matterId, by, at }: ExportOrder): Promise<void> {
  await db.sql.begin(async (sql) => {
    const added = await sql`
      insert into exported_matters (id, matter_id, by, at, status) values (${id}, ${matterId}, ${by}, ${at}, 'running')
      on conflict (id) do nothing returning id`;
    if (added.length === 0) return;
    await addJob(sql, { matterId, kind, key: `export-${id}`, type: 'Export', payload: { exportId: id } });
  });
}

/** The bundle with this id; null when there is none. */
export async function exportedMatter(db: Db, id: string): Promise<ExportedMatter | null> {
  const [row] = await db.sql<ExportedMatter[]>`
    select e.id, e.matter_id as "matterId", j.kind, m.number, e.by, e.at, e.status, e.verdict, e.hash, e.size, e.error,
      e.finished_at as "finishedAt",
      case when e.status = 'done' then e.finished_at + make_interval(days => ${FILE_DAYS}) end as "fileUntil"
    from exported_matters e join jobs j on j.matter_id = e.matter_id and j.key = 'export-' || e.id
      left join matters m on m.id = e.matter_id
    where e.id = ${id}`;
  return row ?? null;
}

/** The file of a bundle; null while there is none, or when it was cleared away. */
export async function exportedFile(db: Db, id: string): Promise<Buffer | null> {
  const [row] = await db.sql<{ content: Buffer | null }[]>`select content from exported_matters where id = ${id}`;
  return row?.content ?? null;
}

/** Clears away the files of bundles that were made more than seven days ago; what was said of them stays. Answers how many. */
export async function clearExports(db: Db): Promise<number> {
  const { count } = await db.sql`
    update exported_matters set content = null
    where content is not null and finished_at < now() - make_interval(days => ${FILE_DAYS})`;
  return count;
}

/** How many bundles are not made yet. */
export async function countExports(db: Db): Promise<number> {
  const [row] = await db.sql<{ running: number }[]>`
    select count(*) as running from exported_matters where status = 'running'`;
  return row?.running ?? 0;
}

/** Keeps a bundle that was made, which the trail hears in the same transaction; one that has ended stays as it ended. */
export async function endExport(
  db: Db,
  order: ExportedMatter,
  made: { readonly verdict: ExportVerdict; readonly hash: string; readonly content: Buffer },
): Promise<void> {
  const { id, kind, matterId, by } = order;
  const { verdict, hash, content } = made;
  await db.sql.begin(async (sql) => {
    const ended = await sql`
      update exported_matters set status = 'done', verdict = ${asJson(sql, verdict)}, hash = ${hash},
        size = ${content.length}, content = ${content}, finished_at = now()
      where id = ${id} and status = 'running' returning id`;
    if (ended.length === 0) return;
    const at = instantOf(Date.now());
    const data = { export: id, hash, ok: verdict.ok };
    await appendTrail(
      { sql },
      { at, type: 'EvidenceExported', actor: { person: by }, subject: `${kind}/${matterId}`, data },
    );
  });
}

/** Ends a bundle that could not be made, with a Chinese sentence that says why. */
export async function failExport(db: Db, id: string, error: string): Promise<void> {
  await db.sql`
    update exported_matters set status = 'failed', error = ${error}, finished_at = now()
    where id = ${id} and status = 'running'`;
}
