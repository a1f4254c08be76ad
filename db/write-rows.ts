import { asJson, type Transaction } from './client.ts';
import { BORN, BY_HAND, DRAFTS, type Lapsed } from './documents/lapse.ts';
import type { RefusedCommand } from './refused-commands.ts';

/** Rows by the names of their columns; any list may be empty. */
export interface Rows {
  readonly ledger: readonly object[];
  readonly matters: readonly object[];
  readonly commands: readonly object[];
  readonly jobs: readonly object[];
}

/**
 * Writes what an append has to say, whatever it is, in one statement and one round trip. A ledger row that is there
 * already is an error (23505); a projection only moves forward; a command's *done* stands against any refusal; documents
 * that the events have overtaken lapse. Answers the commands that stand as refused only since now.
 */
export async function writeRows(
  sql: Transaction,
  rows: Rows,
  lapsed: Lapsed | null = null,
): Promise<readonly RefusedCommand[]> {
  return await sql<RefusedCommand[]>`
    with new_ledger as (
      insert into ledger (matter_id, seq, kind, type, event_version, at, heard_at, command_id, actor, data, prev_hash, hash,
        found_on, region, sector, parent)
      select matter_id, seq, kind, type, event_version, at, heard_at, command_id, actor, data, prev_hash, hash,
        found_on, region, sector, parent
      from jsonb_populate_recordset(null::ledger, ${asJson(sql, rows.ledger)})
    ), new_matters as (
      insert into matters
      select * from jsonb_populate_recordset(null::matters, ${asJson(sql, rows.matters)})
      on conflict (id) do update set
        title = excluded.title, status = excluded.status, open = excluded.open, severity = excluded.severity,
        holder_post = excluded.holder_post, holder_unit = excluded.holder_unit, holder_person = excluded.holder_person,
        level = excluded.level, rung = excluded.rung, round = excluded.round, deadlines = excluded.deadlines,
        proposals = excluded.proposals, overdue_since = excluded.overdue_since, region = excluded.region,
        sector = excluded.sector, subject = excluded.subject, lead = excluded.lead, units = excluded.units,
        found_on = excluded.found_on, closed_at = excluded.closed_at, imported = excluded.imported,
        parent = excluded.parent, heard_at = excluded.heard_at, next_wake = excluded.next_wake,
        version = excluded.version, last_hash = excluded.last_hash, state = excluded.state, summary = excluded.summary,
        late = excluded.late, first_pass = excluded.first_pass, listed = excluded.listed
      where matters.version < excluded.version
    ), new_jobs as (
      insert into jobs (matter_id, kind, key, type, payload)
      select matter_id, kind, key, type, payload from jsonb_populate_recordset(null::jobs, ${asJson(sql, rows.jobs)})
      on conflict (matter_id, key) do nothing
    )${lapsing(sql, lapsed)}, new_commands as (
      insert into commands (command_id, kind, matter_id, type, command, opens, via, outcome, version, refusal, noted_at, decided_at)
      select command_id, kind, matter_id, type, command, opens, via, outcome, version, refusal, noted_at, now()
      from jsonb_populate_recordset(null::commands, ${asJson(sql, rows.commands)})
      on conflict (command_id) do update set
        outcome = excluded.outcome, version = excluded.version, refusal = excluded.refusal, decided_at = excluded.decided_at
      where commands.outcome = 'waiting' or (commands.outcome = 'refused' and excluded.outcome = 'done')
      returning command_id, kind, matter_id, command, via, outcome, refusal
    )
    select command_id as "commandId", kind, matter_id as "matterId", command, via, refusal
    from new_commands where outcome = 'refused'`;
}

/**
 * What was born with its act is never overtaken, only made by hand instead. Of a draft the event that proposed it says which proposal it is of. What somebody issued stands, even where the loop has
 * not heard of it yet.
 */
function lapsing(sql: Transaction, lapsed: Lapsed | null) {
  if (lapsed === null) return sql``;
  const { matterId, papers, replaced, proposals } = lapsed;
  return sql`, new_lapsed as (
      update documents d set state = 'lapsed',
        failure = case when d.key = any(${[...replaced]}) then ${BY_HAND} else d.failure end
      where d.matter_id = ${matterId} and d.id is not null and d.state <> 'lapsed' and d.issued_at is null
        and (d.document <> all(${[...BORN]}) or d.key = any(${[...replaced]})) and (d.key = any(${[...papers]}) or d.document = any(${[...DRAFTS]}) and exists (
          select 1 from ledger l where l.matter_id = d.matter_id and l.seq = d.seq
            and l.data ->> 'key' = any(${[...proposals]})))
    )`;
}
