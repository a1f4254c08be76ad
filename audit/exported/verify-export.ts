import { shippedKind, type KindOf } from '../../db/matters.ts';
import { BREAKS_OFF } from '../compare/history-check.ts';
import { codeOf, type WorkflowCode } from '../code.ts';
import type { Evidence } from '../evidence.ts';
import { judge } from '../judge.ts';
import { verdictOf, type Difference, type Verdict } from '../verdict.ts';
import { trustedCode } from '../releases/trusted.ts';
import { sealFault } from '../seals/check.ts';
import type { TrustedKey } from '../seals/keys.ts';
import { checkCarried, notesOnCarried } from './check-carried.ts';
import { checkSeals, type SealFindings } from './check-seals.ts';
import { codeFile, NotAnExport, type BundleFiles } from './names.ts';
import { bundleAt } from './place.ts';
import { readExport } from './read.ts';
import type { Named } from './shapes.ts';

/** What is said of an export: the verdict, and on which code it rests. */
export interface ExportVerdict extends Verdict {
  /** SHA-256 of the code that the export names; null when it names none that can be read. */
  readonly named: string | null;
  /** SHA-256 of the code that the history was replayed on. */
  readonly used: string;
  /** In Chinese, what the reader of the verdict must know about what it rests on. */
  readonly notes: readonly string[];
}

/** What a verifier has from elsewhere than the bundle. */
export interface Trust {
  /** SHA-256 of code that may run although it travels in the bundle. */
  readonly code?: string | null;
  /** Public keys by which every seal must be signed. */
  readonly keys?: readonly TrustedKey[];
  /** The code of a release, from the verifier's own checkout; null for none of them. */
  readonly released?: (hash: string) => WorkflowCode | null;
  /** Injected only by tests of kinds that are not shipped. */
  readonly kindOf?: KindOf;
}

/**
 * Verifies a bundle, a folder or a zip, without server or database. The history is replayed on the verifier's `own` code,
 * or on the release that the bundle names where the verifier's checkout has it; what travels in the bundle runs only if
 * its content has the hash that the verifier trusts. Throws `NotAnExport`.
 */
export async function verifyExport(place: string, own: WorkflowCode, trust: Trust = {}): Promise<ExportVerdict> {
  const { files, wrapping } = await bundleAt(place);
  const { named, evidence, id, differences, changed } = readExport(files);
  const { code, note } = codeFor(files, named?.code ?? null, own, trust);
  const judged = evidence === null ? [] : await judgedOn(code, evidence, trust.kindOf ?? shippedKind);
  const hash = named?.code ?? null;
  const isOther = hash !== code.hash;
  const more = evidence === null ? NOTHING : checkMore(files, named, evidence, trust.keys ?? []);
  const found = [
    ...differences,
    ...judged.map((one) => (isOther ? withThatCode(one, hash) : one)),
    ...more.differences,
  ];
  const notes = [note, ...more.notes];
  if (isOther && found.some(({ witness }) => witness === 'history' || witness === 'projection'))
    notes.push('所见不同可能出自代码之别，须用当时的代码（或检出当时的版本）再核验一次');
  if (code !== own) notes.push('一览表仍按本机代码推算');
  // Other bytes alone tell little; they are the finding only where nothing says what was changed.
  const bytes = wrapping === null ? changed : [...changed, { witness: 'export', seq: 0, what: wrapping } as const];
  return { ...verdictOf(id, found.length > 0 ? found : bytes), named: hash, used: code.hash, notes };
}

const NOTHING: SealFindings = { differences: [], notes: [] };

/** What bundles have held since format 2. */
function checkMore(
  files: BundleFiles,
  named: Named | null,
  evidence: Evidence,
  keys: readonly TrustedKey[],
): SealFindings {
  if (named?.format === undefined) {
    const differences = keys.length === 0 ? [] : [sealFault(0, '证据包中没有封签，无从以所给的公钥核对')];
    return { differences, notes: ['旧写法的证据包：不含所引文件和封签，均未核验'] };
  }
  const { differences, notes } = checkSeals(files, evidence, keys);
  return {
    differences: [...checkCarried(files, evidence.ledger), ...differences],
    notes: [...notesOnCarried(files, evidence.ledger), ...notes],
  };
}

/** The code to replay on, and in Chinese which it is. */
function codeFor(
  files: BundleFiles,
  named: string | null,
  own: WorkflowCode,
  { code: trusted = null, released = trustedCode }: Trust,
): { readonly code: WorkflowCode; readonly note: string } {
  if (trusted !== null && trusted !== own.hash) {
    const code = codeIn(files, trusted);
    const note = `证据包写明的代码为 ${named ?? '（无）'}；已按核验者的指定，用证据包所带的代码 ${code.hash} 重演`;
    return { code, note };
  }
  if (named === null) return { code: own, note: `证据包没有写明代码；已用本机代码 ${own.hash} 重演` };
  if (named === own.hash) return { code: own, note: `证据包写明的代码与本机代码相同：${own.hash}` };
  const said = `证据包写明的代码为 ${named}，本机代码为 ${own.hash}，两者不同`;
  const release = trusted === null ? released(named) : null;
  if (release !== null) return { code: release, note: `${said}；已用本机 releases 中所存的这一份代码重演` };
  return { code: own, note: `${said}；已用本机代码重演` };
}

/** The code of this hash from a bundle, for a verifier who has the hash from elsewhere. Throws `NotAnExport`. */
function codeIn(files: BundleFiles, hash: string): WorkflowCode {
  const content = files.get(codeFile(hash));
  if (content === undefined) throw new NotAnExport(`证据包中没有哈希为 ${hash} 的代码`);
  const code = codeOf(content.toString('utf8'));
  if (code.hash !== hash) throw new NotAnExport(`代码文件的内容与所信任的哈希不符：实为 ${code.hash}，未予运行`);
  return code;
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
