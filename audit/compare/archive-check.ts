import { contentId } from '../../db/chain.ts';
import type { ArchivedHistory } from '../../db/archive/read.ts';
import { BrokenHistory, runRecord } from '../../delivery/run-record.ts';
import { at, historyJson, type HistoryJson } from '../history/history-json.ts';
import { identityOf } from '../history/identity.ts';
import { attributesOf } from '../history/recorded.ts';
import type { Difference } from '../verdict.ts';
import { departure, saying } from './departure.ts';
import { checkIdentity } from './identity-check.ts';

/** Whether an archived history is what the index says of it: its bytes, whose it is, how long, by which build, how it ended. */
export function checkArchived(
  matter: { readonly id: string; readonly kind: string },
  one: ArchivedHistory,
): Difference[] {
  if (one.isAbsent === true) return [archive(`运行 ${one.runId} 的历史 ${one.hash} 不在存档中`)];
  if (one.bytes.length === 0)
    return [archive(`存档中运行 ${one.runId} 的历史 ${one.hash} 内容已损坏或被改动，无法解开`)];
  const now = contentId(one.bytes);
  if (now !== one.hash)
    return [archive(`存档的历史与其目录所记的哈希不符，内容已被改动：应为 ${one.hash}，实为 ${now}`)];
  const history = archivedIn(one);
  if (history === null) return [archive(`存档的历史 ${one.hash} 不是 Temporal 历史`)];
  const wrong = indexFault(one, history);
  return [...checkIdentity(identityOf(history), { ...matter, runId: one.runId }, 'archive'), ...wrong];
}

function indexFault(one: ArchivedHistory, history: HistoryJson): Difference[] {
  const { kind, status, events, build, startedAt, closedAt, size } = one;
  try {
    const of = { ...runRecord(history), size: one.bytes.length };
    const departs = departure(of, { kind, status, events, build, startedAt, closedAt, size });
    return departs === null ? [] : [archive(`存档目录所记与所存的历史不符：${saying(departs)}`)];
  } catch (error) {
    if (error instanceof BrokenHistory) return [archive(`存档的历史不完整：${error.message}`)];
    throw error;
  }
}

/** Where Temporal's history of a run departs from what was archived of it; null when it goes on from there. */
export function departsFromArchived(live: HistoryJson, one: ArchivedHistory): string | null {
  const kept = archivedIn(one);
  if (kept === null) return null;
  const length = one.status === 'running' ? kept.events.length : live.events.length;
  const departs = departure(kept.events, live.events.slice(0, length), 'events');
  return departs === null ? null : saying(departs);
}

/**
 * Archived copies against each other, where Temporal may not have the run any more: a run ends once, and every copy of it
 * is the beginning of the longest one; another run of the same matter that ended is a reset of one, and says so.
 */
export function checkCopies(copies: readonly ArchivedHistory[]): Difference[] {
  const found: Difference[] = [];
  const runs = new Map<string, ArchivedHistory[]>();
  for (const copy of copies) runs.set(copy.runId, [...(runs.get(copy.runId) ?? []), copy]);
  for (const [runId, own] of runs) {
    const ends = own.filter(({ status }) => status !== 'running');
    if (ends.length > 1) found.push(archive(`存档中运行 ${runId} 有 ${ends.length.toString()} 个不同的结局`));
    const [longest, ...rest] = own.toSorted((a, b) => b.events - a.events);
    for (const copy of rest) {
      const whole = longest === undefined ? null : archivedIn(longest);
      const where = whole === null ? null : departsFromArchived(whole, { ...copy, status: 'running' });
      if (where !== null) found.push(archive(`存档中运行 ${runId} 的两份历史互不相符：${where}`));
    }
  }
  return [...found, ...checkRuns(copies.filter(({ status }) => status !== 'running'))];
}

function checkRuns(ends: readonly ArchivedHistory[]): Difference[] {
  const named = new Set(ends.map(({ runId }) => runId));
  if (named.size < 2) return [];
  const firsts = new Set(ends.map((end) => firstRunOf(end)));
  const what = `存档中有 ${named.size.toString()} 次互不相干的运行：${[...named].join('、')}`;
  return firsts.size === 1 ? [] : [archive(what)];
}

/** A reset goes on under a new run, and its history begins as that of the run that it resets. */
function firstRunOf(copy: ArchivedHistory): unknown {
  const [started] = archivedIn(copy)?.events ?? [];
  return started === undefined ? copy.runId : at(attributesOf(started), 'originalExecutionRunId');
}

/** The history in the archive; null when what lies there is none. */
export function archivedIn({ history }: ArchivedHistory): HistoryJson | null {
  try {
    return historyJson(history);
  } catch {
    return null;
  }
}

function archive(what: string): Difference {
  return { witness: 'archive', seq: 0, what };
}
