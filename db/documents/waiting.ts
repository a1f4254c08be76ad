import type { PersonId, UnitId } from '../../workflows/kernel/terms.ts';
import { DOCUMENTS, PAPER_RULES, type PaperRule } from '../../workflows/kernel/papers.ts';
import type { Db, Sql } from '../client.ts';
import { cursorOf, readCursor } from '../queries/cursor.ts';
import type { Page } from '../queries/list-matters.ts';
import { inScope, type Scope } from '../queries/scope.ts';
import { documentColumns, followedAt, type StoredDocument } from './document.ts';

/** What a document can wait for a person to do. */
export const WAITING = ['sign', 'issue', 'serve'] as const;
export type Waiting = (typeof WAITING)[number];

/** Whom it waits for: a person, and the unit for which they issue, where they do, and serve. */
export interface WaitingFor {
  readonly person: PersonId;
  readonly unit: UnitId;
  readonly isIssuer: boolean;
  readonly scope: Scope;
}

/** A document with the number of its matter. */
export type WaitingDocument = StoredDocument & { readonly matterNumber: string };

/**
 * The documents that wait for somebody, the longest-waiting first. `sign`: they are named in it and have not signed, or
 * still lack the party's signature; `issue`: everyone has signed; `serve`: it is valid and must be served. Throws `BadCursor`.
 */
export async function waitingDocuments(
  db: Db,
  waiting: Waiting,
  whom: WaitingFor,
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
): Promise<Page<WaitingDocument>> {
  const { sql } = db;
  const after = cursor === undefined ? null : readCursor(cursor);
  const rows = await sql<WaitingDocument[]>`
    select ${documentColumns(sql)}, m.number as "matterNumber" from documents d join matters m on m.id = d.matter_id
    where ${inScope(sql, whom.scope)} and ${waits(sql, waiting, whom)}
      ${after === null ? sql`` : sql`and (d.at, d.id) > (${after.at}, ${after.id})`}
    order by d.at, d.id limit ${limit + 1}`;
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

function waits(sql: Sql, waiting: Waiting, { person, unit, isIssuer }: WaitingFor) {
  const isNamed = sql`d.content -> 'officers' @> to_jsonb(${person}::text)`;
  switch (waiting) {
    case 'sign':
      return sql`d.state = 'drawn' and d.issued_at is null and ${isNamed}
        and (not ${signed(sql, sql`s.role = 'officer' and s.person = ${person}`)} or not ${signed(sql, sql`s.role = 'party'`)})`;
    case 'issue':
      return sql`${isIssuer} and d.state = 'drawn' and d.issued_at is null and d.unit = ${unit} and not ${isNamed}
        and d.document = any(${namesWhere(({ needsIssuer }) => needsIssuer)})
        and (d.document <> all(${namesWhere(({ mode }) => mode === 'officers')})
          or ${signed(sql, sql`s.role = 'party'`)} and not exists (
            select 1 from jsonb_array_elements_text(d.content -> 'officers') o
            where not ${signed(sql, sql`s.role = 'officer' and s.person = o`)}))`;
    case 'serve':
      return sql`d.state = 'issued' and ${followedAt(sql)} is null and (d.unit = ${unit} or ${isNamed})
        and d.document = any(${namesWhere(({ needsService }) => needsService)})`;
  }
}

/** Whether such a signature stands under the current edition. */
function signed(sql: Sql, such: ReturnType<Sql>) {
  return sql`exists (select 1 from document_signatures s
    where s.document = d.id and s.edition = d.edition and ${such})`;
}

function namesWhere(holds: (rule: PaperRule) => boolean): string[] {
  return DOCUMENTS.filter((name) => holds(PAPER_RULES[name]));
}
