import type { PendingQuery, Row } from 'postgres';
import type { ProposalView } from '../../workflows/kernel/face.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { PostId, UnitId } from '../../workflows/kernel/terms.ts';
import { KINDS } from '../../workflows/kinds.ts';
import type { Db, Sql } from '../client.ts';
import { holderJoins, rowColumns, rowOf, type MatterRow, type Stored } from './row.ts';
import { inScope, isOutside, OUTSIDE_LEVEL_MAX, type Scope } from './scope.ts';

/** So many matters stand in each part of a desk. */
export const DESK_MAX = 200;
/** The one kind that climbs a ladder of supervision. */
const LADDERED = 'hazard';

/** An act of supervision that waits for a post's decision, with its matter. */
export interface WaitingProposal extends Omit<ProposalView, 'confirmer' | 'firedAt'> {
  readonly matter: MatterRow;
}

interface Held {
  readonly items: readonly MatterRow[];
  readonly total: number;
}

/** The open matters that a post holds, by what is due next, and how many there are in all. */
export async function heldBy(db: Db, post: PostId, scope: Scope): Promise<Held> {
  return await openAmong(db, db.sql`m.holder_post = ${post}`, scope);
}

/** The same of the other posts of its unit. */
export async function heldBeside(db: Db, seat: { post: PostId; unit: UnitId }, scope: Scope): Promise<Held> {
  return await openAmong(db, db.sql`m.holder_unit = ${seat.unit} and m.holder_post <> ${seat.post}`, scope);
}

async function openAmong({ sql }: Db, which: PendingQuery<Row[]>, scope: Scope): Promise<Held> {
  const open = sql`from matters m where m.open and ${which} and ${inScope(sql, scope)}`;
  const [items, [counted]] = await Promise.all([
    dueFirst(sql, sql`select * ${open}`),
    sql<{ total: number }[]>`select count(*) as total ${open}`,
  ]);
  return { items: items.map(shown), total: counted?.total ?? 0 };
}

/** The first of these matters by what is due next: who holds them is looked up for those alone. */
async function dueFirst(sql: Sql, found: PendingQuery<Row[]>): Promise<Stored[]> {
  const order = sql`order by next_due(m.deadlines), m.id`;
  return await sql<Stored[]>`
    select ${rowColumns(sql)} from (${found} ${order} limit ${DESK_MAX}) m ${holderJoins(sql)} ${order}`;
}

/** What waits for a post's decision, the longest-waiting first; nothing for readers outside, who do not see proposals. */
export async function proposalsTo({ sql }: Db, post: PostId, scope: Scope): Promise<readonly WaitingProposal[]> {
  if (isOutside(scope)) return [];
  const rows = await dueFirst(
    sql,
    sql`select * from matters m where m.kind = ${LADDERED} and m.open and m.proposals <> '[]'
      and texts_at(m.proposals, '$[*].confirmer') @> ${[post]}::text[] and ${inScope(sql, scope)}`,
  );
  const waiting = rows.flatMap((row) => {
    const matter = shown(row);
    return row.proposals
      .filter(({ confirmer }) => confirmer === post)
      .map(({ rung, clock, dueAt, until }) => ({ matter, rung, clock, dueAt, until }));
  });
  return waiting.sort((a, b) => (a.until < b.until ? -1 : Number(a.until > b.until)));
}

/**
 * The open matters that went above a post's head: it held them when a rung of the ladder fired, or silence passed the
 * same step on from it, and it does not hold them now. Of hazards: no other kind keeps who held it when.
 */
export async function sentUpFrom({ sql }: Db, post: PostId, scope: Scope): Promise<readonly MatterRow[]> {
  // In order before their states are looked into, which ends once so many are found.
  const rows = await dueFirst(
    sql,
    sql`select * from (select * from (
      select * from matters m where m.kind = ${LADDERED} and m.open and m.holder_post is distinct from ${post}
        and texts_at(m.state, '$.steps[*].holders[*].post') @> ${[post]}::text[] and ${inScope(sql, scope)}
      order by next_due(m.deadlines), m.id offset 0) m
      where exists (
        select 1 from (
          select h ->> 'post' as post, h ->> 'since' as since,
            coalesce(lead(h ->> 'since') over next, s ->> 'endedAt') as until,
            lead(step) over next > step and lead(s ->> 'name') over next = s ->> 'name'
              and lead(h ->> 'since') over next >= s ->> 'due' as passed
          from jsonb_array_elements(m.state -> 'steps') with ordinality as steps(s, step),
            jsonb_array_elements(s -> 'holders') with ordinality as holders(h, nth)
          window next as (order by step, nth)
        ) held
        where held.post = ${post} and (held.passed or exists (
          select 1 from jsonb_array_elements(coalesce(m.state -> 'fired', '[]')) f
          where f ->> 'withdrawnAt' is null and f ->> 'rung' = any(${rungsSeen(scope)})
            and f ->> 'firedAt' >= held.since and (held.until is null or f ->> 'firedAt' <= held.until))))
      limit ${DESK_MAX}) m`,
  );
  return rows.map(shown);
}

/** Those of these matters that are in scope, by their ids. */
export async function rowsAmong(
  { sql }: Db,
  ids: readonly string[],
  scope: Scope,
): Promise<ReadonlyMap<string, MatterRow>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<Stored[]>`
    select ${rowColumns(sql)} from matters m ${holderJoins(sql)}
    where m.id = any(${[...new Set(ids)]}) and ${inScope(sql, scope)}`;
  return new Map(rows.map((row) => [row.id, shown(row)]));
}

/** The rungs that the reader may know to have fired. */
function rungsSeen(scope: Scope): string[] {
  return KINDS.flatMap(({ face }) => Object.entries(face.rungs))
    .filter(([, { level }]) => !isOutside(scope) || level <= OUTSIDE_LEVEL_MAX)
    .map(([rung]) => rung);
}

function shown(row: Stored): MatterRow {
  return rowOf(row, instantOf(Date.now()));
}
