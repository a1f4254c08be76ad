import { instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Db } from '../client.ts';
import { holderJoins, rowColumns, rowOf, type MatterRow, type Stored } from './row.ts';
import { inScope, type Scope } from './scope.ts';

/** A matter with its state, for the kind's `view` and `relations`. */
export interface MatterDetail extends MatterRow {
  readonly state: unknown;
  readonly units: readonly string[];
}

/** The matter, or null when there is none in scope. */
export async function matter(db: Db, id: MatterId, scope: Scope): Promise<MatterDetail | null> {
  const { sql } = db;
  const [row] = await sql<(Stored & Pick<MatterDetail, 'state' | 'units'>)[]>`
    select ${rowColumns(sql)}, m.state, m.units from matters m ${holderJoins(sql)}
    where m.id = ${id} and ${inScope(sql, scope)}`;
  if (row === undefined) return null;
  const { state, units, ...stored } = row;
  return { ...rowOf(stored, instantOf(Date.now())), state, units };
}

/** The id that a number people cite stands for; null when there is none. */
export async function matterByNumber(db: Db, number: string): Promise<MatterId | null> {
  const [row] = await db.sql<{ id: MatterId }[]>`select id from matters where number = ${number}`;
  return row?.id ?? null;
}
