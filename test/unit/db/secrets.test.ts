import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { CannotOpen, secretsIn } from '../../../db/secrets.ts';

let file: string;

beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'bihuan-secrets-')), 'secret.key');
});

const KEY = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

describe('secrets', () => {
  it('open what they sealed, for the same purpose and owner alone', async () => {
    const { seal, open } = await secretsIn(file);
    const sealed = seal('tip', 'tip-1', '张三 13900000000');
    expect(sealed).not.toContain('张三');
    expect(seal('tip', 'tip-1', '张三 13900000000')).not.toBe(sealed);
    expect(open('tip', 'tip-1', sealed)).toBe('张三 13900000000');
    expect(() => open('totp', 'tip-1', sealed)).toThrow(CannotOpen);
    expect(() => open('tip', 'tip-2', sealed)).toThrow(CannotOpen);
  });

  it.each([0, 9, 20, 40, -1])('do not open what was altered at %i', async (place) => {
    const { seal, open } = await secretsIn(file);
    const sealed = seal('tip', 'tip-1', '张三张三张三张三张三');
    const at = place < 0 ? sealed.length - 2 : place;
    const other = sealed[at] === 'a' ? 'b' : 'a';
    expect(() => open('tip', 'tip-1', sealed.slice(0, at) + other + sealed.slice(at + 1))).toThrow(CannotOpen);
  });

  it('make their file once, readable by its owner alone, whoever starts first', async () => {
    const [a, b] = await Promise.all([secretsIn(file), secretsIn(file)]);
    expect(b.open('tip', 'x', a.seal('tip', 'x', 'said'))).toBe('said');
    expect((await stat(file)).mode & 0o077).toBe(0);
    const before = await readFile(file, 'utf8');
    await secretsIn(file);
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('seal under the first key and open under all, and hash under the oldest', async () => {
    await writeFile(file, `${KEY(1)}\n`);
    const old = await secretsIn(file);
    const sealed = old.seal('tip', 'x', 'said');
    await writeFile(file, `${KEY(2)}\n${KEY(1)}\n`);
    const rotated = await secretsIn(file);
    expect(rotated.open('tip', 'x', sealed)).toBe('said');
    expect(rotated.mac('person', '110')).toBe(old.mac('person', '110'));
    expect(() => old.open('tip', 'x', rotated.seal('tip', 'x', 'said'))).toThrow(CannotOpen);
  });

  it.each(['', 'short\n', `${KEY(1)}\nshort\n`])('refuse a file that holds %j', async (content) => {
    await writeFile(file, content);
    await expect(secretsIn(file)).rejects.toThrow();
  });
});
