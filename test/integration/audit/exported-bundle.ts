import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFolder } from '../../../audit/exported/folder.ts';
import { FILES, type BundleFiles } from '../../../audit/exported/names.ts';
import { namedIn, withMatter, type Named } from '../../../audit/exported/shapes.ts';

/** A folder of its own for a test file's bundles. */
export interface Bench {
  readonly root: string;
  /** Writes files into a new folder; answers where. */
  lay(files: BundleFiles): string;
  /** A new file with this content; answers where. */
  file(name: string, content: Buffer): string;
  /** A copy of a folder; answers where. */
  copy(folder: string): string;
  clear(): void;
}

export function bench(): Bench {
  const root = mkdtempSync(join(tmpdir(), 'bihuan-bundle-'));
  let count = 0;
  const next = () => join(root, String((count += 1)));
  return {
    root,
    lay: (files) => {
      const folder = next();
      writeFolder(folder, namedOf(files).id, files);
      return folder;
    },
    file: (name, content) => {
      const place = `${next()}-${name}`;
      writeFileSync(place, content);
      return place;
    },
    copy: (folder) => {
      const place = next();
      cpSync(folder, place, { recursive: true });
      return place;
    },
    clear: () => {
      rmSync(root, { recursive: true });
    },
  };
}

/** What `matter.json` of a bundle says. */
export function namedOf(files: BundleFiles): Named {
  return namedIn(JSON.parse(String(files.get(FILES.matter))));
}

/** The bundle with some files other or gone (null), and with their new hashes named: what a forger who knows it would send. */
export function forged(files: BundleFiles, changes: Readonly<Record<string, Buffer | string | null>>): BundleFiles {
  const { files: _, ...about } = namedOf(files);
  const contents = new Map(files);
  contents.delete(FILES.matter);
  for (const [name, content] of Object.entries(changes))
    if (content === null) contents.delete(name);
    else contents.set(name, Buffer.from(content));
  return withMatter(about, contents);
}
