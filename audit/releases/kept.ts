import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { sha256 } from '../../db/chain.ts';
import type { WorkflowCode } from '../code.ts';

/** Where the code of every release lies, in the sources: whoever trusts his checkout trusts what it holds. */
export const RELEASES = fileURLToPath(new URL('../../releases', import.meta.url));

/** What a release was made of. */
export interface Release {
  readonly version: string;
  /** SHA-256 of the workflow bundle; its workers' build id, so every history that they wrote names it. */
  readonly bundle: string;
  /** The version of the Temporal packages that bundled it. */
  readonly sdk: string;
  readonly node: string;
  /** SHA-256 of its package-lock.json. */
  readonly lock: string;
  /** The histories that it wrote and left to the releases after it, in `test/replay/histories`. */
  readonly histories: readonly string[];
}

/** What lies in `releases/` is not what its name says; the message names the file. */
export class AlteredRelease extends Error {}

/** Where each part of a release lies: content-addressed, or by its version. */
export const placeOf = {
  manifest: ({ version }: Pick<Release, 'version'>, folder = RELEASES) => join(folder, `${version}.json`),
  bundle: ({ bundle }: Pick<Release, 'bundle'>, folder = RELEASES) => join(folder, `${bundle}.js.br`),
  lock: ({ version }: Pick<Release, 'version'>, folder = RELEASES) => join(folder, `${version}.lock.br`),
};

/** All releases that were kept, the oldest first. */
export function releasesKept(folder = RELEASES): Release[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Release)
    .sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));
}

/** The code of a release. Throws `AlteredRelease` when its content does not have the hash that it is kept under. */
export function codeOfRelease(release: Release, folder = RELEASES): WorkflowCode {
  return { code: contentOf(placeOf.bundle(release, folder), release.bundle), hash: release.bundle };
}

/** The package-lock.json of a release, from which `npm ci` installs what it was built with. Throws `AlteredRelease`. */
export function lockOfRelease(release: Release, folder = RELEASES): string {
  return contentOf(placeOf.lock(release, folder), release.lock);
}

function contentOf(file: string, hash: string): string {
  const content = brotliDecompressSync(readFileSync(file));
  if (sha256(content) !== hash) throw new AlteredRelease(`${file} 的内容不是其名下的内容（SHA-256 应为 ${hash}）`);
  return content.toString('utf8');
}
