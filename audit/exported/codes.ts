import { bundleContent } from '../../db/bundles.ts';
import type { Db } from '../../db/client.ts';
import { runRecord } from '../../delivery/run-record.ts';
import type { Auditor } from '../auditor.ts';
import { codeOf, type WorkflowCode } from '../code.ts';
import type { HistoryJson } from '../history/history-json.ts';
import type { CarriedCodes } from './inside.ts';

/** The code that made a history, as it is trusted here or was kept by its workers; else the auditor's own. */
export async function codesOf(
  { db, code, trusted }: Pick<Auditor, 'db' | 'code' | 'trusted'>,
  history: HistoryJson | null,
): Promise<CarriedCodes> {
  const own = codeOf(code);
  const build = history === null ? null : buildOf(history);
  if (build === null || build === own.hash) return { build, code: own, own };
  return { build, code: trusted(build) ?? (await keptCode(db, build)) ?? own, own };
}

function buildOf(history: HistoryJson): string | null {
  try {
    return runRecord(history).build;
  } catch {
    // A history with gaps names nothing; what is wrong with it, the audit says.
    return null;
  }
}

/** What the workers of this installation kept; nothing that is not what its hash says. */
async function keptCode(db: Db, hash: string): Promise<WorkflowCode | null> {
  const kept = await bundleContent(db, hash).catch(() => null);
  const code = kept === null ? null : codeOf(kept.code);
  return code?.hash === hash ? code : null;
}
