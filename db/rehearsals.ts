import type { Day, Instant } from '../workflows/kernel/instant.ts';
import { asJson, type Db } from './client.ts';
import { addJob } from './jobs.ts';
import type { Draft } from './reports/rehearsal/draft.ts';
import type { RehearsalResult } from './reports/rehearsal/result.ts';

/** What is tried out: the draft as it stood when the rehearsal was ordered, and how its callers named it. */
export interface RehearsedPolicy extends Draft {
  /** The register's id, such as `hazard/standard/3`. */
  readonly name: string;
  /** What was changed on top of it for this rehearsal alone; null when nothing was. */
  readonly changes: Readonly<Record<string, unknown>> | null;
}

/** A rehearsal as it was ordered. `from` and `to` are days, inclusive. */
export interface RehearsalOrder {
  readonly id: string;
  readonly by: string;
  readonly at: Instant;
  readonly policy: RehearsedPolicy;
  readonly from: Day;
  readonly to: Day;
}

/** A rehearsal as it stands. */
export interface RehearsalStanding extends RehearsalOrder {
  readonly status: 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly result: RehearsalResult | null;
  readonly error: string | null;
  readonly finishedAt: Instant | null;
}

/** Orders a rehearsal: its row and its job in one transaction. The same id again orders nothing. */
export async function orderRehearsal(db: Db, order: RehearsalOrder): Promise<void> {
  const { id, by, at, policy, from, to } = order;
  await db.sql.begin(async (sql) => {
    const added = await sql`
      insert into rehearsals (id, by, at, policy, from_day, to_day, status)
      values (${id}, ${by}, ${at}, ${asJson(sql, policy)}, ${from}, ${to}, 'running')
      on conflict (id) do nothing returning id`;
    if (added.length === 0) return;
    const payload = { rehearsalId: id };
    await addJob(sql, { matterId: id, kind: 'rehearsal', key: 'rehearsal', type: 'Rehearse', payload });
  });
}

/** The rehearsal with this id; null when there is none. */
export async function rehearsal(db: Db, id: string): Promise<RehearsalStanding | null> {
  const [row] = await db.sql<RehearsalStanding[]>`
    select id, by, at, policy, from_day as "from", to_day as "to", status, done, total, result, error,
      finished_at as "finishedAt" from rehearsals where id = ${id}`;
  return row ?? null;
}

/** The latest rehearsals, newest first, without what they found. */
export async function latestRehearsals(db: Db, limit: number): Promise<readonly RehearsalStanding[]> {
  return db.sql<RehearsalStanding[]>`
    select id, by, at, policy #- '{content}' as policy, from_day as "from", to_day as "to", status, done, total,
      null as result, error, finished_at as "finishedAt" from rehearsals order by at desc, id desc limit ${limit}`;
}

/** Says how far a running rehearsal is. */
export async function markRehearsed(db: Db, id: string, done: number, total: number): Promise<void> {
  await db.sql`update rehearsals set done = ${done}, total = ${total} where id = ${id} and status = 'running'`;
}

/** Ends a rehearsal with what it found, or with why it could not; one that has ended stays as it ended. */
export async function endRehearsal(
  db: Db,
  id: string,
  end: { readonly result: RehearsalResult } | { readonly error: string },
): Promise<void> {
  const [status, result, error] = 'result' in end ? ['done', end.result, null] : ['failed', null, end.error];
  await db.sql`
    update rehearsals set status = ${status}, result = ${asJson(db.sql, result)}, error = ${error}, finished_at = now()
    where id = ${id} and status = 'running'`;
}
