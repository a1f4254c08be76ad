import { bareEvent, eventHash, genesisHash, type ChainedEvent } from '../../db/chain.ts';
import type { Entry } from '../../workflows/kernel/hear.ts';
import type { Difference } from '../verdict.ts';
import { departure, saying } from './departure.ts';

/** Whether the rows are gapless, and each one's hash is that of its content and of the row before. */
export function checkChain(id: string, kind: string, rows: readonly ChainedEvent[]): Difference[] {
  const found: Difference[] = [];
  let prevHash = genesisHash(id, kind);
  rows.forEach((row, i) => {
    if (row.seq !== i + 1)
      found.push(ledger(i + 1, `台账缺第 ${(i + 1).toString()} 条，其位置上是第 ${row.seq.toString()} 条`));
    if (row.prevHash !== prevHash)
      found.push(ledger(row.seq, `第 ${row.seq.toString()} 条所接的上一条哈希不符，链已断开`));
    if (eventHash(row.prevHash, row) !== row.hash)
      found.push(ledger(row.seq, `第 ${row.seq.toString()} 条的内容与其哈希不符，内容被改动`));
    prevHash = row.hash;
  });
  return found;
}

/** Whether the ledger holds exactly the events that the history yields. */
export function checkAgainstHistory(rows: readonly ChainedEvent[], entries: readonly Entry[]): Difference[] {
  const expected = entries.flatMap((entry) => entry.events);
  if (rows.length === 0 && expected.length > 0)
    return [ledger(1, `整件事项被删除：台账中一条也没有，历史中有 ${expected.length.toString()} 条`)];
  for (let i = 0; i < Math.max(expected.length, rows.length); i++) {
    const event = expected[i];
    const row = rows[i];
    if (event === undefined) return [ledger(i + 1, `台账多出第 ${(i + 1).toString()} 条，历史中没有对应的指令`)];
    if (row === undefined) return [ledger(event.seq, `台账缺第 ${event.seq.toString()} 条（${event.type}），历史中有`)];
    const departs = departure(event, bareEvent(row));
    if (departs !== null)
      return [ledger(event.seq, `台账第 ${event.seq.toString()} 条与历史重算不符：${saying(departs)}`)];
  }
  return [];
}

function ledger(seq: number, what: string): Difference {
  return { witness: 'ledger', seq, what };
}
