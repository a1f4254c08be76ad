import type { ArchivedHistory } from '../../db/archive/read.ts';
import type { ChainedEvent } from '../../db/chain.ts';
import type { MatterHeads } from '../seal-index.ts';
import { sealName } from '../seals/check.ts';
import type { SealedHead } from '../seals/proof.ts';
import type { Difference } from '../verdict.ts';

/**
 * Whether the ledger still stands as it was sealed: the row at each sealed length has the sealed hash. A seal that holds
 * cannot be altered without the key, so it is the ledger that is accused, also where the history was altered alike.
 */
export function checkSealedLedger({ ledger: heads }: MatterHeads, ledger: readonly ChainedEvent[]): Difference[] {
  const broken = heads.find(({ length, head }) => ledger[length - 1]?.hash !== head);
  if (broken === undefined) return [];
  const { length } = broken;
  const isShort = ledger.length < length;
  const sealed = `${sealName(broken)}封有台账第 ${length.toString()} 条`;
  if (ledger.length === 0) return [{ witness: 'ledger', seq: 1, what: `整件事项被删除：${sealed}，台账中一条也没有` }];
  const what = isShort ? `台账只有 ${ledger.length.toString()} 条` : '台账该条的哈希与之不同，此条或之前的内容已被改动';
  const seq = isShort ? ledger.length + 1 : length;
  return [{ witness: 'ledger', seq, what: `${sealed}，${what}` }];
}

/** Whether a good seal covers the ledger as it is at this seq. */
export function isSealed({ ledger: heads }: MatterHeads, ledger: readonly ChainedEvent[], seq: number): boolean {
  return heads.some(({ length, head }) => length >= seq && ledger[length - 1]?.hash === head);
}

/** Whether the archive still holds every history that was sealed, under the sealed hash. */
export function checkSealedHistories({ histories }: MatterHeads, archived: readonly ArchivedHistory[]): Difference[] {
  const found: Difference[] = [];
  for (const [runId, heads] of histories)
    for (const sealed of heads) {
      const kept = archived.find((one) => one.runId === runId && one.events === sealed.length);
      if (kept === undefined) found.push(archive(sealed, runId, '存档中没有'));
      else if (kept.hash !== sealed.head) found.push(archive(sealed, runId, `存档目录中的哈希是 ${kept.hash}`));
    }
  return found;
}

/** Whether a good seal covers this very copy. */
export function isSealedCopy({ histories }: MatterHeads, { runId, events, hash }: ArchivedHistory): boolean {
  return (histories.get(runId) ?? []).some(({ length, head }) => length === events && head === hash);
}

/** Whether a good seal says otherwise of this copy. */
export function isBelied({ histories }: MatterHeads, { runId, events, hash }: ArchivedHistory): boolean {
  return (histories.get(runId) ?? []).some(({ length, head }) => length === events && head !== hash);
}

function archive(sealed: SealedHead, runId: string, what: string): Difference {
  const rows = `${sealName(sealed)}封有运行 ${runId} 的 ${sealed.length.toString()} 个事件`;
  return { witness: 'archive', seq: 0, what: `${rows}，${what}` };
}
