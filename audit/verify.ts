import { setTimeout as pause } from 'node:timers/promises';
import type { Entry } from '../workflows/kernel/hear.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import { attributed } from './attribute.ts';
import { openJudges, type Auditor, type Judges } from './auditor.ts';
import { checkArchived, checkCopies } from './compare/archive-check.ts';
import { checkKeptDocuments } from './compare/document-check.ts';
import { checkEvidence } from './compare/evidence-check.ts';
import { checkSealedHistories, checkSealedLedger } from './compare/seal-check.ts';
import { gather, UnknownMatter, type Gathered } from './evidence.ts';
import { citationsIn, sealedIn } from './exported/cited.ts';
import { hashFiles, hashSealed } from './files.ts';
import { checkHeardInTime, type HeardInTime } from './heard-in-time.ts';
import { checkImported, isImportedClosed } from './imported.ts';
import { checkDone, checkHeard, checkNoted } from './noted.ts';
import { sealNotes, type MatterHeads } from './seal-index.ts';
import { found, reading, UnreadableRecord } from './unreadable.ts';
import { verdictOf, type Difference, type Verdict } from './verdict.ts';

/** The caller of a command may still be writing; what a dead API left is swept within 10 s. */
const BEHIND_LIMIT_MS = 15_000;
const BEHIND_PAUSE_MS = 500;

/** A matter as an audit found it. */
export interface Examined {
  readonly evidence: Gathered;
  /** What the history yields. */
  readonly entries: readonly Entry[];
  readonly verdict: Verdict;
}

/** Audits one matter where it lives. Throws `UnknownMatter`, and what the sources throw. */
export async function verify(auditor: Auditor, id: MatterId): Promise<Verdict> {
  const judges = openJudges(auditor);
  try {
    const verdict = await verifyBy(judges, auditor, id);
    const notes = [...(verdict.notes ?? []), ...sealNotes(auditor.seals)];
    return notes.length === 0 ? verdict : { ...verdict, notes };
  } finally {
    await judges.close();
  }
}

/** The same with judges that stand. A matter that only a seal knows any more was deleted from everything else. */
export async function verifyBy(judges: Judges, auditor: Auditor, id: MatterId): Promise<Verdict> {
  try {
    return (await examineBy(judges, auditor, id)).verdict;
  } catch (error) {
    if (error instanceof UnreadableRecord) return verdictOf(id, [error.difference]);
    if (!(error instanceof UnknownMatter)) throw error;
    const gone = [...checkSealedLedger(auditor.seals.headsOf(id), []), ...(await checkHeard(auditor, id))];
    if (gone.length === 0) throw error;
    return verdictOf(id, gone);
  }
}

/** The evidence of a matter, what it yields, and the verdict; waits for a ledger that is still being written. */
export async function examine(auditor: Auditor, id: MatterId): Promise<Examined> {
  const judges = openJudges(auditor);
  try {
    return await examineBy(judges, auditor, id);
  } finally {
    await judges.close();
  }
}

async function examineBy(judges: Judges, auditor: Auditor, id: MatterId): Promise<Examined> {
  const heads = auditor.seals.headsOf(id);
  const until = Date.now() + BEHIND_LIMIT_MS;
  for (;;) {
    const evidence = await gather(auditor, id, heads);
    const judged = await reading('history', () => attributed({ evidence, heads, judges, kindOf: auditor.kindOf }));
    // What was sealed was written: it is not on its way.
    const isOnItsWay = judged.isBehind && checkSealedLedger(heads, evidence.ledger).length === 0;
    if (isOnItsWay && Date.now() < until) {
      await pause(BEHIND_PAUSE_MS);
      continue;
    }
    // Of a ledger that is empty the projection alone is left, which is not what was altered.
    const emptied = evidence.ledger.length === 0 ? checkSealedLedger(heads, []) : [];
    const wasDone = evidence.ledger.length === 0 && evidence.history === null ? await checkDone(auditor, id) : [];
    const inTime = await inTimeOf(auditor, evidence, heads);
    const beside = [
      ...inTime.differences,
      ...(await checkBeside(auditor, evidence, heads)),
      ...(await found('ledger', () =>
        checkNoted(auditor, evidence, agree(judged.differences, evidence, heads) ? judged.entries : []),
      )),
    ];
    return {
      evidence,
      entries: judged.entries,
      verdict: verdictOf(
        id,
        [...emptied, ...wasDone, ...judged.differences, ...beside],
        [...judged.notes, ...inTime.notes],
      ),
    };
  }
}

/** Whether history and ledger say the same, and no seal belies them both; the projection may still depart. */
function agree(differences: readonly Difference[], { ledger }: Gathered, heads: MatterHeads): boolean {
  return differences.every(({ witness }) => witness === 'projection') && checkSealedLedger(heads, ledger).length === 0;
}

async function inTimeOf(auditor: Auditor, evidence: Gathered, heads: MatterHeads): Promise<HeardInTime> {
  try {
    return await reading('ledger', () => checkHeardInTime(auditor, evidence, heads));
  } catch (error) {
    if (error instanceof UnreadableRecord) return { differences: [error.difference], notes: [] };
    throw error;
  }
}

/** What else bears witness: seals, the archive, files and documents, the file that a matter was imported from. */
async function checkBeside(auditor: Auditor, evidence: Gathered, heads: MatterHeads): Promise<Difference[]> {
  const { db, files } = auditor;
  const { id, ledger, archived, documents } = evidence;
  return [
    ...checkSealedLedger(heads, ledger),
    ...checkSealedHistories(heads, archived),
    ...(await found('archive', () => archived.flatMap((one) => checkArchived(evidence, one)))),
    ...(await found('archive', () => checkCopies(archived))),
    ...(await found('evidence', async () => {
      const cited = citationsIn(ledger, documents).map((one) => one.id);
      const [sealed] = await Promise.all([hashSealed(db, sealedIn(ledger)), hashFiles(db, files, cited)]);
      return [
        ...checkEvidence(ledger, { documents, files, sealed }),
        ...checkKeptDocuments(ledger, documents, evidence.projection?.['state']),
      ];
    })),
    ...(await found('history', () => (isImportedClosed(ledger) ? checkImported(db, id, ledger, heads) : []))),
  ];
}
