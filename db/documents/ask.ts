import type { Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { asJson, type Db, type Transaction } from '../client.ts';
import { documentIdOf, paperRuleOf } from './document.ts';
import { orderDrawing } from './jobs.ts';
import { BORN, BY_HAND, hasLapsed, isFollowed, isReplaced } from './lapse.ts';

/** A document that a loop asks for, under the key of the effect that does. */
export interface DocumentAsked {
  readonly matterId: MatterId;
  readonly kind: string;
  readonly key: string;
  readonly document: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Instant;
}

/**
 * Keeps that a document was asked for and orders it to be drawn, in one transaction; repeated, it adds nothing. A draft is
 * drawn to be read by whoever decides on it. What the rules do not follow, of matters under older rules and of kinds without papers, is only kept.
 */
export async function askDocument(db: Db, asked: DocumentAsked): Promise<void> {
  const rule = paperRuleOf(asked.document);
  const seq = seqOf(asked.key);
  if (rule === null || seq === null) {
    await keep({ sql: db.sql }, asked, null);
    return;
  }
  await db.sql.begin(async (sql) => {
    const matter = await matterOf(sql, asked.matterId, seq);
    const isDraft = rule.mode === 'draft';
    if (!isDraft && !isFollowed(matter.state, asked.key)) {
      await keep({ sql }, asked, null);
      return;
    }
    const id = documentIdOf(asked.matterId, asked.key);
    const byHand = isReplaced(matter.state, asked.key);
    const isOvertaken =
      !BORN.includes(asked.document) && hasLapsed(matter.state, asked.key, isDraft ? matter.rung : null);
    const lapsed = byHand || isOvertaken;
    await keep({ sql }, asked, { id, seq, state: lapsed ? 'lapsed' : 'asked', failure: byHand ? BY_HAND : null });
    if (lapsed) return;
    await orderDrawing(sql, { id, matterId: asked.matterId, kind: asked.kind }, 'drawn', 'system');
  });
}

/** Whether a matter's recorded events ask for documents that have not been kept here yet. */
export async function isYetToAsk({ sql }: Pick<Db, 'sql'>, matterId: MatterId): Promise<boolean> {
  const rows = await sql`
    select 1 from jobs j where j.matter_id = ${matterId} and j.type = 'Draw' and j.done_at is null and j.dead_at is null
      and not exists (select 1 from documents d where d.matter_id = j.matter_id and d.key = j.key) limit 1`;
  return rows.length > 0;
}

/** The event that a key of a document names; null where it names none. */
function seqOf(key: string): number | null {
  const [, seq] = /^draw:(\d+)(?::|$)/.exec(key) ?? [];
  return seq === undefined ? null : Number(seq);
}

/** Under the lock that an append takes too: what lapses now is seen here, or sees what is written here. */
async function matterOf(sql: Transaction, id: MatterId, seq: number): Promise<{ state: unknown; rung: string | null }> {
  const [row] = await sql<{ state: unknown; rung: string | null }[]>`
    select m.state, l.data ->> 'key' as rung from matters m
    left join ledger l on l.matter_id = m.id and l.seq = ${seq} where m.id = ${id} for share of m`;
  return row ?? { state: null, rung: null };
}

async function keep(
  { sql }: Pick<Db, 'sql'> | { readonly sql: Transaction },
  { matterId, kind, key, document, data, at }: DocumentAsked,
  drawn: {
    readonly id: string;
    readonly seq: number;
    readonly state: 'asked' | 'lapsed';
    readonly failure: string | null;
  } | null,
): Promise<void> {
  const { id = null, seq = null, state = 'asked', failure = null } = drawn ?? {};
  await sql`
    insert into documents (matter_id, key, document, data, at, id, kind, seq, state, failure)
    values (${matterId}, ${key}, ${document}, ${asJson(sql, data)}, ${at}, ${id}, ${id === null ? null : kind}, ${seq},
      ${state}, ${failure})
    on conflict (matter_id, key) do nothing`;
}
