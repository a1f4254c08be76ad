import type { Entry } from 'yauzl';
import { entriesOf, zipIn } from '../../db/zip.ts';
import { problem } from '../problems/problem.ts';

/** The documents that are taken, by the part that makes each what it is. */
const DOCUMENTS: readonly (readonly [part: string, type: string])[] = [
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

/** Parts whose presence alone refuses a document: they hold programs or foreign files. */
const PROGRAMS = /(^|\/)(vbaProject|activeX|embeddings\/.*\.bin|macrosheets|intlMacrosheets)/i;

/** What a document may become where it is opened. We unpack none; our defaults. */
const ENTRIES_MAX = 2_000;
const UNPACKED_MAX_BYTES = 500_000_000;
const RATIO_MAX = 300;
const RATIO_FROM_BYTES = 5_000_000;

/**
 * The type of an Office document by the directory of its archive. Throws 415 for an archive that is none or that holds
 * programs, 422 for one that cannot be read, 413 for one that grows beyond all measure when it is unpacked.
 */
export async function documentTypeOf(content: Buffer): Promise<string> {
  const entries = await directoryOf(content);
  const type = DOCUMENTS.find(([part]) => entries.some(({ fileName }) => fileName === part))?.[1];
  if (type === undefined)
    throw problem('UnsupportedMediaType', '压缩包不能作为佐证材料，请直接上传照片、PDF 或 Office 文档。');
  if (entries.some(({ fileName }) => PROGRAMS.test(fileName)))
    throw problem('UnsupportedMediaType', '文档带有宏或内嵌程序，请另存为不含宏的文档后再上传。');
  if (entries.some((entry) => entry.isEncrypted())) throw problem('DamagedFile', '文档已加密，请解除密码后再上传。');
  if (entries.length > ENTRIES_MAX || unpacked(entries) > UNPACKED_MAX_BYTES || entries.some(isBomb))
    throw problem('TooLarge', '文档解压后过大，请精简后再上传。');
  return type;
}

async function directoryOf(content: Buffer): Promise<Entry[]> {
  try {
    return await entriesOf(await zipIn(content));
  } catch {
    throw problem('DamagedFile', '文档已损坏，无法打开，请重新导出后再上传。');
  }
}

function unpacked(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
}

function isBomb({ uncompressedSize, compressedSize }: Entry): boolean {
  return uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > compressedSize * RATIO_MAX;
}
