import { setTimeout as pause } from 'node:timers/promises';
import type { Entry } from '../workflows/kernel/hear.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import { shippedKind, type KindOf } from '../db/matters.ts';
import { checked } from './compare/checked.ts';
import { checkHistory } from './compare/history-check.ts';
import { checkIdentity } from './compare/identity-check.ts';
import { checkAgainstHistory, checkChain } from './compare/ledger-check.ts';
import { checkProjection } from './compare/projection-check.ts';
import { gather, type Evidence, type Sources } from './evidence.ts';
import { heardPart } from './history/heard.ts';
import { identityOf } from './history/identity.ts';
import { recordedIn } from './history/recorded.ts';
import { checkImported, isImportedClosed, type FileHashes } from './imported.ts';
import { replayOne } from './replay.ts';
import { verdictOf, type Difference, type Verdict } from './verdict.ts';

/** The caller of a command may still be writing; what a dead API left is swept within 10 s. */
const BEHIND_LIMIT_MS = 15_000;
const BEHIND_PAUSE_MS = 500;

/** What an audit works with, over as many matters as it looks at. */
export interface Auditor extends Sources {
  /** The workflow bundle that histories are replayed on. */
  readonly code: string;
  readonly files: FileHashes;
  /** Injected only by tests of kinds that are not shipped. */
  readonly kindOf: KindOf;
}

/** Audits one matter where it lives. Throws `UnknownMatter`, and what the sources throw. */
export async function verify(auditor: Auditor, id: MatterId): Promise<Verdict> {
  const { verdict } = await examine(auditor, id);
  return verdict;
}

/** The evidence of a matter, what it yields, and the verdict; waits for a ledger that is still being written. */
export async function examine(auditor: Auditor, id: MatterId): Promise<Examined> {
  const { db, code, files, kindOf } = auditor;
  const until = Date.now() + BEHIND_LIMIT_MS;
  for (;;) {
    const evidence = await gather(auditor, id);
    const { differences, isBehind, entries } = await judge(evidence, code, kindOf);
    if (isBehind && Date.now() < until) {
      await pause(BEHIND_PAUSE_MS);
      continue;
    }
    const imported = isImportedClosed(evidence.ledger) ? await checkImported(db, files, id, evidence.ledger) : [];
    return { evidence, entries, verdict: verdictOf(id, [...differences, ...imported]) };
  }
}

/** A matter as an audit found it. */
export interface Examined {
  readonly evidence: Evidence;
  /** What the history yields. */
  readonly entries: readonly Entry[];
  readonly verdict: Verdict;
}

/** What the three records say of each other. `isBehind`: nothing is wrong but that the ledger lacks the newest events. */
export interface Judged {
  readonly differences: readonly Difference[];
  readonly isBehind: boolean;
  /** What the history yields, for the story and the moment asked for; empty without a history. */
  readonly entries: readonly Entry[];
}

/** Recomputes history → ledger → projection and compares; needs neither server nor database. */
export async function judge(evidence: Evidence, code: string, kindOf: KindOf = shippedKind): Promise<Judged> {
  const { id, history, ledger, projection } = evidence;
  const own = checked('ledger', 1, () => checkChain(id, evidence.kind, ledger));
  const folded = checked('projection', ledger.length, () =>
    checkProjection(kindOf(evidence.kind), id, ledger, projection),
  );
  if (history === null) {
    const missing: Difference = { witness: 'history', seq: 1, what: 'Temporal 中没有这一事项的历史' };
    const lost = isImportedClosed(ledger) ? [] : [missing];
    return { differences: [...own, ...lost, ...folded], isBehind: false, entries: [] };
  }
  const heard = heardPart(history);
  const replayed = await replayOne(code, id, heard);
  own.unshift(...checkIdentity(identityOf(history), evidence, 'history'));
  own.push(...checked('history', 1, () => checkHistory(recordedIn(heard), replayed)));
  const against = checked('ledger', 1, () => checkAgainstHistory(ledger, replayed.entries));
  const isBehind = own.length === 0 && folded.length === 0 && against[0]?.seq === ledger.length + 1;
  return { differences: [...own, ...against, ...folded], isBehind, entries: replayed.entries };
}
