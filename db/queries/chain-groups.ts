import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Db, Sql } from '../client.ts';
import { today } from '../today.ts';
import { NO_DUE } from './list-page.ts';
import { inScope, levelIn, type Scope } from './scope.ts';
import { validOn } from '../valid-on.ts';

/** What open matters are counted by. */
export const CHAIN_BY = ['holder', 'unit', 'region', 'level'] as const;
/** One of these. */
export type ChainBy = (typeof CHAIN_BY)[number];

/** The open matters of one group; its key and name are null for those that have none. */
export interface ChainGroup {
  readonly key: string | null;
  /** Of a holder the post; `person` is who is in it today. */
  readonly name: string | null;
  readonly person?: string | null;
  readonly open: number;
  readonly overdue: number;
  readonly atLevel: Readonly<Record<string, number>>;
  /** The deadline that ends first; null where none runs. */
  readonly nextDue: Instant | null;
  /** Of the last acts of a person in each of them the oldest; where no person has acted, since it was opened. */
  readonly silentSince: Instant;
}

/** Levels of supervision, from none to 问责移送. */
const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7];

/** The open matters in scope by who holds them, whose unit it is, where they lie, or their level: most overdue first. */
export async function chainGroups(
  { sql }: Db,
  { by, kind }: { readonly by: ChainBy; readonly kind: string | null },
  scope: Scope,
): Promise<readonly ChainGroup[]> {
  const rows = await sql<(Omit<ChainGroup, 'atLevel'> & { levels: number[] })[]>`
    with live as (
      select ${keyOf(sql, by, scope)} as key, ${levelIn(sql, scope)} as level, m.overdue_since, next_due(m.deadlines) as due,
        coalesce(
          (select l.at from ledger l where l.matter_id = m.id and l.actor ->> 'role' <> 'system' order by l.seq desc limit 1),
          m.opened_at) as acted
      from matters m where m.open and ${inScope(sql, scope)} ${kind === null ? sql`` : sql`and m.kind = ${kind}`}
    ), counted as (
      select key, count(*) as open, count(overdue_since) as overdue, nullif(min(due), ${NO_DUE})::timestamptz as "nextDue",
        min(acted) as "silentSince", array[${atLevels(sql)}]::integer[] as levels
      from live group by key
    )
    select c.*, ${named(sql, by)} from counted c order by c.overdue desc, c.open desc, c.key`;
  return rows.map(({ levels, ...row }) => ({
    ...row,
    atLevel: Object.fromEntries(LEVELS.map((level, i) => [level.toString(), levels[i] ?? 0])),
  }));
}

function keyOf(sql: Sql, by: ChainBy, scope: Scope) {
  switch (by) {
    case 'holder':
      return sql`m.holder_post`;
    case 'unit':
      return sql`m.holder_unit`;
    case 'region':
      return sql`m.region`;
    case 'level':
      return sql`(${levelIn(sql, scope)})::text`;
  }
}

function atLevels(sql: Sql) {
  return LEVELS.map((level) => sql`count(*) filter (where level = ${level})`).reduce((all, one) => sql`${all}, ${one}`);
}

function named(sql: Sql, by: ChainBy) {
  if (by === 'level') return sql`c.key as name`;
  if (by !== 'holder') return sql`(select name from units where id = c.key) as name`;
  return sql`(select title from posts where id = c.key) as name, (
    select p.name from tenures t join people p on p.id = t.person
    where t.post = c.key and ${validOn(sql, today(sql), 't')}
    order by t.valid_from desc limit 1) as person`;
}
