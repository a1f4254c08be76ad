import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at } from '../history/history-json.ts';
import { FILES, LIMITS, NotAnExport, type BundleFiles } from './names.ts';

/** Writes a bundle into a folder of its own; an older one of the same matter gives way. Throws `NotAnExport` elsewhere. */
export function writeFolder(folder: string, id: string, files: BundleFiles): void {
  for (const name of olderFiles(folder, id)) rmSync(join(folder, name), { force: true });
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** The files of a folder, one folder deep; nothing is followed out of it. Throws `NotAnExport`. */
export function filesInFolder(folder: string): BundleFiles {
  const names = namesIn(folder);
  if (names.length > LIMITS.files) throw new NotAnExport(`${folder} 中的文件太多，不是证据包`);
  const files = new Map<string, Buffer>();
  let bytes = 0;
  for (const name of names) {
    const found = lstatSync(join(folder, name));
    if (!found.isFile()) throw new NotAnExport(`${folder} 中的 ${name} 不是普通文件，不予打开`);
    bytes += found.size;
    if (bytes > LIMITS.bytes) throw new NotAnExport(`${folder} 太大，不予打开`);
    files.set(name, readFileSync(join(folder, name)));
  }
  return files;
}

function namesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? readdirSync(join(folder, entry.name)).map((name) => `${entry.name}/${name}`) : [entry.name],
  );
}

/** The files of an older bundle of the matter; whatever else lies there is somebody's, and stays. */
function olderFiles(folder: string, id: string): readonly string[] {
  const lying = existsSync(folder) ? namesIn(folder) : [];
  if (lying.length === 0) return [];
  const { id: older, files } = matterIn(join(folder, FILES.matter));
  if (older !== id) throw new NotAnExport(`${folder} 中已有其他文件或另一事项的证据，请换一个空文件夹`);
  const strange = lying.find((name) => name !== FILES.matter && !files.includes(name));
  if (strange !== undefined) throw new NotAnExport(`${folder} 中的 ${strange} 不属于证据包，请换一个空文件夹`);
  return lying;
}

function matterIn(file: string): { readonly id: unknown; readonly files: readonly string[] } {
  try {
    const matter: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return { id: at(matter, 'id'), files: Object.keys(at(matter, 'files') ?? {}) };
  } catch {
    return { id: undefined, files: [] };
  }
}
