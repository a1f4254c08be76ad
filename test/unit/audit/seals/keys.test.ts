import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NotAKey, trustedKeys } from '../../../../audit/cli/trusted-keys.ts';
import { keyIdOf, publicKeyIn, readKeys, signerAt } from '../../../../audit/seals/keys.ts';
import { NoSealFolder, readSeals } from '../../../../audit/seals/read.ts';
import { SHA256_ED25519 } from '../../../../audit/seals/suite.ts';
import { signerOf } from './chains.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'seal-keys-'));
});
afterAll(() => {
  rmSync(home, { recursive: true });
});

const { privateKey: other, publicKey: otherPublic } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

it('makes a key once, for its owner alone, in a folder that need not be there', () => {
  const file = join(home, 'deep', 'key.pem');
  const signer = signerAt(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(signerAt(file)).toEqual(signer);
  expect(readFileSync(file, 'utf8')).toBe(signer.privateKey);
  expect(SHA256_ED25519.verify(signer.publicKey, 'x', SHA256_ED25519.sign(signer.privateKey, 'x'))).toBe(true);
});

it('signs with no key of another kind, and believes none', () => {
  expect(() => SHA256_ED25519.sign(other, 'x')).toThrow('not ed25519');
  expect(SHA256_ED25519.verify(otherPublic, 'x', 'AAAA')).toBe(false);
  expect(SHA256_ED25519.verify('no key', 'x', 'AAAA')).toBe(false);
  const broken = join(home, 'broken.pem');
  writeFileSync(broken, 'no key');
  expect(() => signerAt(broken)).toThrow();
  expect(() => signerAt(home)).toThrow();
});

it('reads public keys whose names are their ids, and nothing else', () => {
  const dir = join(home, 'seals');
  expect(readKeys(dir)).toEqual(new Map());
  mkdirSync(join(dir, 'keys'), { recursive: true });
  const id = keyIdOf(otherPublic);
  expect(id).toMatch(/^[0-9a-f]{16}$/);
  writeFileSync(join(dir, 'keys', `${id}.pem`), otherPublic);
  writeFileSync(join(dir, 'keys', '0123456789abcdef.pem'), otherPublic);
  writeFileSync(join(dir, 'keys', `${id}.txt`), otherPublic);
  expect(readKeys(dir)).toEqual(new Map([[id, otherPublic]]));
});

it('takes no file of two keys: what is named would be the one, what verifies the other', () => {
  const [honest, attacker] = [signerOf(), signerOf()];
  const body = (pem: string) => pem.replaceAll(/-----[^-]+-----/g, '').trim();
  // The attacker's key is read first by the library; leniently decoded, everything before the padding is the honest one.
  const hidden = `${attacker.publicKey}-----BEGIN X-----\n${body(honest.publicKey)}\n-----END X-----\n`;
  const both = [
    `${honest.publicKey}${attacker.publicKey}`,
    `${attacker.publicKey}${honest.publicKey}`,
    `${body(honest.publicKey)}\n${attacker.publicKey}`,
    hidden,
    `${honest.publicKey}\n`,
    honest.publicKey.replaceAll('\n', '\r\n'),
    honest.privateKey,
    '',
  ];
  const dir = join(home, 'two');
  mkdirSync(join(dir, 'keys'), { recursive: true });
  for (const pem of both) {
    expect(publicKeyIn(pem)).toBeNull();
    writeFileSync(join(dir, 'keys', `${honest.id}.pem`), pem);
    expect(readKeys(dir)).toEqual(new Map());
  }
  const named = join(dir, 'named.pem');
  writeFileSync(named, both[2] ?? '');
  expect(() => trustedKeys([named])).toThrow('不是只含一把公钥的 PEM 原文');
  expect(() => trustedKeys(['mine'])).toThrow(NotAKey);
  writeFileSync(named, honest.publicKey);
  expect(trustedKeys([named, attacker.id])).toEqual([publicKeyIn(honest.publicKey), { id: attacker.id, pem: null }]);
  expect(publicKeyIn(honest.publicKey)).toEqual({ id: honest.id, pem: honest.publicKey });
});

it('reads only files that are named as seals are, and says which folder is missing', () => {
  const dir = join(home, 'seals');
  writeFileSync(join(dir, '00000007.json'), 'x');
  writeFileSync(join(dir, '00000008.json.tmp'), 'x');
  writeFileSync(join(dir, 'webhook.json'), 'x');
  expect(readSeals(dir).map(({ body }) => body.n)).toEqual([7]);
  expect(() => readSeals(join(home, 'nowhere'))).toThrow(NoSealFolder);
});
