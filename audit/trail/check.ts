import type { Queryable } from '../../db/client.ts';
import { toldCommands, toldVersions, type Told } from '../../db/queries/told.ts';
import { trailAfter } from '../../db/queries/trail.ts';
import { trailHash, TRAIL_GENESIS, type TrailRow } from '../../db/trail.ts';
import type { Difference } from '../verdict.ts';
import { bornOut } from './borne-out.ts';

/** Entries that one page holds; a million need some hundred MB otherwise. */
const PAGE = 2_000;
/** Whoever altered so much is known by then. */
const DIFFERENCES_MAX = 100;

/**
 * Whether the trail is one gapless chain in which each hash is that of its content and of the entry before, whether the
 * registers' versions and the refused commands are what it says of them, and whether each of those younger than the trail
 * stands in it once. Reads in pages; `step` hears how many entries were read. Answers the first hundred differences.
 */
export async function checkTrail(
  { sql }: { readonly sql: Queryable },
  step: (entries: number) => void = () => undefined,
  page: number = PAGE,
): Promise<Difference[]> {
  const found: Difference[] = [];
  const begun = await checkEntries(sql, found, step, page);
  const changes = (after: number): Promise<Told<number>[]> => toldVersions(sql, after, page);
  await checkTold(found, begun.registerVersions, changes, '名录变更');
  const commands = (after: string): Promise<Told<string>[]> =>
    toldCommands(sql, { after, begun: begun.commands }, page);
  await checkTold(found, '', commands, '被拒绝的操作');
  return found.slice(0, DIFFERENCES_MAX);
}

/** How far what is older than the trail had come when it began. */
interface Begun {
  readonly registerVersions: number;
  readonly commands: number;
}

async function checkEntries(
  sql: Queryable,
  found: Difference[],
  step: (entries: number) => void,
  page: number,
): Promise<Begun> {
  let begun: Begun = { registerVersions: 0, commands: 0 };
  let last: Pick<TrailRow, 'seq' | 'hash'> = { seq: 0, hash: TRAIL_GENESIS };
  while (found.length < DIFFERENCES_MAX) {
    const rows = await trailAfter(sql, last.seq, page);
    if (last.seq === 0) begun = checkBeginning(rows[0], found);
    for (const row of rows) {
      found.push(...checkLink(last, row));
      last = row;
    }
    found.push(...(await bornOut(sql, rows)));
    step(last.seq);
    if (rows.length < page) break;
  }
  return begun;
}

/** Without its first entry nothing says what may be older than the trail: then nothing may. */
function checkBeginning(first: TrailRow | undefined, found: Difference[]): Begun {
  if (first?.seq !== 1 || first.type !== 'TrailBegun') {
    found.push(trail(first?.seq ?? 0, '审计日志不是从头开始的：缺“启用”一条'));
    return { registerVersions: 0, commands: 0 };
  }
  return first.data as unknown as Begun;
}

function checkLink(last: Pick<TrailRow, 'seq' | 'hash'>, row: TrailRow): Difference[] {
  const { seq } = row;
  const found: Difference[] = [];
  if (seq !== last.seq + 1)
    found.push(trail(last.seq + 1, `审计日志缺第 ${(last.seq + 1).toString()} 条，其后是第 ${seq.toString()} 条`));
  else if (row.prevHash !== last.hash)
    found.push(trail(seq, `审计日志第 ${seq.toString()} 条所接的上一条哈希不符，链已断开`));
  if (trailHash(row.prevHash, seq, row) !== row.hash)
    found.push(trail(seq, `审计日志第 ${seq.toString()} 条的内容与其哈希不符，内容被改动`));
  return found;
}

/** Whether each of what must be told is told once. */
async function checkTold<Place>(
  found: Difference[],
  from: Place,
  pageAfter: (after: Place) => Promise<Told<Place>[]>,
  what: string,
): Promise<void> {
  for (let after = from; found.length < DIFFERENCES_MAX;) {
    const rows = await pageAfter(after);
    for (const { named, times } of rows)
      if (times !== 1) found.push(trail(0, `${what} ${named} 在审计日志中有 ${times.toString()} 条，应有 1 条`));
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.place;
  }
}

function trail(seq: number, what: string): Difference {
  return { witness: 'trail', seq, what };
}
