import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Queryable } from '../client.ts';
import { addJob, DRAWING } from '../jobs.ts';
import type { StoredDocument } from './document.ts';

type Of = Pick<StoredDocument, 'id' | 'matterId' | 'kind'>;

/** What a job that draws a document says. */
export interface DrawUp {
  readonly type: typeof DRAWING;
  readonly document: string;
  /** Who asked for this edition: a person, or `system`. */
  readonly by: string;
  /** Why it is drawn again, as they said. */
  readonly reason?: string;
}

/** Orders an edition to be drawn; `cause` keeps the same order from standing twice. */
export async function orderDrawing(
  sql: Queryable,
  { id, matterId, kind }: Of,
  cause: string,
  by: string,
  reason?: string,
): Promise<void> {
  const payload: DrawUp = { type: DRAWING, document: id, by, ...(reason === undefined ? {} : { reason }) };
  await addJob(sql, { matterId, kind, key: `${id}:${cause}`, type: DRAWING, payload });
}

/** Whether an edition was ordered under this cause before. */
export async function isDrawingOrdered(sql: Queryable, { id, matterId }: Of, cause: string): Promise<boolean> {
  const rows = await sql`select 1 from jobs where matter_id = ${matterId} and key = ${`${id}:${cause}`}`;
  return rows.length > 0;
}

/** What a matter's loop hears of its own documents. Ids, numbers and hashes only. */
export interface Told {
  readonly key: string;
  readonly document: string;
  readonly id: string;
}

export type TellingOf = 'DocumentDrawn' | 'DocumentIssued' | 'DocumentServed';

/** Orders the matter's own loop to be told; in the transaction that makes it true. */
export async function orderTelling(
  sql: Queryable,
  it: Of & Pick<StoredDocument, 'key' | 'document'>,
  event: TellingOf,
  cause: string,
  more: Readonly<Record<string, unknown>> & { readonly at?: Instant },
): Promise<void> {
  const { id, matterId, kind, key, document } = it;
  const told: Told = { key, document, id };
  const jobKey = `${id}:${cause}`;
  const payload = { type: 'Tell', key: jobKey, matterId, event, data: { ...told, ...more } };
  await addJob(sql, { matterId, kind, key: jobKey, type: 'Tell', payload });
}
