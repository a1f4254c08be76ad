import { instantOf } from '../../workflows/kernel/instant.ts';
import type { Db, Queryable } from '../client.ts';
import { appendTrail } from '../trail.ts';
import { standingAfter, type Standing } from './standing.ts';
import { keepVersions, type Version } from './versions.ts';

/**
 * Takes the registers down as they stand, once in the life of a database: what no change that the trail tells of speaks
 * for, such as what is older than the trail, is kept as a change by `system`. From then on a row without one was entered
 * past us. Called while migrating, when the trail has begun.
 */
export async function takeRegisters(db: Db): Promise<void> {
  await db.sql.begin(async (sql) => {
    const [taken] = await sql`select 1 from trail where type = 'RegistersTaken' limit 1`;
    if (taken !== undefined) return;
    const at = instantOf(Date.now());
    const hand = { at, by: 'system' };
    const versions = (await standingAfter(sql, await olderThanTrail(sql))).flatMap((entry) => untold(entry, hand));
    await keepVersions(sql, versions);
    const data = { entries: versions.length };
    await appendTrail({ sql }, { at, type: 'RegistersTaken', actor: { process: 'migrate' }, subject: null, data });
  });
}

/** The place of the last change of a register that is older than the trail, for which it does not vouch; 0 without a trail. */
export async function olderThanTrail(sql: Queryable): Promise<number> {
  const [begun] = await sql<{ ord: number | null }[]>`
    select (data ->> 'registerVersions')::float8 as ord from trail where seq = 1 and type = 'TrailBegun'`;
  return begun?.ord ?? 0;
}

/** What is told already stays as it is told: where the row says otherwise, that is for an audit to find. */
function untold({ register, id, row, told }: Standing, hand: Pick<Version, 'at' | 'by'>): Version[] {
  if (row === null || (told !== null && Object.keys(row).every((column) => column in told))) return [];
  return [{ register, id, ...hand, before: told, after: { ...row, ...told } }];
}
