import type { Db } from '../db/client.ts';
import { instantOf, msOf } from '../workflows/kernel/instant.ts';
import type { Auditor } from './auditor.ts';
import { belatedFault, belatedRows, belatedWords, UNSEALED_MS, type Belated } from './compare/heard-check.ts';
import type { Gathered } from './evidence.ts';
import { stagedAt } from './imported.ts';
import type { MatterHeads } from './seal-index.ts';
import type { Difference } from './verdict.ts';

/** What was brought in later than it says; `notes` where the trail tells of a restore or a reconciliation that did it. */
export interface HeardInTime {
  readonly differences: readonly Difference[];
  readonly notes: readonly string[];
}

/** Whether each row of the ledger was there when it says that it was heard: the seals made after that hold it. */
export async function checkHeardInTime(
  { db, seals }: Pick<Auditor, 'db' | 'seals'>,
  { ledger }: Pick<Gathered, 'ledger'>,
  heads: MatterHeads,
): Promise<HeardInTime> {
  const differences: Difference[] = [];
  const notes: string[] = [];
  if (belatedRows(seals, heads, ledger).length === 0) return { differences, notes };
  for (const belated of belatedRows(seals, heads, ledger, await stagedAt(db, ledger))) {
    const told = await explained(db, belated);
    if (told === null) differences.push(belatedFault(belated));
    else notes.push(`${belatedWords(belated)}；其间有过恢复或对账（审计日志第 ${told.toString()} 条）`);
  }
  return { differences, notes };
}

/** The trail is told of a reconciliation when it is over: what it wrote may have been sealed before. */
async function explained({ sql }: Db, { heardAt, covering }: Belated): Promise<number | null> {
  const until = covering === null ? null : instantOf(msOf(covering.at) + UNSEALED_MS);
  const [row] = await sql<{ seq: number }[]>`
    select seq from trail where type in ('Restored', 'Reconciled') and at > ${heardAt}
      and (${until}::timestamptz is null or at < ${until}) order by seq limit 1`;
  return row?.seq ?? null;
}
