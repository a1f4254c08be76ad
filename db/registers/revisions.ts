import type { Actor } from '../../workflows/kernel/command.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId, Terms } from '../../workflows/kernel/terms.ts';
import { asJson, type Db, type Queryable, type Transaction } from '../client.ts';
import { addJob } from '../jobs.ts';
import type { policyConcerns } from './concerned.ts';

/** New terms for running matters, by whose word and why. `subject` is the calendar or policy, by its register id. */
export interface RevisionOrder {
  readonly id: string;
  readonly cause: 'calendar' | 'policy';
  readonly subject: string;
  readonly actor: Actor;
  readonly at: Instant;
  readonly reason: string;
}

/** How far a revision is; every matter ends in one outcome. */
export interface RevisionStanding extends Omit<RevisionOrder, 'actor'> {
  readonly by: string;
  readonly total: number;
  readonly done: number;
  readonly refused: number;
  readonly waiting: number;
  readonly finishedAt: Instant | null;
  readonly refusals: readonly { readonly matterId: string; readonly number: string; readonly code: string }[];
}

/** A matter whose new terms are not noted yet, with those that it froze. */
export interface ToRevise {
  readonly matterId: MatterId;
  readonly kind: string;
  readonly terms: Terms;
}

/** So many refusals are told. */
const REFUSALS_MAX = 200;

/** Writes down a revision of the matters of a condition on `matters m` and orders its job; without any it has ended. The same id again orders nothing. */
export async function startRevision(
  sql: Transaction,
  order: RevisionOrder,
  concerned: ReturnType<typeof policyConcerns>,
): Promise<void> {
  const { id, cause, subject, actor, at, reason } = order;
  const added = await sql`
    insert into revisions (id, cause, subject, actor, at, reason)
    values (${id}, ${cause}, ${subject}, ${asJson(sql, actor)}, ${at}, ${reason}) on conflict (id) do nothing returning id`;
  if (added.length === 0) return;
  const matters = await sql`
    insert into revision_matters (revision, matter_id, outcome)
    select ${id}, m.id, 'waiting' from matters m where ${concerned} returning matter_id`;
  if (matters.length === 0) await sql`update revisions set finished_at = ${at} where id = ${id}`;
  else await addJob(sql, { matterId: id, kind: 'revision', key: 'revise', type: 'Revise', payload: { subject } });
}

/** The id of the command by which a revision reaches a matter: the same however often it is tried. */
export function revisionCommandId(revision: string, matterId: MatterId): string {
  return `${revision}:${matterId}`;
}

/** A revision that has not ended; null when it has, or when there is none. */
export async function openRevision(db: Db, id: string): Promise<RevisionOrder | null> {
  const [row] = await db.sql<RevisionOrder[]>`
    select id, cause, subject, actor, at, reason from revisions where id = ${id} and finished_at is null`;
  return row ?? null;
}

/** The next matters whose new terms are not noted yet. */
export async function unnoted(db: Db, id: string, limit: number): Promise<ToRevise[]> {
  return db.sql<ToRevise[]>`
    select m.id as "matterId", m.kind, m.state -> 'terms' as terms from ${standings(db.sql, id)} s join matters m on m.id = s.matter_id
    where s.command is null order by m.id limit ${limit}`;
}

/** The matters that have not answered, in order of id. */
export async function unanswered(db: Db, id: string): Promise<MatterId[]> {
  const rows = await db.sql<{ id: MatterId }[]>`
    select matter_id as id from ${standings(db.sql, id)} s where outcome = 'waiting' order by matter_id`;
  return rows.map((row) => row.id);
}

/** Records what became of each matter; the revision ends when all have answered. */
export async function settleRevision(db: Db, id: string): Promise<void> {
  await db.sql`
    with settled as (
      update revision_matters r set outcome = s.outcome, code = s.code from ${standings(db.sql, id)} s
      where r.revision = ${id} and r.matter_id = s.matter_id and r.outcome = 'waiting' and s.outcome <> 'waiting')
    update revisions set finished_at = now() where id = ${id} and finished_at is null
      and not exists (select 1 from ${standings(db.sql, id)} s where s.outcome = 'waiting')`;
}

/** How a revision stands, told from the commands themselves; null when there is none. */
export async function revisionStanding(db: Db, id: string): Promise<RevisionStanding | null> {
  const { sql } = db;
  const [row] = await sql<RevisionStanding[]>`
    select r.id, r.cause, r.subject, r.reason, r.at, r.actor ->> 'person' as by, r.finished_at as "finishedAt", c.*,
      (select coalesce(jsonb_agg(jsonb_build_object('matterId', matter_id, 'number', number, 'code', code) order by number), '[]')
        from (select s.matter_id, m.number, s.code from ${standings(sql, id)} s join matters m on m.id = s.matter_id
          where s.outcome = 'refused' order by m.number limit ${REFUSALS_MAX}) f) as refusals
    from revisions r, (select count(*) as total, count(*) filter (where outcome = 'done') as done,
      count(*) filter (where outcome = 'refused') as refused, count(*) filter (where outcome = 'waiting') as waiting
      from ${standings(sql, id)} s) c
    where r.id = ${id}`;
  return row ?? null;
}

/** The revisions by a calendar or policy of this register id, or by any, the newest first. */
export async function revisionsBy(db: Db, subject: string | null, limit: number): Promise<readonly RevisionStanding[]> {
  const rows = await db.sql<{ id: string }[]>`
    select id from revisions where ${subject}::text is null or subject = ${subject} order by at desc, id limit ${limit}`;
  const standings = await Promise.all(rows.map(({ id }) => revisionStanding(db, id)));
  return standings.filter((standing) => standing !== null);
}

/** Whether a revision is of these matters, and of no other. */
export async function isRevisionOf({ sql }: Db, id: string, matters: readonly string[]): Promise<boolean> {
  const rows = await sql<{ id: string }[]>`select matter_id as id from revision_matters where revision = ${id}`;
  return rows.length === matters.length && rows.every((row) => matters.includes(row.id));
}

/** Each matter of a revision as its command stands: a sweeper may have brought the answer. */
function standings(sql: Queryable, id: string) {
  return sql`(select r.matter_id, c.command_id as command,
      case when r.outcome = 'waiting' then coalesce(c.outcome, 'waiting') else r.outcome end as outcome,
      coalesce(r.code, c.refusal ->> 'code') as code
    from revision_matters r left join commands c on c.command_id = r.revision || ':' || r.matter_id
    where r.revision = ${id})`;
}
