import { contentId, type ChainedEvent } from '../../db/chain.ts';
import { trailHash } from '../../db/trail.ts';
import { checkKeptDocuments } from '../compare/document-check.ts';
import { at } from '../history/history-json.ts';
import { checkRow, isImportedClosed } from '../imported.ts';
import type { Difference } from '../verdict.ts';
import type { CarriedFile } from './carried.ts';
import { carriedFilesIn, documentsIn, trailIn } from './carried-shapes.ts';
import { evidenceCitedIn } from './cited.ts';
import { evidenceFile, FILES, MORE_FILES, type BundleFiles } from './names.ts';
import { jsonIn, whyUnread } from './read.ts';
import { sourceOf } from './source.ts';

/** What is wrong with the files that a matter cites, with its row of an imported file, and with what the trail says. */
export function checkCarried(files: BundleFiles, ledger: readonly ChainedEvent[]): Difference[] {
  return [
    ...unread('evidence', MORE_FILES.evidence, () => checkEvidence(files, ledger)),
    ...unread('history', MORE_FILES.imported, () => checkImport(files, ledger)),
    ...unread('trail', MORE_FILES.trail, () => checkTrail(files)),
  ];
}

function checkEvidence(files: BundleFiles, ledger: readonly ChainedEvent[]): Difference[] {
  const listed = new Map(carriedFilesIn(jsonIn(files, MORE_FILES.evidence)).map((file) => [file.id, file]));
  const documents = documentsIn(jsonIn(files, MORE_FILES.documents));
  const cited = evidenceCitedIn(ledger, documents);
  const found = cited.flatMap((citation) => {
    const { id } = citation;
    const by = (what: string): Difference[] => [
      { witness: 'evidence', seq: citation.ledger[0] ?? 0, what: `${whereOf(citation)}所引的证据文件 ${id} ${what}` },
    ];
    const known = listed.get(id);
    const content = files.get(evidenceFile(id));
    if (known === undefined) return by(`未列入 ${MORE_FILES.evidence}`);
    if (isLeftOut(known, ledger)) return content === undefined ? [] : by('按清单不在证据包中，却有内容');
    if (!known.kept) return by('导出时即未保存');
    if (content === undefined) return by('不在证据包中');
    if (contentId(content) !== id) return by('的内容与其编码不符，已被改动');
    return content.length === known.size ? [] : by('的大小与清单不符');
  });
  const isCited = new Set(cited.map(({ id }) => id));
  const stray = [...listed.keys()].filter((id) => !isCited.has(id));
  const unasked = stray.map((id) => evidence(`证据文件 ${id} 无人引用，却在清单中`));
  return [...found, ...unasked, ...checkKeptDocuments(ledger, documents, at(jsonIn(files, FILES.projection), 'state'))];
}

/** In Chinese, what a bundle does not hold of what its matter cites. */
export function notesOnCarried(files: BundleFiles, ledger: readonly ChainedEvent[]): string[] {
  try {
    const left = carriedFilesIn(jsonIn(files, MORE_FILES.evidence)).filter((file) => isLeftOut(file, ledger));
    return left.map(
      ({ id }) =>
        `来源文件 ${id} 中有其他单位的各行，不在证据包中：只核对了所附的一行；这一行确在其中，须向存有原件的一方核对`,
    );
  } catch {
    // What cannot be read is a difference already.
    return [];
  }
}

/** Only the sheet that the matter was imported from may be left out, and only where it says so. */
function isLeftOut(
  { id, kept, why }: Pick<CarriedFile, 'id' | 'kept' | 'why'>,
  ledger: readonly ChainedEvent[],
): boolean {
  return !kept && why !== null && id === sourceOf(ledger);
}

function checkImport(files: BundleFiles, ledger: readonly ChainedEvent[]): Difference[] {
  if (!isImportedClosed(ledger)) return [];
  const imported = jsonIn(files, MORE_FILES.imported);
  if (at(imported, 'file') !== sourceOf(ledger))
    return [{ witness: 'history', seq: 1, what: '导入记录所指的文件不是台账所记的来源文件' }];
  return checkRow(at(imported, 'said'), ledger);
}

function checkTrail(files: BundleFiles): Difference[] {
  return trailIn(jsonIn(files, MORE_FILES.trail)).flatMap((row) => {
    if (trailHash(row.prevHash, row.seq, row) === row.hash) return [];
    return [{ witness: 'trail', seq: 0, what: `审计日志第 ${row.seq.toString()} 条的内容与其哈希不符` }];
  });
}

function whereOf({ ledger, documents }: { readonly ledger: readonly number[]; readonly documents: readonly string[] }) {
  const [seq] = ledger;
  return seq === undefined ? `文书 ${documents[0] ?? ''} ` : `第 ${seq.toString()} 条`;
}

function evidence(what: string): Difference {
  return { witness: 'evidence', seq: 0, what };
}

function unread(witness: Difference['witness'], file: string, check: () => Difference[]): Difference[] {
  try {
    return check();
  } catch (error) {
    return [{ witness, seq: 0, what: `${file} ${whyUnread(error)}` }];
  }
}
