import type { Instant } from '../../workflows/kernel/instant.ts';
import { asJson, type Db, type Queryable } from '../client.ts';
import { addJob, TEMPLATE_CHECK } from '../jobs.ts';
import { writeRegister } from '../registers/write.ts';
import { FILE_TYPES, keepFile } from './files.ts';
import { putTemplate } from './templates.ts';

/** A template as it was handed in to be looked at; it takes its place unless that is a dry run or something is wrong with it. */
export interface TemplateCheckOrder {
  readonly id: string;
  readonly document: string;
  readonly docxHash: string;
  readonly by: string;
  readonly at: Instant;
  readonly dryRun: boolean;
}

/** What became of it. */
export interface TemplateCheck extends TemplateCheckOrder {
  readonly status: 'running' | 'done' | 'failed';
  /** Everything that is wrong, in Chinese; empty for a good one. */
  readonly faults: readonly string[];
  /** The fields that it uses. */
  readonly fields: readonly string[];
  /** A PDF filled with the names of its fields; null where something is wrong. */
  readonly previewHash: string | null;
  readonly error: string | null;
  readonly finishedAt: Instant | null;
}

/** Orders the look at a template: its bytes, its row and its job in one transaction. The same id again orders nothing. */
export async function orderTemplateCheck(
  db: Db,
  order: Omit<TemplateCheckOrder, 'docxHash'>,
  content: Buffer,
): Promise<void> {
  const { id, document, by, at, dryRun } = order;
  await db.sql.begin(async (sql) => {
    const hash = await keepFile(sql, FILE_TYPES.docx, content);
    const added = await sql`
      insert into template_checks (id, document, docx_hash, by, at, dry_run, status, faults, fields)
      values (${id}, ${document}, ${hash}, ${by}, ${at}, ${dryRun}, 'running', ${asJson(sql, [])}, '{}')
      on conflict (id) do nothing returning id`;
    if (added.length === 0) return;
    await addJob(sql, {
      matterId: id,
      kind: 'template',
      key: 'check',
      type: TEMPLATE_CHECK,
      payload: { checkId: id },
    });
  });
}

/** The look with this id; null when there is none. */
export async function templateCheck({ sql }: { readonly sql: Queryable }, id: string): Promise<TemplateCheck | null> {
  const [row] = await sql<TemplateCheck[]>`
    select id, document, docx_hash as "docxHash", by, at, dry_run as "dryRun", status, faults, fields,
      preview_hash as "previewHash", error, finished_at as "finishedAt"
    from template_checks where id = ${id}`;
  return row ?? null;
}

/** What was found in a template. */
export interface TemplateFound {
  readonly faults: readonly string[];
  readonly fields: readonly string[];
  /** Null where something is wrong. */
  readonly preview: Buffer | null;
}

/** Ends a look. A good template that was no dry run stands from then on; one that has ended stays as it ended. */
export async function endTemplateCheck(db: Db, check: TemplateCheckOrder, found: TemplateFound): Promise<void> {
  const { id, document, docxHash, dryRun } = check;
  const { faults, fields, preview } = found;
  await writeRegister(db, 'templates', check, async (sql) => {
    const previewHash = preview === null ? null : await keepFile(sql, FILE_TYPES.pdf, preview);
    const ended = await sql`
      update template_checks set status = 'done', faults = ${asJson(sql, faults)}, fields = ${[...fields]},
        preview_hash = ${previewHash}, finished_at = now()
      where id = ${id} and status = 'running' returning id`;
    const isPut = ended.length > 0 && faults.length === 0 && !dryRun;
    return isPut ? await putTemplate(sql, { id: document, docxHash, fields }) : null;
  });
}

/** Ends a look that could not be taken, with a Chinese sentence that says why. */
export async function failTemplateCheck(db: Db, id: string, error: string): Promise<void> {
  await db.sql`
    update template_checks set status = 'failed', error = ${error}, finished_at = now()
    where id = ${id} and status = 'running'`;
}
