import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyId, sealedText, type DocumentSeal } from '../../db/documents/seal.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';

/** Who seals documents (电子签章): the shipped local key, or a county's own provider put in its place. */
export interface SealProvider {
  readonly name: string;
  /** Seals a hash; rejects where the provider cannot be reached, and is asked again. */
  seal(hash: string): Promise<DocumentSeal>;
}

/** The key's file, beside the one that signs seals of the record: one key never serves two ends. */
export function documentKeyFile(sealKeyFile: string): string {
  return join(dirname(sealKeyFile), 'document-key.pem');
}

/** Seals with the key in a file (Ed25519, PEM); made there on first use, mode 0600. */
export function localSeal(file: string, now: () => number = Date.now): SealProvider {
  const sealed = (hash: string): DocumentSeal => {
    const privateKey = keyAt(file);
    const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
    const at = instantOf(now());
    const signature = sign(null, Buffer.from(sealedText({ hash, at })), privateKey).toString('base64');
    return { provider: 'local', key: keyId(publicKey), publicKey, hash, signature, at };
  };
  return { name: 'local', seal: (hash) => Promise.resolve(hash).then(sealed) };
}

function keyAt(file: string): KeyObject {
  const key = createPrivateKey(read(file) ?? madeAt(file));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the key that seals documents is not ed25519');
  return key;
}

function madeAt(file: string): string {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
    return pem;
  } catch (error) {
    // Another worker has made it in the meantime.
    if (codeOf(error) === 'EEXIST') return readFileSync(file, 'utf8');
    throw error;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
