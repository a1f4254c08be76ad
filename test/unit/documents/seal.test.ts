import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { documentKeyFile, localSeal } from '../../../activities/documents/seal.ts';
import { sealHolds, sealedText, shownSeal } from '../../../db/documents/seal.ts';

const folder = mkdtempSync(join(tmpdir(), 'bihuan-document-seal-'));
const file = join(folder, 'keys', 'document-key.pem');
const HASH = `sha256:${'ab'.repeat(32)}`;
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the seal of a document', () => {
  it('is made by a key of its own beside the key of the record, made once and read by nobody else', async () => {
    expect(documentKeyFile(join(folder, 'keys', 'seal-key.pem'))).toBe(file);
    const first = await localSeal(file).seal(HASH);
    const again = await localSeal(file).seal(HASH);
    expect(again.key).toBe(first.key);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(first)).not.toContain('PRIVATE');
    expect(readFileSync(file, 'utf8')).toContain('PRIVATE');
  });

  it('holds, and no more once anything of it is another', async () => {
    const seal = await localSeal(file, () => Date.UTC(2026, 2, 1)).seal(HASH);
    const { publicKey } = await localSeal(join(folder, 'other.pem')).seal(HASH);
    expect(sealHolds(seal)).toBe(true);
    expect(sealedText(seal)).toBe(`bihuan document\n${HASH}\n2026-03-01T08:00:00.000+08:00`);
    const { signature } = seal;
    const changed = [
      { hash: HASH.replace('ab', 'ba') },
      { at: '2026-03-02T08:00:00.000+08:00' },
      { publicKey },
      { publicKey: 'none' },
      { key: '0'.repeat(16) },
      { signature: '' },
      // Its last letter has bits that say nothing.
      { signature: signature.replace(/(.)(=+)$/, (_, last: string, end: string) => `${next(last)}${end}`) },
    ];
    for (const change of changed) expect(sealHolds({ ...seal, ...change } as typeof seal)).toBe(false);
  });

  it('is shown to hold for its own file alone, and with the fingerprint of what is a key', async () => {
    const seal = await localSeal(file).seal(HASH);
    const fingerprint = expect.stringMatching(new RegExp(`^${seal.key}[0-9a-f]{48}$`));
    expect(shownSeal(seal, HASH)).toEqual({ ...seal, fingerprint, holds: true });
    for (const other of [HASH.replace('ab', 'ba'), null])
      expect(shownSeal(seal, other)).toMatchObject({ holds: false });
    expect(shownSeal({ ...seal, publicKey: 'none' }, HASH)).toMatchObject({ fingerprint: null, holds: false });
  });

  it('is not made by a key of another kind or by what is none', async () => {
    const wrong = join(folder, 'wrong.pem');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(wrong, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await expect(localSeal(wrong).seal(HASH)).rejects.toThrow('ed25519');
    await expect(localSeal(folder).seal(HASH)).rejects.toThrow('EISDIR');
    await expect(localSeal(join(wrong, 'below.pem')).seal(HASH)).rejects.toThrow('ENOTDIR');
  });
});

/** The next letter of Base64, which differs in the lowest bit. */
function next(letter: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return letters[letters.indexOf(letter) ^ 1] ?? '';
}
