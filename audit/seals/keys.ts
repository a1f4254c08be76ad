import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Public keys (PEM) by their ids. */
export type PublicKeys = ReadonlyMap<string, string>;

/** What signs: the private key, and its public half with its id. */
export interface Signer {
  readonly id: string;
  /** PEM, like the private one. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The first 16 hex digits of the SHA-256 of a public key (SPKI, DER), whatever its algorithm; of a PEM's bytes as they stand. */
export function keyIdOf(publicKey: string): string {
  const der = Buffer.from(publicKey.replaceAll(/-----[^-]+-----/g, ''), 'base64');
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

/** The key in a file; made there on first use (Ed25519, mode 0600). Throws for a file that holds no private key. */
export function signerAt(file: string): Signer {
  const privateKey = readOr(file) ?? madeAt(file);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  return { id: keyIdOf(publicKey), publicKey, privateKey };
}

/** The folder of public keys within a folder of seals. */
export function keysFolder(dir: string): string {
  return join(dir, 'keys');
}

/** The public keys that lie with the seals; a file whose name is not its key's id is left out. */
export function readKeys(dir: string): PublicKeys {
  const folder = keysFolder(dir);
  return new Map(
    filesIn(folder)
      .map((name) => [basename(name, '.pem'), readFileSync(join(folder, name), 'utf8')] as const)
      .filter(([id, pem]) => keyIdOf(pem) === id),
  );
}

function madeAt(file: string): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
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

function readOr(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.pem'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
