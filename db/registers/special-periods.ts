import { randomUUID } from 'node:crypto';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Db, Queryable } from '../client.ts';
import { oneAtATime, writeRegister, type Hand } from './write.ts';

/** A special period (特殊时段) as it is decided: days inclusive, with the paper that decided it. */
export interface SpecialPeriodParts {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly basis: string;
}

export interface SpecialPeriodRow extends SpecialPeriodParts {
  readonly id: string;
  readonly decidedBy: string | null;
  readonly revokedAt: Instant | null;
}

/**
 * Enters a special period; the same name and days again are the same period, unless that was revoked. One that has a day
 * in common with another that stands is not entered: that one is answered.
 */
export async function addSpecialPeriod(
  db: Db,
  parts: SpecialPeriodParts,
  hand: Hand,
): Promise<SpecialPeriodRow | { readonly overlaps: SpecialPeriodRow }> {
  const { name, from, to, basis } = parts;
  const standing: SpecialPeriodRow[] = [];
  const done = await writeRegister(db, 'special-periods', hand, async (sql) => {
    await oneAtATime(sql, 'special-periods', 'all');
    standing.push(
      ...(await sql<SpecialPeriodRow[]>`
        select ${columns(sql)} from special_periods
        where from_day <= ${to} and to_day >= ${from} and revoked_at is null order by from_day limit 1`),
    );
    if (standing.length > 0) return null;
    const [row] = await sql<SpecialPeriodRow[]>`
      insert into special_periods (id, name, from_day, to_day, basis, decided_by)
      values (${`sp-${randomUUID().slice(0, 8)}`}, ${name}, ${from}, ${to}, ${basis}, ${hand.by}) returning ${columns(sql)}`;
    if (row === undefined) throw new Error(`special period ${name} was not written`);
    return { id: row.id, before: null, after: row };
  });
  const [row = done?.after] = standing;
  if (row === undefined) throw new Error(`special period ${name} was neither there nor written`);
  const isSame = row.name === name && row.from === from && row.to === to;
  return done === null && !isSame ? { overlaps: row } : row;
}

/** Revokes a special period: it no longer counts for new terms. Null when none of this id stands. */
export async function revokeSpecialPeriod(
  db: Db,
  id: string,
  { by, at, reason }: Hand & { readonly reason: string },
): Promise<SpecialPeriodRow | null> {
  const done = await writeRegister(db, 'special-periods', { by, at }, async (sql) => {
    const [before] = await sql<SpecialPeriodRow[]>`
      select ${columns(sql)} from special_periods where id = ${id} and revoked_at is null for update`;
    if (before === undefined) return null;
    await sql`update special_periods set revoked_at = ${at} where id = ${id}`;
    const row: SpecialPeriodRow = { ...before, revokedAt: at };
    return { id, before, after: { ...row, reason }, row };
  });
  return done?.row ?? null;
}

function columns(sql: Queryable) {
  return sql`id, name, from_day as from, to_day as to, basis, decided_by as "decidedBy", revoked_at as "revokedAt"`;
}
