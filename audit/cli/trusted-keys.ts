import { existsSync, readFileSync } from 'node:fs';
import { publicKeyIn, type TrustedKey } from '../seals/keys.ts';

/** Thrown for what names no key; the message says what does. */
export class NotAKey extends Error {}

/** What `--trust-key` names: files with one public key each (PEM), or ids of keys. Throws `NotAKey`. */
export function trustedKeys(names: readonly string[]): TrustedKey[] {
  return names.map((name) => {
    if (!existsSync(name)) {
      if (/^[0-9a-f]{16}$/.test(name)) return { id: name, pem: null };
      throw new NotAKey('--trust-key 须为公钥文件（PEM）或公钥编号：16 位小写十六进制');
    }
    const key = publicKeyIn(readFileSync(name, 'utf8'));
    if (key === null) throw new NotAKey(`${name} 不是只含一把公钥的 PEM 原文，不予采信`);
    return key;
  });
}
