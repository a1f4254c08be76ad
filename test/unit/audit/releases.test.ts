import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from '../../../audit/code.ts';
import { AlteredRelease, codeOfRelease, lockOfRelease, placeOf, releasesKept } from '../../../audit/releases/kept.ts';
import { trustedCode } from '../../../audit/releases/trusted.ts';
import { sha256 } from '../../../db/chain.ts';
import { keepRelease } from '../../replay/keep-release.ts';

const OLD = codeOf('old');
const NEW = codeOf('new');
const MADE = { sdk: '1.24.0', node: 'v20.20.2', lock: '{"甲": 1}' };

describe('what is kept of releases', () => {
  let folder: string;
  const keep = (version: string, code = OLD) => keepRelease(code, { ...MADE, version }, [`${version}-case`], folder);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bihuan-releases-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is its code and its lock file by their hashes, the oldest first', () => {
    keep('0.10.0', NEW);
    const kept = keep('0.9.0');
    const { sdk, node, lock } = MADE;
    const histories = ['0.9.0-case'];
    expect(kept).toEqual({ version: '0.9.0', bundle: OLD.hash, sdk, node, lock: sha256(lock), histories });
    expect(releasesKept(folder).map(({ version }) => version)).toEqual(['0.9.0', '0.10.0']);
    expect(releasesKept(folder)[0]).toEqual(kept);
    expect(codeOfRelease(kept, folder)).toEqual(OLD);
    expect(lockOfRelease(kept, folder)).toBe(lock);
  });

  it('is not made again', () => {
    keep('0.9.0');
    expect(() => keep('0.9.0', NEW)).toThrow('raise the version in package.json');
    expect(releasesKept(folder)).toMatchObject([{ bundle: OLD.hash }]);
  });

  it('is trusted by the hash that a history names, as is the verifier’s own build; no other code is', () => {
    keep('0.9.0');
    expect(trustedCode(OLD.hash, null, folder)).toEqual(OLD);
    expect(trustedCode(NEW.hash, null, folder)).toBeNull();
    expect(trustedCode(NEW.hash, NEW, folder)).toBe(NEW);
    expect(trustedCode(sha256('another'), NEW, folder)).toBeNull();
  });

  it('is never run when it is not what its hash says', () => {
    const old = keep('0.9.0');
    const other = keep('0.10.0', NEW);
    renameSync(placeOf.bundle(other, folder), placeOf.bundle(old, folder));
    expect(() => trustedCode(OLD.hash, null, folder)).toThrow(AlteredRelease);
    renameSync(placeOf.bundle(old, folder), placeOf.lock(old, folder));
    expect(() => lockOfRelease(old, folder)).toThrow(`${old.version}.lock.br`);
  });
});
