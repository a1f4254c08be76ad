import { existsSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import type { WorkflowCode } from '../../audit/code.ts';
import { placeOf, RELEASES, type Release } from '../../audit/releases/kept.ts';
import type { MadeWith } from '../../db/bundles.ts';
import { sha256 } from '../../db/chain.ts';

/** Throws when a release of this version is kept: what has been released is not made again. */
export function refuseToRepeat(version: string, folder = RELEASES): void {
  const file = placeOf.manifest({ version }, folder);
  if (existsSync(file))
    throw new Error(
      `release ${version} is kept (${file}): raise the version in package.json. Only if nobody has it yet, delete ` +
        `releases/${version}.*, its bundle and test/replay/histories/${version}-*, and save again`,
    );
}

/** Keeps a release: its bundle and its lock file by their hashes, and its manifest last. */
export function keepRelease(
  { code, hash }: WorkflowCode,
  { version, sdk, node, lock }: MadeWith,
  histories: readonly string[],
  folder = RELEASES,
): Release {
  refuseToRepeat(version, folder);
  const release: Release = { version, bundle: hash, sdk, node, lock: sha256(lock), histories };
  writeFileSync(placeOf.bundle(release, folder), brotliCompressSync(code));
  writeFileSync(placeOf.lock(release, folder), brotliCompressSync(lock));
  writeFileSync(placeOf.manifest(release, folder), `${JSON.stringify(release, null, 2)}\n`);
  return release;
}
