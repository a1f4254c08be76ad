import { randomBytes } from 'node:crypto';
import type { Instant } from '../workflows/kernel/instant.ts';
import type { MatterId, PersonId } from '../workflows/kernel/terms.ts';
import { contentId, sha256 } from './chain.ts';
import type { Db, Queryable } from './client.ts';
import { inScope, type Scope } from './queries/scope.ts';
import { today } from './today.ts';
import { validOn } from './valid-on.ts';

/** Bytes by their hash. */
export interface Evidence {
  readonly id: string;
  readonly type: string;
  readonly size: number;
  readonly name: string | null;
  readonly uploader: PersonId;
  readonly at: Instant;
}

/** Keeps bytes under `sha256:<hex>`: once, with their first type; and notes each who handed them in. */
export async function keepEvidence(
  db: { readonly sql: Queryable },
  content: Buffer,
  about: Pick<Evidence, 'type' | 'name' | 'uploader' | 'at'>,
): Promise<Evidence> {
  const id = contentId(content);
  await db.sql`
    insert into evidence (id, type, size, name, uploader, at, content)
    values (${id}, ${about.type}, ${content.length}, ${about.name}, ${about.uploader}, ${about.at}, ${content})
    on conflict (id) do nothing`;
  await db.sql`
    insert into evidence_uploads (evidence_id, uploader, at) values (${id}, ${about.uploader}, ${about.at})
    on conflict do nothing`;
  return { id, size: content.length, ...about };
}

/** What is known of kept bytes, and the bytes; null when there are none of that id. */
export async function evidenceContent(db: Db, id: string): Promise<(Evidence & { readonly content: Buffer }) | null> {
  const [row] = await db.sql<(Evidence & { readonly content: Buffer })[]>`
    select id, type, size, name, uploader, at, content from evidence where id = ${id}`;
  return row ?? null;
}

/** What the files of these ids are called, in the order of the ids; one that was never kept is left out. */
export async function evidenceNamed(
  { sql }: { readonly sql: Queryable },
  ids: readonly string[],
): Promise<Pick<Evidence, 'id' | 'name' | 'type' | 'at'>[]> {
  const rows = await sql<Pick<Evidence, 'id' | 'name' | 'type' | 'at'>[]>`
    select id, name, type, at from evidence where id = any(${[...ids]}) order by array_position(${[...ids]}, id)`;
  return [...rows];
}

/** Whether a reader, or someone who is today of the units whose matters they see, handed the file in. */
export async function isUploadedIn(db: Db, id: string, person: PersonId, scope: Scope): Promise<boolean> {
  const unit = typeof scope === 'object' && 'unit' in scope ? scope.unit : null;
  const rows = await db.sql`
    select 1 from evidence_uploads u where u.evidence_id = ${id} and (u.uploader = ${person} or exists (
      select 1 from tenures t join posts s on s.id = t.post
      where t.person = u.uploader and ${validOn(db.sql, today(db.sql), 't')}
        and s.unit = any((select units_under(${unit}))::text[])))
    limit 1`;
  return rows.length > 0;
}

/** A matter that names a file somewhere in its record. */
export interface Citing {
  readonly id: MatterId;
  readonly kind: string;
  readonly state: unknown;
}

/** The matters in scope that name a file, the newest first, at most a hundred; of the kinds that are given. */
export async function citing({ sql }: Db, id: string, kinds: readonly string[], scope: Scope): Promise<Citing[]> {
  const rows = await sql<Citing[]>`
    select m.id, m.kind, m.state from matters m
    where m.kind = any(${[...kinds]}) and ${inScope(sql, scope)} and m.id in (
      select l.matter_id from ledger l where l.data::text like '%sha256:%' and files_in(l.data) @> array[${id}])
    order by m.opened_at desc limit 100`;
  return [...rows];
}

/** Keeps personal text apart and answers the id that may stand in an event: a hash with salt, so it cannot be guessed. */
export async function seal(db: { readonly sql: Queryable }, content: string, at: Instant): Promise<string> {
  const salt = randomBytes(16).toString('hex');
  const id = `sealed:${sha256(salt + content)}`;
  await db.sql`insert into sealed (id, salt, content, at) values (${id}, ${salt}, ${content}, ${at})`;
  return id;
}

/** The sealed texts of these ids; an id that is not there has none. */
export async function unseal(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.sql<{ id: string; content: string }[]>`
    select id, content from sealed where id = any(${[...ids]})`;
  return new Map(rows.map((row) => [row.id, row.content]));
}
