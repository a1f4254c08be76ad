import type { Day } from '../../workflows/kernel/instant.ts';
import type { UnitKind } from '../../workflows/kernel/terms.ts';
import type { Queryable, Transaction } from '../client.ts';
import { oneAtATime } from './write.ts';

/** A body of the county or an enterprise, as its row stands; days are inclusive. */
export interface Unit {
  readonly id: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly shortName: string;
  /** 机关代字, which its document numbers begin with; without one its short name. */
  readonly sign: string | null;
  readonly region: string | null;
  readonly parent: string | null;
  readonly sectors: readonly string[];
  readonly verified: boolean;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** Units and posts change one at a time: a post is never entered into a unit that is ending, nor two units into a circle. */
export async function lockUnits(sql: Transaction): Promise<void> {
  await oneAtATime(sql, 'units', 'all');
}

/** A unit by its id; null when there is none. */
export async function unitOf(sql: Queryable, id: string): Promise<Unit | null> {
  const [unit] = await sql<Unit[]>`
    select id, kind, name, short_name as "shortName", sign, region, parent, sectors, verified, valid_from as "validFrom",
      valid_to as "validTo"
    from units where id = ${id}`;
  return unit ?? null;
}
