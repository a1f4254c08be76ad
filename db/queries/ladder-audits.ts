import type { Recorded } from '../../workflows/kernel/event.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { asJson, type Db } from '../client.ts';
import { living } from './chain.ts';
import { inScope, type Scope } from './scope.ts';

/** Lightly: by the projection and Temporal's runs. In full: by every ledger. */
export type AuditScope = 'light' | 'full';

/** What the auditor of the ladder found of one matter. */
export interface AuditFinding {
  readonly matterId: MatterId;
  readonly number: string;
  readonly why: string;
  /** The ladder's row, and when it was due; where that is what is wrong. */
  readonly rowId?: string | null;
  readonly dueAt?: Instant | null;
}

/** One run of the auditor: `findings` are what it could not heal, `healed` what it did. */
export interface LadderAudit {
  readonly scope: AuditScope;
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  readonly matters: number;
  readonly findings: readonly AuditFinding[];
  readonly healed: readonly AuditFinding[];
}

/** A matter that lives, with its whole ledger. */
export interface LivingLedger {
  readonly id: MatterId;
  readonly number: string;
  readonly kind: string;
  readonly events: readonly Recorded[];
}

/** A matter whose row says that something is broken. */
export interface BrokenLink {
  readonly id: MatterId;
  readonly number: string;
  readonly kind: string;
  readonly why: 'noHolder' | 'noDeadline' | 'wakeMissed' | 'runMissing';
  readonly nextWake: Instant | null;
}

/** Ledgers of matters that are open or still wait for a wake, by id, a page at a time. */
export async function livingLedgers({ sql }: Db, after: string, limit: number): Promise<LivingLedger[]> {
  const matters = await sql<Omit<LivingLedger, 'events'>[]>`
    select id, number, kind from matters
    where ${living(sql)} and id > ${after} order by id limit ${limit}`;
  const events = await sql<(Recorded & { readonly matterId: MatterId })[]>`
    select matter_id as "matterId", seq, type, event_version as "eventVersion", at, heard_at as "heardAt",
      command_id as "commandId", actor, data
    from ledger where matter_id = any(${matters.map(({ id }) => id)}) order by matter_id, seq`;
  const ledgers = new Map(matters.map(({ id }) => [id, [] as Recorded[]]));
  for (const { matterId, ...event } of events) ledgers.get(matterId)?.push(event);
  return matters.map((matter) => ({ ...matter, events: ledgers.get(matter.id) ?? [] }));
}

/** How many matters in scope are open or still wait for a wake. */
export async function countLiving({ sql }: Db, scope: Scope): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select count(*) as n from matters m where ${living(sql)} and ${inScope(sql, scope)}`;
  return row?.n ?? 0;
}

/** How many matters must live, and which of them are broken by their row, or had no run when runs were last listed. */
export async function brokenLinks(
  db: Db,
  late: Instant,
  limit: number,
): Promise<{ readonly matters: number; readonly broken: BrokenLink[] }> {
  const { sql } = db;
  const [matters, broken] = await Promise.all([
    countLiving(db, 'all'),
    sql<BrokenLink[]>`
      with missing as (
        select b ->> 'id' as id from jsonb_array_elements(
          (select breaks from chain_checks order by id desc limit 1)) b where b ->> 'why' = 'runMissing')
      select id, number, kind, why, next_wake as "nextWake" from matters m cross join lateral (values
          ('noHolder', open and holder_post is null),
          ('noDeadline', open and jsonb_array_length(deadlines) = 0),
          ('wakeMissed', next_wake < ${late}),
          ('runMissing', exists (select from missing where missing.id = m.id))) as found (why, so)
      where so and ${living(sql)} order by id, why limit ${limit}`,
  ]);
  return { matters, broken: [...broken] };
}

/** Writes what a run found; a light run is kept for a week, a full one for a month. */
export async function writeLadderAudit({ sql }: Db, audit: LadderAudit): Promise<void> {
  await sql`
    with old as (delete from ladder_audits
      where started_at < ${audit.startedAt}::timestamptz - case scope when 'light' then interval '7 days' else interval '30 days' end)
    insert into ladder_audits (scope, started_at, finished_at, matters, findings, healed)
    values (${audit.scope}, ${audit.startedAt}, ${audit.finishedAt}, ${audit.matters},
      ${asJson(sql, audit.findings)}, ${asJson(sql, audit.healed)})`;
}

/** The last run of each scope; null where there was none yet. */
export async function lastLadderAudits({ sql }: Db): Promise<Record<AuditScope, LadderAudit | null>> {
  const rows = await sql<LadderAudit[]>`
    select distinct on (scope) scope, started_at as "startedAt", finished_at as "finishedAt", matters, findings, healed
    from ladder_audits order by scope, id desc`;
  const last = (scope: AuditScope): LadderAudit | null => rows.find((row) => row.scope === scope) ?? null;
  return { light: last('light'), full: last('full') };
}
