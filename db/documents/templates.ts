import { asJson, type Db, type Queryable, type Transaction } from '../client.ts';
import { oneAtATime, writeRegister, type Changed, type Hand } from '../registers/write.ts';
import { FILE_TYPES, keepFile } from './files.ts';

/** What a template may be filled with: its tag, what people call it, where it comes from, and whether it must be there. */
export interface TemplateField {
  readonly field: string;
  readonly label: string;
  readonly source: string;
  readonly required: boolean;
}

/** The template that a release brings for a document. */
export interface ShippedTemplate {
  readonly document: string;
  readonly title: string;
  readonly content: Buffer;
  readonly fields: readonly TemplateField[];
}

/** The template that documents are drawn by from now on. */
export interface TemplateInForce {
  /** `shipped:<hash>`, or `v<ord>` by the place of the change that put it there. */
  readonly version: string;
  readonly docxHash: string;
}

/** Puts down what templates this release ships. Repeated, it changes nothing. */
export async function keepShipped(db: Db, shipped: readonly ShippedTemplate[]): Promise<void> {
  await db.sql.begin(async (sql) => {
    for (const { document, title, content, fields } of shipped) {
      const hash = await keepFile(sql, FILE_TYPES.docx, content);
      await sql`
        insert into shipped_templates (document, title, docx_hash, fields)
        values (${document}, ${title}, ${hash}, ${asJson(sql, fields)})
        on conflict (document) do update
        set title = excluded.title, docx_hash = excluded.docx_hash, fields = excluded.fields`;
    }
  });
}

/** The template of a document: the county's own, else the shipped one; null where a document has none. */
export async function templateInForce(
  { sql }: { readonly sql: Queryable },
  document: string,
): Promise<TemplateInForce | null> {
  const [row] = await sql<TemplateInForce[]>`
    select ${versionOf(sql)} as version, coalesce(t.docx_hash, s.docx_hash) as "docxHash"
    from shipped_templates s left join templates t on t.id = s.document where s.document = ${document}`;
  return row ?? null;
}

/** `v` with the place of the change that put the county's own there, or `shipped:` with the hash; of `shipped_templates s` and `templates t`. */
export function versionOf(sql: Queryable) {
  return sql`case when t.id is null then replace(s.docx_hash, 'sha256:', 'shipped:') else 'v' || (
    select max(v.ord) from register_versions v where v.register = 'templates' and v.id = t.id) end`;
}

/** Puts the county's own template in place, as a change to keep; null where it stands already. */
export async function putTemplate(sql: Transaction, own: OwnTemplate): Promise<Changed | null> {
  const { id, docxHash, fields } = own;
  await oneAtATime(sql, 'templates', id);
  const before = await ownTemplate(sql, id);
  if (before?.docxHash === docxHash) return null;
  await sql`
    insert into templates (id, docx_hash, fields) values (${id}, ${docxHash}, ${[...fields]})
    on conflict (id) do update set docx_hash = excluded.docx_hash, fields = excluded.fields`;
  return { id, before, after: own };
}

/** Goes back to the shipped template. False where the county has none of its own. */
export async function removeTemplate(db: Db, document: string, hand: Hand): Promise<boolean> {
  const done = await writeRegister(db, 'templates', hand, async (sql) => {
    await oneAtATime(sql, 'templates', document);
    const before = await ownTemplate(sql, document);
    if (before === null) return null;
    await sql`delete from templates where id = ${document}`;
    return { id: document, before, after: null };
  });
  return done !== null;
}

/** The county's own template of a document, and the fields that it uses. */
export interface OwnTemplate {
  /** The document's name. */
  readonly id: string;
  readonly docxHash: string;
  readonly fields: readonly string[];
}

async function ownTemplate(sql: Queryable, document: string): Promise<OwnTemplate | null> {
  const [row] = await sql<OwnTemplate[]>`
    select id, docx_hash as "docxHash", fields from templates where id = ${document} for update`;
  return row ?? null;
}
