import { instantOf, type Instant } from '../workflows/kernel/instant.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import { asJson, type Db } from './client.ts';
import { addJob } from './jobs.ts';
import { appendTrail } from './trail.ts';

/** An audit of many matters as it was ordered; `matters` null for all. */
export interface AuditRunOrder {
  readonly id: string;
  readonly by: string;
  readonly at: Instant;
  readonly matters: readonly MatterId[] | null;
}

/** A matter, or a record of none such as the trail, that does not agree with the others, and where it first departs. */
export interface DifferingMatter {
  readonly id: string;
  readonly number: string | null;
  readonly first: { readonly witness: string; readonly seq: number; readonly what: string } | null;
}

/** What an audit of many matters found. Of those that differ at most `DIFFERING_MAX` are kept; `differs` counts all. */
export interface AuditRunResult {
  readonly checked: number;
  readonly differs: number;
  readonly differing: readonly DifferingMatter[];
}

/** An audit of many matters as it stands. */
export interface AuditRun extends AuditRunOrder {
  /** How many matters were asked for; null for all. */
  readonly asked: number | null;
  readonly status: 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly result: AuditRunResult | null;
  readonly error: string | null;
  readonly finishedAt: Instant | null;
}

/** Beyond so many, whoever looks needs no longer list. */
export const DIFFERING_MAX = 1_000;

/** Orders an audit: its row and its job in one transaction. The same id again orders nothing. */
export async function orderAuditRun(db: Db, { id, by, at, matters }: AuditRunOrder): Promise<void> {
  await db.sql.begin(async (sql) => {
    const added = await sql`
      insert into audit_runs (id, by, at, matters, status, total)
      values (${id}, ${by}, ${at}, ${asJson(sql, matters)}, 'running', ${matters?.length ?? 0})
      on conflict (id) do nothing returning id`;
    if (added.length === 0) return;
    await addJob(sql, { matterId: id, kind: 'audit', key: 'audit', type: 'AuditMany', payload: { auditId: id } });
  });
}

/** The audit with this id; null when there is none. */
export async function auditRun(db: Db, id: string): Promise<AuditRun | null> {
  const [row] = await db.sql<AuditRun[]>`
    select id, by, at, nullif(matters, 'null') as matters, ${asked(db)} as asked, status, done, total, result, error,
      finished_at as "finishedAt" from audit_runs where id = ${id}`;
  return row ?? null;
}

/** The latest audits, newest first, without the matters that they name. */
export async function latestAuditRuns(db: Db, limit: number): Promise<readonly AuditRun[]> {
  return db.sql<AuditRun[]>`
    select id, by, at, null as matters, ${asked(db)} as asked, status, done, total, result #- '{differing}' as result, error,
      finished_at as "finishedAt" from audit_runs order by at desc, id desc limit ${limit}`;
}

function asked({ sql }: Db) {
  return sql`case jsonb_typeof(matters) when 'array' then jsonb_array_length(matters) end`;
}

/** How many audits are not over yet. */
export async function countAuditRuns(db: Db): Promise<number> {
  const [row] = await db.sql<{ running: number }[]>`
    select count(*) as running from audit_runs where status = 'running'`;
  return row?.running ?? 0;
}

/** Says how far a running audit is. */
export async function markAudited(db: Db, id: string, done: number, total: number): Promise<void> {
  await db.sql`update audit_runs set done = ${done}, total = ${total} where id = ${id} and status = 'running'`;
}

/** Ends an audit with what it found, which the trail hears in the same transaction; one that has ended stays as it ended. */
export async function endAuditRun(db: Db, { id, by }: AuditRunOrder, result: AuditRunResult): Promise<void> {
  const { checked, differs } = result;
  await db.sql.begin(async (sql) => {
    const ended = await sql`
      update audit_runs set status = 'done', done = ${checked}, total = ${checked}, result = ${asJson(sql, result)},
        finished_at = now()
      where id = ${id} and status = 'running' returning id`;
    if (ended.length === 0) return;
    const at = instantOf(Date.now());
    await appendTrail(
      { sql },
      { at, type: 'Audited', actor: { person: by }, subject: `audits/${id}`, data: { checked, differs } },
    );
  });
}

/** Ends an audit that could not be done, with a Chinese sentence that says why. */
export async function failAuditRun(db: Db, id: string, error: string): Promise<void> {
  await db.sql`
    update audit_runs set status = 'failed', error = ${error}, finished_at = now()
    where id = ${id} and status = 'running'`;
}

/** The ids of matters named by id or number, in the order given; null for a name that no record knows. One that was deleted is known by its id. */
export async function mattersNamed(db: Db, names: readonly string[]): Promise<(MatterId | null)[]> {
  const rows = await db.sql<{ id: MatterId | null }[]>`
    select coalesce(
      (select l.matter_id from ledger l where l.matter_id = asked.name and l.seq = 1),
      (select m.id from matters m where m.id = asked.name),
      (select m.id from matters m where m.number = asked.name),
      (select h.matter_id from histories h where h.matter_id = asked.name limit 1),
      (select c.matter_id from commands c where c.matter_id = asked.name and c.outcome = 'done' limit 1)) as id
    from unnest(${[...names]}::text[]) with ordinality asked (name, place) order by place`;
  return rows.map(({ id }) => id);
}

/** The numbers of matters by their ids. */
export async function numbersOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.sql<{ id: string; number: string }[]>`
    select id, number from matters where id = any(${[...ids]})`;
  return new Map(rows.map(({ id, number }) => [id, number]));
}
