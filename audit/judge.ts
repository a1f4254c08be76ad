import type { Entry } from '../workflows/kernel/hear.ts';
import type { ChainedEvent } from '../db/chain.ts';
import { shippedKind, type KindOf } from '../db/matters.ts';
import { checked } from './compare/checked.ts';
import { checkHistory } from './compare/history-check.ts';
import { checkIdentity } from './compare/identity-check.ts';
import { checkAgainstHistory, checkChain } from './compare/ledger-check.ts';
import { checkProjection } from './compare/projection-check.ts';
import type { Evidence } from './evidence.ts';
import { heardPart } from './history/heard.ts';
import type { HistoryJson } from './history/history-json.ts';
import { identityOf } from './history/identity.ts';
import { recordedIn } from './history/recorded.ts';
import { isImportedClosed } from './imported.ts';
import { replayOne, type Replays } from './replay.ts';
import type { Difference } from './verdict.ts';

const INVENTED = '一览表中多出这一事项，台账和历史中都没有';

/** What the three records say of each other. `isBehind`: nothing is wrong but that the ledger lacks the newest events. */
export interface Judged {
  readonly differences: readonly Difference[];
  /** That of them which says where ledger and history part, each of them whole by itself. */
  readonly parting: Difference | null;
  readonly isBehind: boolean;
  /** What the history yields, for the story and the moment asked for; empty without a history. */
  readonly entries: readonly Entry[];
  /** The build that the history names; null when it names none. */
  readonly build: string | null;
}

/** Recomputes history → ledger → projection and compares; needs neither server nor database. */
export async function judge(evidence: Evidence, code: string, kindOf: KindOf = shippedKind): Promise<Judged> {
  return await judgeBy(evidence, { replay: (id, history) => replayOne(code, id, history) }, kindOf);
}

/** The same on a replay worker that stands. */
export async function judgeBy(evidence: Evidence, replays: Pick<Replays, 'replay'>, kindOf: KindOf): Promise<Judged> {
  const { id, history, fetched, ledger, projection } = evidence;
  const own = checked('ledger', 1, () => checkChain(id, evidence.kind, ledger));
  const folded = checked('projection', ledger.length, () =>
    checkProjection(kindOf(evidence.kind), id, ledger, projection),
  );
  if (history === null && ledger.length === 0 && projection !== null) {
    // What was never heard has neither: the row was laid there.
    const invented: Difference = { witness: 'projection', seq: 1, what: INVENTED };
    return { differences: [invented], parting: null, isBehind: false, entries: [], build: null };
  }
  if (history === null) {
    const missing: Difference = { witness: 'history', seq: 1, what: 'Temporal 与存档中都没有这一事项的历史' };
    const lost = isImportedClosed(ledger) ? beyondImport(ledger) : [missing];
    const differences = [...own, ...lost, ...folded];
    return { differences, parting: null, isBehind: false, entries: [], build: null };
  }
  const gap = gapIn(history);
  if (gap !== null)
    return { differences: [...own, gap, ...folded], parting: null, isBehind: false, entries: [], build: null };
  const heard = heardPart(history);
  const replayed = await replays.replay(id, heard, fetched);
  const recorded = recordedIn(heard);
  own.unshift(...checkIdentity(identityOf(history), evidence, 'history'));
  own.push(...checked('history', 1, () => checkHistory(recorded, replayed)));
  const [parting = null] = checked('ledger', 1, () => checkAgainstHistory(ledger, replayed.entries));
  const isWhole = own.length === 0;
  return {
    differences: [...own, ...(parting === null ? [] : [parting]), ...folded],
    parting: isWhole ? parting : null,
    isBehind: isWhole && folded.length === 0 && parting?.seq === ledger.length + 1,
    entries: replayed.entries,
    build: recorded.build,
  };
}

/** What was closed when it was imported has one event, and nothing that could add another. */
function beyondImport(ledger: readonly ChainedEvent[]): Difference[] {
  return ledger.slice(1, 2).map(({ seq }) => ({
    witness: 'ledger',
    seq,
    what: `导入时已经办结的事项不再办理，台账却多出第 ${seq.toString()} 条`,
  }));
}

/** Where an event is missing, doubled or out of order: a replay would stand still there, and wait. */
export function gapIn({ events }: HistoryJson): Difference | null {
  const at = events.findIndex(({ eventId }, i) => eventId !== (i + 1).toString());
  const [expected, found] = [(at + 1).toString(), events[at]?.eventId ?? ''];
  return at === -1
    ? null
    : { witness: 'history', seq: 1, what: `历史第 ${expected} 个事件的编号是 ${found}：有事件缺失或重复` };
}
