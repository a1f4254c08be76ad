import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Db } from '../client.ts';

/** Every matter that the ledger, the projection or the archive knows. */
export async function everyMatter({ sql }: Db): Promise<MatterId[]> {
  const rows = await sql<{ id: MatterId }[]>`
    select matter_id as id from ledger where seq = 1
    union select id from matters
    union select matter_id from histories
    order by id`;
  return rows.map(({ id }) => id);
}

/** Which of these pieces of evidence and sealed texts are kept. */
export async function keptEvidence({ sql }: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }[]>`
    select id from evidence where id = any(${[...ids]}) union all select id from sealed where id = any(${[...ids]})`;
  return new Set(rows.map(({ id }) => id));
}

/** Commands that were noted more than `olderThanMs` ago and have no outcome. */
export async function waitingOf(
  { sql }: Db,
  olderThanMs: number,
): Promise<readonly { readonly commandId: string; readonly matterId: MatterId; readonly type: string }[]> {
  return await sql<{ commandId: string; matterId: MatterId; type: string }[]>`
    select command_id as "commandId", matter_id as "matterId", type from commands
    where outcome = 'waiting' and noted_at < now() - ${olderThanMs} * interval '1 millisecond' order by ord`;
}
