import { genesisHash, sha256, type ChainedEvent } from '../../db/chain.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { checkIdentity } from '../compare/identity-check.ts';
import type { Evidence } from '../evidence.ts';
import type { HistoryJson } from '../history/history-json.ts';
import { identityOf } from '../history/identity.ts';
import type { Difference } from '../verdict.ts';
import { codeFile, FILES, MORE_FILES, type BundleFiles } from './names.ts';
import { historyIn, ledgerIn, matterFile, namedIn, projectionIn, type Named } from './shapes.ts';

/** An export as read back, from whomever it came. */
export interface Exported {
  /** What it says of itself; null when that cannot be read. */
  readonly named: Named | null;
  /** The records, under the identity that the history itself gives; null when one of them cannot be read. */
  readonly evidence: Evidence | null;
  readonly id: string;
  /** What cannot be read, and where `matter.json` is not that of the records. */
  readonly differences: readonly Difference[];
  /** Which files are not, to the byte, those that were exported. */
  readonly changed: readonly Difference[];
}

/** Reads an export; whatever was done to its files is a difference. */
export function readExport(files: BundleFiles): Exported {
  const differences: Difference[] = [];
  const read = <T>(witness: Difference['witness'], file: string, shape: (value: unknown) => T): T | undefined => {
    try {
      return shape(jsonIn(files, file));
    } catch (error) {
      differences.push({ witness, seq: witness === 'export' ? 0 : 1, what: `${file} ${whyUnread(error)}` });
      return undefined;
    }
  };
  const named = read('export', FILES.matter, namedIn) ?? null;
  const history = read('history', FILES.history, historyIn);
  const ledger = read('ledger', FILES.ledger, ledgerIn);
  const projection = read('projection', FILES.projection, projectionIn);
  if (named !== null) differences.push(...checkNamed(named, history, ledger));
  const own = history === undefined || history === null ? null : identityOf(history);
  const id = (own?.id ?? named?.id ?? '（无法辨认）') as MatterId;
  const isWhole = history !== undefined && ledger !== undefined && projection !== undefined;
  const identity = { id, kind: own?.kind ?? named?.kind ?? '', runId: own === null ? null : own.runId };
  const evidence = isWhole ? { ...identity, history, ledger, projection } : null;
  return { named, evidence, id, differences, changed: named === null ? [] : changedFiles(files, named) };
}

/** The parsed JSON of a file; throws what `whyUnread` puts into words. */
export function jsonIn(files: BundleFiles, name: string): unknown {
  const content = files.get(name);
  if (content === undefined) throw new Missing('缺失');
  return JSON.parse(content.toString('utf8'));
}

/** In Chinese, why a file could not be read. */
export function whyUnread(error: unknown): string {
  if (error instanceof SyntaxError) return '不是完整的 JSON';
  return error instanceof Error ? error.message : String(error);
}

class Missing extends Error {}

function checkNamed(named: Named, history: HistoryJson | null | undefined, ledger?: ChainedEvent[]): Difference[] {
  if (history === undefined) return [];
  if (history !== null) return checkIdentity(identityOf(history), named, 'export');
  const [first] = ledger ?? [];
  const found: Difference[] = [];
  if (named.runId !== null) found.push(whole(`${FILES.matter} 写有运行编号，而证据包中没有历史`));
  if (first !== undefined && first.prevHash !== genesisHash(named.id, named.kind))
    found.push(whole(`${FILES.matter} 的 id（${named.id}）或 kind（${named.kind}）不是台账第 1 条所属的事项`));
  return found;
}

/** A forger can name new hashes as well; what cannot be recomputed is at least held to one another. */
function changedFiles(files: BundleFiles, named: Named): Difference[] {
  const found: Difference[] = [];
  const must = [FILES.history, FILES.ledger, FILES.projection, FILES.readme, codeFile(named.code)];
  if (named.format !== undefined) must.push(...Object.values(MORE_FILES));
  for (const name of new Set([...must, ...Object.keys(named.files)])) {
    const content = files.get(name);
    if (content === undefined) found.push(whole(`缺少 ${name}`));
    else if (sha256(content) !== named.files[name]) found.push(whole(`${name} 与导出时不同，已被改动`));
  }
  for (const name of files.keys())
    if (name !== FILES.matter && !Object.hasOwn(named.files, name)) found.push(whole(`${name} 不是导出时的文件`));
  for (const [name, hash] of Object.entries(named.files))
    if (name.startsWith('code-') && name !== codeFile(hash)) found.push(whole(`${name} 的哈希与其名称不符`));
  if (files.get(FILES.matter)?.equals(Buffer.from(matterFile(named))) !== true)
    found.push(whole(`${FILES.matter} 不是导出时的写法，已被改动`));
  return found;
}

function whole(what: string): Difference {
  return { witness: 'export', seq: 0, what };
}
