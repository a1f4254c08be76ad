import type { Instant } from '../workflows/kernel/instant.ts';
import type { MatterId, PostId } from '../workflows/kernel/terms.ts';
import { asJson, type Db } from './client.ts';

/** An entry in a leader's ledger (履职台账). */
export interface DutyEntry {
  readonly post: PostId;
  readonly matterId: MatterId;
  readonly key: string;
  readonly duty: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Instant;
}

/** Writes an entry once. */
export async function recordDuty(db: Db, entry: DutyEntry): Promise<void> {
  await db.sql`
    insert into duty_entries (post, matter_id, key, duty, data, at)
    values (${entry.post}, ${entry.matterId}, ${entry.key}, ${entry.duty}, ${asJson(db.sql, entry.data)}, ${entry.at})
    on conflict (matter_id, key) do nothing`;
}

/** The entries of a post, newest first; `before` is the id that the last page ended with. */
export async function dutyEntries(
  db: Db,
  post: PostId,
  page: { readonly before?: number; readonly limit?: number } = {},
): Promise<(DutyEntry & { readonly id: number })[]> {
  const rows = await db.sql<(DutyEntry & { readonly id: number })[]>`
    select id, post, matter_id as "matterId", key, duty, data, at from duty_entries
    where post = ${post} and id < ${page.before ?? Number.MAX_SAFE_INTEGER}
    order by id desc limit ${Math.min(page.limit ?? 50, 200)}`;
  return [...rows];
}

/** Keeps that a document was asked for, and once it is drawn up, which evidence holds it. */
export async function recordDocument(
  db: Db,
  document: Pick<DutyEntry, 'matterId' | 'key' | 'data' | 'at'> & {
    readonly document: string;
    readonly evidenceId: string | null;
  },
): Promise<void> {
  await db.sql`
    insert into documents (matter_id, key, document, data, evidence_id, at)
    values (${document.matterId}, ${document.key}, ${document.document}, ${asJson(db.sql, document.data)},
      ${document.evidenceId}, ${document.at})
    on conflict (matter_id, key) do update set evidence_id = coalesce(documents.evidence_id, excluded.evidence_id)`;
}
