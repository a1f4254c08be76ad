import type { ArchivedHistory } from '../db/archive/read.ts';
import type { KindOf } from '../db/matters.ts';
import type { Judge, Judges } from './auditor.ts';
import { archivedIn, checkArchived, departsFromArchived } from './compare/archive-check.ts';
import { BREAKS_OFF } from './compare/history-check.ts';
import { isBelied, isSealed, isSealedCopy } from './compare/seal-check.ts';
import type { Gathered } from './evidence.ts';
import { judgeBy, type Judged } from './judge.ts';
import type { MatterHeads } from './seal-index.ts';
import type { Difference } from './verdict.ts';

/** What the three records say of each other, by the code that was found to be theirs. */
export interface Attributed extends Judged {
  readonly notes: readonly string[];
}

/** What attribution rests on. */
interface Ground {
  readonly evidence: Gathered;
  readonly heads: MatterHeads;
  readonly judges: Judges;
  readonly kindOf: KindOf;
}

/**
 * Judges the three records and names the one that departs. A record that fails by itself is the one: a ledger whose
 * chain is broken, a history that contradicts its own answers, archived bytes that are not their hash, a seal that its
 * key did not sign. Where each is whole by itself, two stand against one:
 *
 * - history against ledger: a good seal over the ledger up to there, or an archived copy of the same run with which the
 *   ledger agrees, makes it the history's; else, and where a good seal says otherwise, it is the ledger's.
 * - history and ledger against a good seal: both were altered, and the ledger is named: nobody alters a seal unseen.
 * - Temporal's history against the archived one: whichever of them the ledger agrees with stands; where it agrees with
 *   both, as when a byte was changed that no rule reads, the archived one stands, for it has its hash. A copy that a good
 *   seal covers stands whatever the ledger says: that may have been altered with the history.
 * - code: what another, trusted build decided is judged by that build. Where it is not at hand and today's code breaks
 *   off, the code is named: neither the history nor anyone else can then be accused.
 */
export async function attributed(ground: Ground): Promise<Attributed> {
  const { judged, notes, judge } = await judgedByItsCode(ground);
  const parted = withinCopy(ground.evidence, judged);
  const { differences, parting } = parted;
  const departed = archivedApart(ground);
  if (parting !== null) {
    const fault = await historyAtFault(ground, judge, parting.seq, departed);
    return { ...parted, differences: differences.map((one) => (one === parting ? (fault ?? one) : one)), notes };
  }
  if (departed === null || differences.some(({ witness }) => witness === 'history' || witness === 'code'))
    return { ...parted, notes };
  return { ...parted, differences: [...differences, await eitherCopy(ground, judge, departed)], notes };
}

/** An archived copy, whole by itself, from which Temporal's history of the same run departs, and where. */
interface Apart {
  readonly copy: ArchivedHistory;
  readonly where: string;
}

async function judgedByItsCode({ evidence, judges, kindOf }: Ground): Promise<ByCode> {
  const { own } = judges;
  const judged = await judgeBy(evidence, own.replays, kindOf);
  const { build, isBehind } = judged;
  const isOthers = build !== null && build !== own.build && !isBehind && mayBeTheCode(judged);
  if (!isOthers) return { judged, judge: own, notes: [] };
  const other = judges.other(build);
  if (other === null) {
    const notes = [`历史出自规则代码 ${build}，本机没有可信的这一份；已按现行代码 ${own.build} 重演`];
    return { judged: { ...judged, differences: judged.differences.map(orItsCode) }, judge: own, notes };
  }
  const notes = [`历史出自规则代码 ${build}，与现行代码 ${own.build} 不同；结论按该代码重演得出`];
  return { judged: await judgeBy(evidence, other.replays, kindOf), judge: other, notes };
}

interface ByCode {
  readonly judged: Judged;
  readonly judge: Judge;
  readonly notes: readonly string[];
}

function mayBeTheCode({ differences, parting }: Judged): boolean {
  return parting !== null || differences.some(({ witness }) => witness === 'history');
}

function orItsCode(difference: Difference): Difference {
  return difference.what.startsWith(BREAKS_OFF) ? { ...difference, witness: 'code' } : difference;
}

/** A copy of a run that still went on says nothing of what came later; and a run that lives is lost where only it is left. */
function withinCopy({ standIn }: Gathered, judged: Judged): Judged {
  if (standIn?.status !== 'running') return judged;
  const last = judged.entries.reduce((seq, entry) => entry.events.at(-1)?.seq ?? seq, 0);
  const what = `Temporal 中没有这一事项的历史，存档只到其第 ${standIn.events.toString()} 个事件`;
  const lost: Difference = { witness: 'history', seq: last + 1, what };
  const { parting } = judged;
  if (parting === null || parting.seq <= last) return { ...judged, differences: [...judged.differences, lost] };
  const differences = judged.differences.map((one) => (one === parting ? lost : one));
  return { ...judged, differences, parting: null, isBehind: false };
}

function archivedApart({ evidence, heads }: Ground): Apart | null {
  const { history, runId, archived, standIn } = evidence;
  if (history === null || standIn !== null) return null;
  for (const copy of archived) {
    const stands = copy.runId === runId && checkArchived(evidence, copy).length === 0 && !isBelied(heads, copy);
    if (!stands) continue;
    const where = departsFromArchived(history, copy);
    if (where !== null) return { copy, where };
  }
  return null;
}

async function historyAtFault(ground: Ground, judge: Judge, seq: number, apart: Apart | null) {
  const { evidence, heads } = ground;
  const by = (what: string): Difference => ({ witness: 'history', seq, what });
  if (isSealed(heads, evidence.ledger, seq)) return by(`历史与台账第 ${seq.toString()} 条不符，而台账与封签一致`);
  if (apart === null || !(await standsWithLedger(ground, judge, apart.copy))) return null;
  return by(`历史与台账、存档都不符：${apart.where}`);
}

async function eitherCopy(ground: Ground, judge: Judge, { copy, where }: Apart): Promise<Difference> {
  const stands = isSealedCopy(ground.heads, copy) || (await standsWithLedger(ground, judge, copy));
  if (stands) return { witness: 'history', seq: 0, what: `历史与存档不符：${where}` };
  return { witness: 'archive', seq: 0, what: `存档的历史与 Temporal 中的、与台账都不符：${where}` };
}

async function standsWithLedger({ evidence, kindOf }: Ground, { replays }: Judge, copy: ArchivedHistory) {
  const judged = await judgeBy({ ...evidence, history: archivedIn(copy) }, replays, kindOf);
  return !mayBeTheCode(judged);
}
