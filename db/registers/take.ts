import { instantOf } from '../../workflows/kernel/instant.ts';
import type { Db, Queryable } from '../client.ts';
import { appendTrail } from '../trail.ts';
import { REGISTER_NAMES, type RegisterName } from './read.ts';
import { standingAfter, type Standing } from './standing.ts';
import { keepVersions, type Version } from './versions.ts';

/** The registers that there were when they were first taken down, by an entry that does not name them. */
const FIRST: readonly RegisterName[] = [
  'units',
  'posts',
  'people',
  'tenures',
  'leaves',
  'enterprises',
  'clauses',
  'calendars',
  'special-periods',
  'policies',
];

/**
 * Takes each register down as it stands, once in the life of a database: what no change that the trail tells of speaks
 * for, such as what is older than the trail or came by a migration, is kept as a change by `system`. From then on a row
 * without one was entered past us. Called while migrating, when the trail has begun.
 */
export async function takeRegisters(db: Db): Promise<void> {
  await db.sql.begin(async (sql) => {
    const taken = await takenBefore(sql);
    const registers = REGISTER_NAMES.filter((name) => !taken.has(name));
    if (registers.length === 0) return;
    const at = instantOf(Date.now());
    const hand = { at, by: 'system' };
    const standing = await standingAfter(sql, await olderThanTrail(sql), registers);
    const versions = standing.flatMap((entry) => untold(entry, hand));
    await keepVersions(sql, versions);
    const data = { entries: versions.length, registers };
    await appendTrail({ sql }, { at, type: 'RegistersTaken', actor: { process: 'migrate' }, subject: null, data });
  });
}

async function takenBefore(sql: Queryable): Promise<ReadonlySet<string>> {
  const rows = await sql<{ registers: readonly string[] | null }[]>`
    select data -> 'registers' as registers from trail where type = 'RegistersTaken'`;
  return new Set(rows.flatMap(({ registers }) => registers ?? FIRST));
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
