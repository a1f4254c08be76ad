import { shippedKind, type KindOf } from '../../db/matters.ts';
import { BREAKS_OFF } from '../compare/history-check.ts';
import type { WorkflowCode } from '../code.ts';
import type { Evidence } from '../evidence.ts';
import { judge } from '../verify.ts';
import { verdictOf, type Difference, type Verdict } from '../verdict.ts';
import { codeIn } from './folder.ts';
import { readExport } from './read.ts';

/** What is said of an export: the verdict, and on which code it rests. */
export interface ExportVerdict extends Verdict {
  /** SHA-256 of the code that the export names; null when it names none that can be read. */
  readonly named: string | null;
  /** SHA-256 of the code that the history was replayed on. */
  readonly used: string;
  /** In Chinese, what the reader of the verdict must know about the code. */
  readonly notes: readonly string[];
}

/**
 * Verifies an export without server or database. The history is replayed on the verifier's `own` code; what travels in
 * the export runs only if its content has the hash that the verifier `trusted`. Throws `NotAnExport`.
 */
export async function verifyExport(
  folder: string,
  own: WorkflowCode,
  trusted: string | null = null,
  kindOf: KindOf = shippedKind,
): Promise<ExportVerdict> {
  const { named, evidence, id, differences, changed } = readExport(folder);
  const code = trusted === null || trusted === own.hash ? own : codeIn(folder, trusted);
  const judged = evidence === null ? [] : await judgedOn(code, evidence, kindOf);
  const hash = named?.code ?? null;
  const isOther = hash !== code.hash;
  const found = [...differences, ...judged.map((one) => (isOther ? withThatCode(one, hash) : one))];
  const notes = [codeNote(hash, own.hash, code.hash)];
  if (isOther && found.some(({ witness }) => witness === 'history' || witness === 'projection'))
    notes.push('所见不同可能出自代码之别，须用当时的代码（或检出当时的版本）再核验一次');
  if (code !== own) notes.push('一览表仍按本机代码推算');
  // Other bytes alone tell little; they are the finding only where nothing says what was changed.
  return { ...verdictOf(id, found.length > 0 ? found : changed), named: hash, used: code.hash, notes };
}

/** What a stranger sends may be such that not even a replay begins; that is a finding. */
async function judgedOn(code: WorkflowCode, evidence: Evidence, kindOf: KindOf): Promise<readonly Difference[]> {
  try {
    return (await judge(evidence, code.code, kindOf)).differences;
  } catch (error) {
    return [
      { witness: 'history', seq: 1, what: `${BREAKS_OFF}：${error instanceof Error ? error.message : String(error)}` },
    ];
  }
}

/** On other code than that of its time, a history that breaks off may still be an honest one. */
function withThatCode(difference: Difference, hash: string | null): Difference {
  if (!difference.what.startsWith(BREAKS_OFF)) return difference;
  return { ...difference, what: `须用当时的代码（${hash ?? '证据包未写明'}）：${difference.what}` };
}

function codeNote(named: string | null, own: string, used: string): string {
  if (named === null) return `证据包没有写明代码；已用本机代码 ${own} 重演`;
  if (used !== own) return `证据包写明的代码为 ${named}；已按核验者的指定，用证据包所带的代码 ${used} 重演`;
  if (named === own) return `证据包写明的代码与本机代码相同：${own}`;
  return `证据包写明的代码为 ${named}，本机代码为 ${own}，两者不同；已用本机代码重演`;
}
