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

/** Several changes that stand or fall together, and what is told of them. */
export interface Written<Result> {
  readonly changes: readonly (Changed & { readonly register: string })[];
  readonly result: Result;
}

/** Changes an entry and keeps the change, in one transaction; `change` answers null where nothing is to be done. */
export async function writeRegister<Result extends Changed | null>(
  db: Db,
  register: string,
  hand: Hand,
  change: (sql: Transaction) => Promise<Result>,
): Promise<Result> {
  return await writeEntries(db, hand, async (sql) => {
    const result = await change(sql);
    return { changes: result === null ? [] : [{ register, ...result }], result };
  });
}

/** Changes entries, of several registers if need be, and keeps all changes in one transaction. */
export async function writeEntries<Result>(
  db: Db,
  { at, by }: Hand,
  change: (sql: Transaction) => Promise<Written<Result>>,
): Promise<Result> {
  const done = await db.sql.begin(async (sql): Promise<{ readonly result: Result }> => {
    const { changes, result } = await change(sql);
    await keepVersions(
      sql,
      changes.map(({ register, id, before, after }) => ({ register, id, at, by, before, after })),
    );
    return { result };
  });
  return done.result;
}

/** Makes those who change the same entry wait for each other, until the transaction ends. */
export async function oneAtATime(sql: Transaction, register: string, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${register}/${id}`}, 0))`;
}
