import { OF_MATTERS } from '../delivery/matter-runs.ts';
import type { Db } from '../db/client.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import type { Auditor } from './auditor.ts';

/**
 * Every matter that any record knows, each once, the ledger's first in order of opening. What only one of them knows
 * (a run, an archived history, a seal) is a matter that was deleted from the others.
 */
export async function knownMatters(auditor: Pick<Auditor, 'db' | 'temporal' | 'seals'>): Promise<MatterId[]> {
  const { db, seals } = auditor;
  const archived = await db.sql<{ id: MatterId }[]>`select distinct matter_id as id from histories order by 1`;
  const known = new Set([...(await writtenMatters(auditor)), ...archived.map(({ id }) => id)]);
  for (const id of seals.matters()) known.add(id as MatterId);
  for (const id of await running(auditor)) known.add(id);
  return [...known];
}

/** Every matter that the ledger or the projection knows, in order of opening. */
export async function writtenMatters({ db }: Pick<Auditor, 'db'>): Promise<MatterId[]> {
  const rows = await db.sql<{ id: MatterId }[]>`
    select id from (
      select matter_id as id, written_at as at from ledger where seq = 1
      union all select id, opened_at from matters m where not exists (select from ledger where matter_id = m.id and seq = 1)
    ) known order by at, id`;
  return rows.map(({ id }) => id);
}

/** The numbers of matters by their ids, of deleted ones as the command noted it that opened them. */
export async function notedNumbersOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.sql<{ id: string; number: string }[]>`
    select id, number from (
      select asked.id, coalesce(
        (select data -> 'opening' ->> 'number' from ledger where matter_id = asked.id and seq = 1),
        (select data ->> 'number' from ledger where matter_id = asked.id and seq = 1),
        (select command -> 'opening' ->> 'number' from commands where matter_id = asked.id and opens limit 1),
        (select number from matters m where m.id = asked.id)) as number
      from unnest(${[...ids]}::text[]) as asked (id)) known
    where number is not null`;
  return new Map(rows.map(({ id, number }) => [id, number]));
}

async function running({ temporal }: Pick<Auditor, 'temporal'>): Promise<MatterId[]> {
  const found: MatterId[] = [];
  const runs = temporal.client.workflow.list({ query: OF_MATTERS, pageSize: 1_000 });
  for await (const { workflowId } of runs) found.push(workflowId as MatterId);
  return found;
}
