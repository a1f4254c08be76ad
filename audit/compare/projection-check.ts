import type { ChainedEvent } from '../../db/chain.ts';
import { fold, projectionOf } from '../../db/matters.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Kind } from '../../workflows/kinds.ts';
import type { Difference } from '../verdict.ts';
import { inColumn } from './column-names.ts';
import { departure, saying } from './departure.ts';

/** A row of `matters` by the names of its columns. */
export type ProjectionRow = Readonly<Record<string, unknown>>;

/** Whether the projection is what the ledger's events fold to, column by column. */
export function checkProjection(
  kind: Kind,
  id: MatterId,
  events: readonly ChainedEvent[],
  row: ProjectionRow | null,
): Difference[] {
  const last = events.at(-1);
  if (last === undefined) return row === null ? [] : [projection(1, '投影中有这一事项，台账中没有')];
  if (row === null) return [projection(last.seq, '投影中没有这一事项，台账中有')];
  if (row['version'] !== last.seq) {
    const first = Math.min(Number(row['version']), last.seq) + 1;
    return [projection(first, `投影停在第 ${String(row['version'])} 版，台账到第 ${last.seq.toString()} 条`)];
  }
  const folded = fold(kind, id, null, events, last.hash);
  const departs = departure(projectionOf(kind, folded), row);
  return departs === null ? [] : [projection(last.seq, `投影与台账推算不符：${saying(inColumn(departs))}`)];
}

function projection(seq: number, what: string): Difference {
  return { witness: 'projection', seq, what };
}
