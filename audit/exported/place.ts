import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesInFolder } from './folder.ts';
import { FILES, LIMITS, NotAnExport, type BundleFiles } from './names.ts';
import { filesInZip, zipOf } from './zip.ts';

/** A bundle as it lies somewhere. */
export interface Found {
  readonly files: BundleFiles;
  /** In Chinese, what is wrong with the wrapping alone; null where nothing is. */
  readonly wrapping: string | null;
}

/** Reads the bundle in a folder or a zip. Throws `NotAnExport` for a place that holds none. */
export async function bundleAt(place: string): Promise<Found> {
  if (!existsSync(place)) throw new NotAnExport(`没有 ${place}`);
  const isFolder = statSync(place).isDirectory();
  const none = new NotAnExport(`${place} 中缺少 ${FILES.matter}，不是证据包`);
  // Asked first: any other folder may hold what cannot be read.
  if (isFolder && !existsSync(join(place, FILES.matter))) throw none;
  const found = isFolder ? { files: filesInFolder(place), wrapping: null } : await zipped(place);
  if (!found.files.has(FILES.matter)) throw none;
  return found;
}

async function zipped(place: string): Promise<Found> {
  if (statSync(place).size > LIMITS.bytes) throw new NotAnExport(`${place} 太大，不予打开`);
  const content = readFileSync(place);
  const files = await filesInZip(content);
  const isAsWritten = content.equals(await zipOf(files));
  return { files, wrapping: isAsWritten ? null : '压缩包不是导出时的写法，已被改动或另行压缩；可解开后核验文件夹' };
}
