import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Db, Transaction } from '../client.ts';
import { keepVersions } from './versions.ts';

/** Whose change of a register it is, and when. */
export interface Hand {
  readonly by: string;
  readonly at: Instant;
}

/** What became of an entry: as it stood, and as it stands. `null` where there was or is none. */
export interface Changed {
  readonly id: string;
  readonly before: object | null;
  readonly after: object | null;
}

/** Changes an entry and keeps the change, in one transaction; `change` answers null where nothing is to be done. */
export async function writeRegister<Result extends Changed | null>(
  db: Db,
  register: string,
  hand: Hand,
  change: (sql: Transaction) => Promise<Result>,
): Promise<Result> {
  const done = await db.sql.begin(async (sql): Promise<{ readonly result: Result }> => {
    const result = await change(sql);
    if (result !== null) {
      const { id, before, after } = result;
      await keepVersions(sql, [{ register, id, at: hand.at, by: hand.by, before, after }]);
    }
    return { result };
  });
  return done.result;
}

/** Makes those who change the same entry wait for each other, until the transaction ends. */
export async function oneAtATime(sql: Transaction, register: string, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${register}/${id}`}, 0))`;
}
