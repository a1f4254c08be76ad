import { dayOf, instantOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { asJson, type Db, type Queryable } from '../client.ts';
import { presentPosts } from '../registers/presence.ts';
import { hiddenAmong } from './hidden.ts';
import { inScope, seesAll, visibleAmong, type Scope } from './scope.ts';

/** Where the chain of responsibility is broken, and why. */
export interface ChainBreak {
  readonly id: MatterId;
  readonly why: 'noHolder' | 'holderVacant' | 'noDeadline' | 'runMissing' | 'wakeMissed';
}

/** What the auditor of the chain found at its last run. */
export interface ChainCheck {
  readonly checkedAt: Instant;
  readonly open: number;
  readonly held: number;
  /** Open matters whose run stands in Temporal and whose next wake is not more than 30 s past. */
  readonly awake: number;
  readonly breaks: readonly ChainBreak[];
}

/** What the auditor compares with Temporal: an open or watched matter and the wake that it waits for. */
export interface Link {
  readonly id: MatterId;
  readonly kind: string;
  readonly open: boolean;
  readonly nextWake: Instant | null;
}

/**
 * The chain of the matters in scope as the projection has it now (`open`; `held`: someone is in the holder's post today; breaks of holders and
 * deadlines) and the last check's rest. The check counts as awake what the whole county has; for a narrower scope it is
 * what the check did not find broken.
 */
export async function chain(
  db: Db,
  scope: Scope,
): Promise<Omit<ChainCheck, 'checkedAt'> & { readonly checkedAt: Instant | null }> {
  const today = dayOf(instantOf(Date.now()));
  const [now, [last]] = await Promise.all([
    db.sql<{ id: MatterId | null; named: boolean; held: boolean; due: boolean; n: number }[]>`
      with present as materialized (${presentPosts(db.sql, today)})
      select case when held and due then null else id end as id, named, held, due, count(*) as n
      from (select m.id, m.holder_post is not null as named, p.id is not null as held,
          jsonb_array_length(m.deadlines) > 0 as due
        from matters m left join present p on p.id = m.holder_post
        where m.open and ${inScope(db.sql, scope)}) m
      group by 1, 2, 3, 4`,
    db.sql<ChainCheck[]>`
      select checked_at as "checkedAt", open, held, awake, breaks from chain_checks order by id desc limit 1`,
  ]);
  const own = now.flatMap(({ id, named, held, due }): ChainBreak[] =>
    id === null
      ? []
      : [
          ...(held ? [] : [{ id, why: named ? ('holderVacant' as const) : ('noHolder' as const) }]),
          ...(due ? [] : [{ id, why: 'noDeadline' as const }]),
        ],
  );
  const found = (last?.breaks ?? []).filter(({ why }) => why === 'runMissing' || why === 'wakeMissed');
  const runs = await breaksIn(db, found, scope);
  const open = now.reduce((sum, row) => sum + row.n, 0);
  const asleep = new Set(runs.map(({ id }) => id)).size;
  const awake = seesAll(scope) || last === undefined ? (last?.awake ?? 0) : Math.max(0, open - asleep);
  return {
    open,
    held: now.reduce((sum, row) => (row.held ? sum + row.n : sum), 0),
    awake,
    breaks: [...own, ...runs],
    checkedAt: last?.checkedAt ?? null,
  };
}

/** Of what was found broken, what the scope shows; a matter that the projection lost is shown to whoever sees all. */
export async function breaksIn<Break extends { readonly id: MatterId }>(
  db: Db,
  breaks: readonly Break[],
  scope: Scope,
): Promise<readonly Break[]> {
  const ids = breaks.map(({ id }) => id);
  if (seesAll(scope)) {
    const hidden = await hiddenAmong(db, ids, scope);
    return breaks.filter(({ id }) => !hidden.has(id));
  }
  const seen = await visibleAmong(db, ids, scope);
  return breaks.filter(({ id }) => seen.has(id));
}

/** A wake that is later than this did not happen; until then it is on its way. */
export const LATE_MS = 30_000;

/** The condition on `matters` under which a run must stand in Temporal: open, or still waiting for a wake. */
export function living(sql: Queryable) {
  return sql`(open or next_wake is not null)`;
}

/** Matters whose run must stand in Temporal, by id, a page at a time. */
export async function links(db: Db, after: string, limit: number): Promise<Link[]> {
  const rows = await db.sql<Link[]>`
    select id, kind, open, next_wake as "nextWake" from matters
    where ${living(db.sql)} and id > ${after} order by id limit ${limit}`;
  return [...rows];
}

/** Writes what a run of the auditor found and forgets runs older than a week. */
export async function writeChainCheck(db: Db, check: ChainCheck): Promise<void> {
  await db.sql`
    with old as (delete from chain_checks where checked_at < ${check.checkedAt}::timestamptz - interval '7 days')
    insert into chain_checks (checked_at, open, held, awake, breaks)
    values (${check.checkedAt}, ${check.open}, ${check.held}, ${check.awake}, ${asJson(db.sql, check.breaks)})`;
}
