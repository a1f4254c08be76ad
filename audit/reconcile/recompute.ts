import { chained, genesisHash, type ChainedEvent } from '../../db/chain.ts';
import type { Recorded } from '../../workflows/kernel/event.ts';
import type { Entry } from '../../workflows/kernel/hear.ts';
import type { Judge, Judges } from '../auditor.ts';
import { checkArchived, departsFromArchived } from '../compare/archive-check.ts';
import { checked } from '../compare/checked.ts';
import { checkHistory } from '../compare/history-check.ts';
import { checkIdentity } from '../compare/identity-check.ts';
import { checkChain } from '../compare/ledger-check.ts';
import { isBelied } from '../compare/seal-check.ts';
import type { Gathered } from '../evidence.ts';
import { heardPart } from '../history/heard.ts';
import type { HistoryJson } from '../history/history-json.ts';
import { identityOf } from '../history/identity.ts';
import { recordedIn, type RecordedHistory } from '../history/recorded.ts';
import { gapIn } from '../judge.ts';
import type { MatterHeads, SealIndex } from '../seal-index.ts';
import { sealName } from '../seals/check.ts';
import type { Difference } from '../verdict.ts';
import { differingAt } from './compare.ts';

/** What a history is recomputed by, and held against. */
export interface Recomputing {
  readonly judges: Pick<Judges, 'own' | 'other'>;
  readonly seals: Pick<SealIndex, 'headsOf'>;
}

/** What a matter's history yields, and what speaks against writing that into the ledger. */
export interface Recomputed {
  readonly entries: readonly Entry[];
  readonly recorded: RecordedHistory | null;
  /** Why the code makes nothing of the history, or of its end; null when it replays. */
  readonly broken: string | null;
  /** Where the history departs from itself, from the archive or from a seal, or the ledger from its chain; null when nowhere. */
  readonly belied: string | null;
}

/**
 * Recomputes a matter's history by today's code; where that contradicts what the history records, what the ledger has or
 * what was sealed, by the code that made it, if that is at hand and trusted. Never throws for what a history holds.
 */
export async function recomputed({ judges, seals }: Recomputing, gathered: Gathered): Promise<Recomputed> {
  const { id, history, standIn, ledger } = gathered;
  const heads = seals.headsOf(id);
  const [kept] = standIn === null ? [] : checkArchived(gathered, standIn);
  if (history === null) return { entries: [], recorded: null, broken: null, belied: kept?.what ?? null };
  const heard = heardPart(history);
  const recorded = recordedIn(heard);
  const belied = kept?.what ?? asItLies(gathered, history, heads);
  if (belied !== null) return { entries: [], recorded, broken: null, belied };
  const own = await by(judges.own, gathered, heard, heads);
  const isOwn = recorded.build === null || recorded.build === judges.own.build;
  if (isOwn || (own.belied === null && differingAt(ledger, eventsOf(own.entries)) === null))
    return { ...own, recorded };
  const other = judges.other(recorded.build);
  if (other !== null) return { ...(await by(other, gathered, heard, heads)), recorded };
  const lacking = `；历史出自规则代码 ${recorded.build}，本机没有可信的这一份`;
  const { entries, broken, belied: why } = own;
  return {
    entries,
    recorded,
    broken: broken === null ? null : broken + lacking,
    belied: why === null ? null : why + lacking,
  };
}

/** What speaks against a history before it is replayed. */
function asItLies(gathered: Gathered, history: HistoryJson, heads: MatterHeads): string | null {
  const { runId, archived, standIn } = gathered;
  const [other] = checkIdentity(identityOf(history), gathered, 'history');
  const wrong = other ?? gapIn(history);
  if (wrong !== null) return wrong.what;
  if (standIn !== null) return isBelied(heads, standIn) ? `存档的运行 ${standIn.runId} 与封签不符` : null;
  for (const copy of archived) {
    // A copy that is not what the index says of it bears no witness against another.
    if (copy.runId !== runId || checkArchived(gathered, copy).length > 0) continue;
    const where = departsFromArchived(history, copy);
    if (where !== null) return `Temporal 的历史与存档不符：${where}`;
  }
  return null;
}

async function by({ replays }: Judge, gathered: Gathered, heard: HistoryJson, heads: MatterHeads) {
  const { id, kind, ledger, fetched } = gathered;
  const replayed = await replays.replay(id, heard, fetched);
  // What a replay yields are objects of the sandbox, whose prototypes are not ours.
  const entries = JSON.parse(JSON.stringify(replayed.entries)) as Entry[];
  const [wrong] = [
    ...checked('history', 1, () => checkHistory(recordedIn(heard), replayed)),
    ...checked('seal', 1, () => sealedOtherwise(chained(genesisHash(id, kind), eventsOf(entries)), heads)),
    // What is appended is chained to what stands.
    ...checked('ledger', 1, () => checkChain(id, kind, ledger)),
  ];
  return { entries, broken: replayed.broken, belied: wrong?.what ?? null };
}

/** Where a good seal has another hash than the chain that a history yields; what was sealed beyond it is not lost here. */
function sealedOtherwise(yielded: readonly ChainedEvent[], { ledger: heads }: MatterHeads): Difference[] {
  return heads.flatMap((sealed) => {
    const row = yielded[sealed.length - 1];
    if (row === undefined || row.hash === sealed.head) return [];
    const what = `由历史重算的第 ${sealed.length.toString()} 条与${sealName(sealed)}所封的不同`;
    return [{ witness: 'seal', seq: sealed.length, what }];
  });
}

/** The events of entries, in their order. */
export function eventsOf(entries: readonly Entry[]): Recorded[] {
  return entries.flatMap((entry) => entry.events);
}
